// @ts-check
import { join, resolve } from "node:path";
import { setUp } from "./setup.mjs";
import { runOnDesktop } from "./setup/display.mjs";
import { root } from "./setup/places.mjs";
import { run } from "./setup/run.mjs";
import { tell } from "./setup/say.mjs";

/** Commands that open no record and so need no keychain. */
const keyless = new Set(["deid", "policy", "help", "--help"]);

/** Runs the operators' command line; standard output is the command's alone. */
await tell(async () => {
  const words = process.argv.slice(2);
  const { env } = await setUp();
  const args = [join(root, "dist", "main", "cli.cjs"), ...words];
  if (words[0] === undefined || keyless.has(words[0])) return run(process.execPath, args, { env });
  const at = words.indexOf("--profile");
  const keyring = at === -1 ? {} : { keyringDir: join(resolve(String(words[at + 1])), "dev-keyring") };
  return runOnDesktop(process.execPath, args, { env, screen: false, ...keyring });
});
