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
/** What reads the sources alone. @type {readonly Step[]} */
const readings = checks.map((check) => ({ name: check.name, take: () => runCheck(check) }));
/** What runs the program, and so needs everything set up. @type {readonly Step[]} */
const trials = [
  { name: "unit", take: runUnitTests },
  { name: "journeys", take: liveJourneys },
];

/** @type {ReturnType<typeof setUp> | null} */
let ready = null;
/** Sets everything up, once for all steps. */
const prepare = () => (ready ??= setUp());

/** Unit and invariant tests: Vitest on this Node.js, with a real log server beside it. */
async function runUnitTests() {
  const { env } = await prepare();
  await installSystemPackages(["siem", "database", "voices", "archives"]);
  const report = join(reports, "unit.json");
  const args = [join(root, "node_modules/vitest/vitest.mjs"), "run", "--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
  const code = await run(process.execPath, args, { cwd: root, env });
  return heedStatus(readVitest(report), code);
}

/** Journeys: Playwright in the real app, two at a time, each on a screen and a keychain of its own; what speaks and what opens archives beside them. */
async function liveJourneys() {
  const { env } = await prepare();
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

/** Which steps are wanted, by name; all without a word. @param {readonly string[]} words @returns {(step: Step) => boolean} */
function chooseSteps(words) {
  const at = words.indexOf("--only");
  if (at === -1) return () => true;
  const wanted = (words[at + 1] ?? "").split(",");
  const names = [...readings, ...trials].map(({ name }) => name);
  if (names.filter((name) => wanted.includes(name)).length !== wanted.length) throw new SetUpError(`--only takes names from: ${names.join(", ")}.`);
  return ({ name }) => wanted.includes(name);
}

/** Takes steps, so many at a time; gives the sum. @param {readonly Step[]} steps @param {number} lanes */
async function takeSteps(steps, lanes) {
  const left = [...steps];
  let tally = noTally;
  async function takeInTurn() {
    for (let step = left.shift(); step !== undefined; step = left.shift()) {
      const taken = await takeStep(step);
      tally = addTally(tally, taken);
    }
  }
  await Promise.all(Array.from({ length: lanes }, takeInTurn));
  return tally;
}

/** Sets up and runs every test; the last line is the count. */
await tell(async () => {
  const isChosen = chooseSteps(process.argv.slice(2));
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  let tally = await takeStep({ name: "dependencies", take: async () => installDependencies().then(() => noTally) });
  if (tally.failed === 0) {
    const chosen = trials.filter(isChosen);
    // Set-up waits for downloads most of the time; the sources are read meanwhile.
    const first = chosen.length === 0 ? [] : [{ name: "set-up", take: async () => prepare().then(() => noTally) }];
    tally = await takeSteps([...first, ...readings.filter(isChosen)], 2);
    tally = addTally(tally, await takeSteps(chosen, 1));
  }
  process.stdout.write(`${formatTally(tally)}\n`);
  return tally.failed === 0 ? 0 : 1;
});
