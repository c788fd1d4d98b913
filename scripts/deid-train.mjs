// @ts-check
import { join } from "node:path";
import { installDependencies } from "./setup/dependencies.mjs";
import { root } from "./setup/places.mjs";
import { run } from "./setup/run.mjs";
import { tell } from "./setup/say.mjs";

/** Trains the tagger anew from the committed texts; the same texts give the same weights. */
await tell(async () => {
  await installDependencies();
  return run(process.execPath, ["--import", "tsx", join(root, "scripts/deid/train.ts"), ...process.argv.slice(2)], { cwd: root });
});
