// @ts-check
import { join } from "node:path";
import { runOnDesktop } from "./setup/display.mjs";
import { root } from "./setup/places.mjs";
import { tell } from "./setup/say.mjs";
import { setUp } from "./setup.mjs";

/** Kills, starves and damages a working record and prints what became of it: `npm run faults -- [kills]`. */
await tell(async () => {
  const { env } = await setUp("record");
  const args = [
    "--import",
    "tsx",
    "--import",
    join(root, "scripts/setup/build-constants.mjs"),
    join(root, "scripts/faults/run.ts"),
    ...process.argv.slice(2),
  ];
  return runOnDesktop(process.execPath, args, { env, screen: false, keyringDir: join(root, "out", "faults-keyring") });
});
