import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { addTally, formatTally, readPlaywright, readVitest } from "../../scripts/setup/tally.mjs";

const folder = mkdtempSync(join(tmpdir(), "chartwell-tally-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const write = (name: string, value: unknown) => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
};

describe("the count a test run ends with", () => {
  it("adds up and says skips only when there are some", () => {
    expect(formatTally(addTally({ passed: 3, failed: 0, skipped: 0 }, { passed: 2, failed: 1, skipped: 0 }))).toBe("5 passed, 1 failed");
    expect(formatTally({ passed: 1, failed: 0, skipped: 2 })).toBe("1 passed, 0 failed, 2 skipped");
  });

  it("takes a missing, broken or empty report for a failure", () => {
    expect(readVitest(join(folder, "nowhere.json")).failed).toBe(1);
    expect(readPlaywright(write("broken.json", "not a report")).failed).toBe(1);
    expect(readVitest(write("empty.json", { testResults: [], numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 })).failed).toBe(1);
  });

  it("counts a file that could not be loaded", () => {
    const report = { testResults: [{ status: "failed", assertionResults: [] }], numPassedTests: 4, numFailedTests: 0, numPendingTests: 0 };
    expect(readVitest(write("unloaded.json", report))).toEqual({ passed: 4, failed: 1, skipped: 0 });
  });
});
