// @ts-check
import { checks, runCheck } from "./setup/checks.mjs";
import { setUp } from "./setup.mjs";
import { tell } from "./setup/say.mjs";

/** Types, format and lint, walls, dead code: everything that needs no running program. */
await tell(async () => {
  await setUp();
  const results = [];
  for (const check of checks) results.push(await runCheck(check));
  return results.every(Boolean) ? 0 : 1;
});
