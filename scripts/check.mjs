// @ts-check
import { checks, runCheck } from "./setup/checks.mjs";
import { installDependencies } from "./setup/dependencies.mjs";
import { tell } from "./setup/say.mjs";
import { addTally, noTally } from "./setup/tally.mjs";

/** Types, format and lint, walls, dead code: everything that needs no running program. */
await tell(async () => {
  await installDependencies();
  let tally = noTally;
  for (const check of checks) tally = addTally(tally, await runCheck(check));
  return tally.failed === 0 ? 0 : 1;
});
