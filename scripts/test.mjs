// @ts-check
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setUp } from "./setup.mjs";
import { checks, runCheck } from "./setup/checks.mjs";
import { runOnDesktop } from "./setup/display.mjs";
import { root } from "./setup/places.mjs";
import { run } from "./setup/run.mjs";
import { tell } from "./setup/say.mjs";
import { addTally, formatTally, noTally, readPlaywright, readVitest } from "./setup/tally.mjs";

const reports = join(root, "out", "test-reports");

/** Sets up and runs every test: types, lint, walls, dead code, unit and invariants, journeys in the real app. */
await tell(async () => {
  const { env } = await setUp();
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  let tally = noTally;
  for (const check of checks) tally = addTally(tally, (await runCheck(check)) ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 });

  const vitestReport = join(reports, "unit.json");
  await run(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run", "--reporter=dot", "--reporter=json", `--outputFile.json=${vitestReport}`], { cwd: root, env });
  tally = addTally(tally, readVitest(vitestReport));

  const playwrightReport = join(reports, "journeys.json");
  const journeys = [join(root, "node_modules/@playwright/test/cli.js"), "test", "-c", join(root, "tests/journeys/playwright.config.ts")];
  await runOnDesktop(process.execPath, journeys, { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport }, keyringDir: join(root, "out", "test-keyring") });
  tally = addTally(tally, readPlaywright(playwrightReport));

  process.stdout.write(`${formatTally(tally)}\n`);
  return tally.failed === 0 ? 0 : 1;
});
