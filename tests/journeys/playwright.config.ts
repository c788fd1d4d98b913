import { defineConfig } from "@playwright/test";

/** The screens and keychains there are, when there are several: what each adds to the environment. */
const desks = JSON.parse(process.env["CHARTWELL_DESKS"] ?? "[]") as Readonly<Record<string, string>>[];
// A worker is told its number before it reads this, and lives at that desk from here on.
Object.assign(process.env, desks[Number(process.env["TEST_PARALLEL_INDEX"] ?? 0)]);

/** Journeys in the real app: one window at a desk at a time. */
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "../../out/journeys",
  workers: Math.max(1, desks.length),
  fullyParallel: false,
  timeout: 120_000,
  // Drawn with the bundled fonts on a screen of its own, a page is the same from run to run but for the edges of letters.
  expect: { timeout: 15_000, toHaveScreenshot: { maxDiffPixelRatio: 0.005, animations: "disabled", caret: "hide" } },
  snapshotPathTemplate: "{testDir}/looks/{arg}{ext}",
  reporter: [["list"], ["json"]],
});
