// @ts-check
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runOnDesktop } from "./setup/display.mjs";
import { root } from "./setup/places.mjs";
import { run } from "./setup/run.mjs";
import { SetUpError, tell } from "./setup/say.mjs";
import { installSystemPackages } from "./setup/system-packages.mjs";
import { setUp } from "./setup.mjs";

const folder = join(root, "scripts", "bench");
/** What is measured in the real window, on a screen of its own. */
const inAWindow = new Set(["ui", "export"]);
/** What is measured on sounds that Debian has packed. @type {Readonly<Record<string, readonly import("./setup/system-packages.mjs").Purpose[]>>} */
const soundsFor = { speech: ["voices", "prompts"] };

/** Measures one thing beside its floor: `npm run bench -- draft`. */
await tell(async () => {
  const [name = "", ...rest] = process.argv.slice(2);
  const story = join(folder, `${name}.ts`);
  if (!/^[a-z-]+$/.test(name) || !existsSync(story)) {
    const names = readdirSync(folder)
      .filter((file) => file.endsWith(".ts"))
      .map((file) => file.slice(0, -3));
    throw new SetUpError(`Name what to measure: ${names.join(", ")}.`);
  }
  const { env } = await setUp();
  await installSystemPackages(soundsFor[name] ?? []);
  const words = ["--import", "tsx", "--import", join(root, "scripts/setup/build-constants.mjs"), story, ...rest];
  if (inAWindow.has(name)) return runOnDesktop(process.execPath, words, { env, keyringDir: join(root, "out", "bench-keyring") });
  return run(process.execPath, words, { env, cwd: root });
});
