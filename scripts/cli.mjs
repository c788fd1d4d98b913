// @ts-check
import { join, resolve } from "node:path";
import { runOnDesktop } from "./setup/display.mjs";
import { root } from "./setup/places.mjs";
import { run } from "./setup/run.mjs";
import { tell } from "./setup/say.mjs";
import { setUp } from "./setup.mjs";

/** What each command needs; a command not named here, a misspelt one too, opens no record. @type {Readonly<Record<string, import("./setup.mjs").Need>>} */
const needs = {
  doctor: "doctor",
  audit: "record",
  keys: "record",
  restore: "record",
  inventory: "record",
  "leak-test": "record",
  host: "record",
  station: "record",
  record: "record",
};

/** Runs the operators' command line; standard output is the command's alone. */
await tell(async () => {
  const words = process.argv.slice(2);
  const need = words.includes("verify-file") ? "text" : (needs[words[0] ?? ""] ?? "text");
  const { env } = await setUp(need);
  const args = [join(root, "dist", "main", "cli.cjs"), ...words];
  if (need === "text") return run(process.execPath, args, { env });
  const profile = findProfile(words);
  const keyring = profile === undefined ? {} : { keyringDir: join(resolve(profile), "dev-keyring") };
  return runOnDesktop(process.execPath, args, { env, screen: false, ...keyring });
});

/** @param {readonly string[]} words */
function findProfile(words) {
  const at = words.indexOf("--profile");
  return at === -1 ? words.find((word) => word.startsWith("--profile="))?.slice("--profile=".length) : words[at + 1];
}
