import { defineConfig } from "@playwright/test";

/** Journeys in the real app: one window at a time, on this session's own screen and keychain. */
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "../../out/journeys",
  workers: 1,
  fullyParallel: false,
  timeout: 120_000,
  // Drawn with the bundled fonts on a screen of its own, a page is the same from run to run but for the edges of letters.
  expect: { timeout: 15_000, toHaveScreenshot: { maxDiffPixelRatio: 0.005, animations: "disabled", caret: "hide" } },
  snapshotPathTemplate: "{testDir}/looks/{arg}{ext}",
  reporter: [["list"], ["json"]],
});
