// @ts-check
import { readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** @type {Tally} */
export const noTally = { passed: 0, failed: 0, skipped: 0 };

/** @param {Tally} a @param {Tally} b @returns {Tally} */
export function addTally(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** One thing that was done: it held or it did not. @param {boolean} passed @returns {Tally} */
export function toTally(passed) {
  return { ...noTally, [passed ? "passed" : "failed"]: 1 };
}

/** A runner that says it failed is believed even when its report shows no failed test. @param {Tally} tally @param {number} code its exit status */
export function heedStatus(tally, code) {
  return code !== 0 && tally.failed === 0 ? addTally(tally, toTally(false)) : tally;
}

/** The line a run ends with. @param {Tally} tally */
export function formatTally({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** A report that is missing, unreadable or without a single test counts as one failure. @param {string} path @param {(report: any) => Tally} count @returns {Tally} */
function readReport(path, count) {
  try {
    const tally = count(JSON.parse(readFileSync(path, "utf8")));
    return tally.passed + tally.failed === 0 ? addTally(tally, toTally(false)) : tally;
  } catch {
    return toTally(false);
  }
}

/** Counts a Vitest report; a file that could not be loaded is a failure even with no test in it. @param {string} path */
export function readVitest(path) {
  return readReport(path, (report) => {
    const broken = report.testResults.filter((/** @type {any} */ file) => file.status === "failed" && file.assertionResults.length === 0).length;
    return { passed: report.numPassedTests, failed: report.numFailedTests + broken, skipped: report.numPendingTests + (report.numTodoTests ?? 0) };
  });
}

/** Counts a Playwright report; what broke outside a test counts too. @param {string} path */
export function readPlaywright(path) {
  return readReport(path, ({ stats, errors }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }));
}
