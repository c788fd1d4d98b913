// @ts-check
import { mkdirSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { checks, runCheck } from "./setup/checks.mjs";
import { installDependencies } from "./setup/dependencies.mjs";
import { runOnDesktop } from "./setup/display.mjs";
import { root } from "./setup/places.mjs";
import { run } from "./setup/run.mjs";
import { SetUpError, tell } from "./setup/say.mjs";
import { installSystemPackages } from "./setup/system-packages.mjs";
import { addTally, formatTally, heedStatus, noTally, readPlaywright, readVitest, toTally } from "./setup/tally.mjs";
import { setUp } from "./setup.mjs";

/** @typedef {{ name: string, take: () => Promise<import("./setup/tally.mjs").Tally> }} Step */

const reports = join(root, "out", "test-reports");
/** @type {readonly Step[]} */
const steps = [
  ...checks.map((check) => ({ name: check.name, take: () => runCheck(check) })),
  { name: "unit", take: runUnitTests },
  { name: "journeys", take: liveJourneys },
];

/** Unit and invariant tests: Vitest on this Node.js, with a real log server beside it. */
async function runUnitTests() {
  const { env } = await setUp();
  await installSystemPackages(["siem", "database", "voices", "archives"]);
  const report = join(reports, "unit.json");
  const args = [join(root, "node_modules/vitest/vitest.mjs"), "run", "--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
  const code = await run(process.execPath, args, { cwd: root, env });
  return heedStatus(readVitest(report), code);
}

/** Journeys: Playwright in the real app, two at a time, each on a screen and a keychain of its own; what speaks and what opens archives beside them. */
async function liveJourneys() {
  const { env } = await setUp();
  await installSystemPackages(["voices", "archives"]);
  const report = join(reports, "journeys.json");
  const args = [join(root, "node_modules/@playwright/test/cli.js"), "test", "-c", join(root, "tests/journeys/playwright.config.ts")];
  const keyringDir = join(root, "out", "test-keyring");
  const code = await runOnDesktop(process.execPath, args, {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    keyringDir,
    desks: Math.min(2, availableParallelism()),
  });
  return heedStatus(readPlaywright(report), code);
}

/** Takes a step; what keeps it from running at all counts as one failure, and the next step is taken. @param {Step} step */
async function takeStep({ name, take }) {
  try {
    return await take();
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    process.stdout.write(`FAILED ${name}\n${error.message}\n`);
    return toTally(false);
  }
}

/** @param {readonly string[]} words @returns {readonly Step[]} */
function chooseSteps(words) {
  const at = words.indexOf("--only");
  if (at === -1) return steps;
  const wanted = (words[at + 1] ?? "").split(",");
  const chosen = steps.filter(({ name }) => wanted.includes(name));
  if (chosen.length !== wanted.length) throw new SetUpError(`--only takes names from: ${steps.map(({ name }) => name).join(", ")}.`);
  return chosen;
}

/** Sets up and runs every test; the last line is the count. */
await tell(async () => {
  const chosen = chooseSteps(process.argv.slice(2));
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const ready = await takeStep({ name: "dependencies", take: async () => installDependencies().then(() => noTally) });
  let tally = ready;
  if (ready.failed === 0) for (const step of chosen) tally = addTally(tally, await takeStep(step));
  process.stdout.write(`${formatTally(tally)}\n`);
  return tally.failed === 0 ? 0 : 1;
});
