import { defineConfig } from "@playwright/test";

/** Journeys in the real app: one window at a time, on this session's own screen and keychain. */
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "../../out/journeys",
  workers: 1,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json"]],
});
