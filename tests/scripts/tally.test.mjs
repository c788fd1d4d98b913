// @ts-check
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findIdleCruise } from "../../scripts/setup/checks.mjs";
import { addTally, formatTally, heedStatus, noTally, readPlaywright, readVitest, toTally } from "../../scripts/setup/tally.mjs";

const folder = mkdtempSync(join(tmpdir(), "chartwell-tally-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** @param {unknown} report */
function keep(report) {
  const path = join(folder, "report.json");
  writeFileSync(path, typeof report === "string" ? report : JSON.stringify(report));
  return path;
}
const oneFailure = { passed: 0, failed: 1, skipped: 0 };

test("the last line names skipped tests only when there are some", () => {
  expect(formatTally({ passed: 12, failed: 0, skipped: 0 })).toBe("12 passed, 0 failed");
  expect(formatTally({ passed: 12, failed: 3, skipped: 2 })).toBe("12 passed, 3 failed, 2 skipped");
  expect(formatTally(addTally(toTally(true), toTally(false)))).toBe("1 passed, 1 failed");
});

test("a Vitest report is counted, and a file that did not load is a failure", () => {
  const counts = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
  const loaded = { status: "failed", assertionResults: [{}] };
  expect(readVitest(keep({ ...counts, testResults: [loaded] }))).toEqual({ passed: 5, failed: 1, skipped: 3 });
  const broken = { status: "failed", assertionResults: [] };
  expect(readVitest(keep({ ...counts, testResults: [loaded, broken] }))).toEqual({ passed: 5, failed: 2, skipped: 3 });
});

test("a Playwright report is counted, with what broke outside a test", () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };
  expect(readPlaywright(keep({ stats, errors: [] }))).toEqual({ passed: 4, failed: 1, skipped: 2 });
  expect(readPlaywright(keep({ stats, errors: [{}] }))).toEqual({ passed: 4, failed: 2, skipped: 2 });
});

test("no report, a broken report and a report of no tests each count as a failure", () => {
  const none = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
  expect(readVitest("/nowhere/report.json")).toEqual(oneFailure);
  expect(readVitest(keep("{"))).toEqual(oneFailure);
  expect(readPlaywright(keep({ stats: none, errors: [] }))).toEqual(oneFailure);
  expect(readPlaywright(keep({ stats: { ...none, skipped: 4 }, errors: [] }))).toEqual({ ...oneFailure, skipped: 4 });
});

test("a runner that ends badly is believed over a clean report", () => {
  expect(heedStatus({ ...noTally, passed: 9 }, 1)).toEqual({ passed: 9, failed: 1, skipped: 0 });
  expect(heedStatus({ ...noTally, passed: 9, failed: 2 }, 1).failed).toBe(2);
  expect(heedStatus({ ...noTally, passed: 9 }, 0).failed).toBe(0);
});

test("a cruise that read next to nothing is not a clean one", () => {
  expect(findIdleCruise("no dependency violations found (0 modules, 0 dependencies cruised)")).toBe("only 0 modules were read");
  expect(findIdleCruise("nothing recognisable")).not.toBeNull();
  expect(findIdleCruise("no dependency violations found (210 modules, 700 dependencies cruised)")).toBeNull();
});
