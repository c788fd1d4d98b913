// @ts-check
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { runOnDesktop } from "./setup/display.mjs";
import { root } from "./setup/places.mjs";
import { tell } from "./setup/say.mjs";
import { setUp } from "./setup.mjs";

/**
 * Lives the guided day in the real app and names the folder with its pictures; with `--clinic`, a day on a
 * host and two workstations. @param {readonly string[]} words
 */
export async function liveDay(words) {
  const { env } = await setUp();
  const named = words.indexOf("--out");
  const out =
    named === -1 ? join(root, "out", `day-${new Date().toISOString().slice(0, 19).replaceAll(":", "")}`) : resolve(String(words[named + 1]));
  const story = join(root, "scripts", "day", words.includes("--clinic") ? "clinic-run.ts" : "run.ts");
  return runOnDesktop(process.execPath, ["--import", "tsx", story, "--out", out], { env, keyringDir: join(out, "work", "keyring") });
}

if (import.meta.url === pathToFileURL(String(process.argv[1])).href) await tell(() => liveDay(process.argv.slice(2)));
