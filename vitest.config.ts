import { defineConfig } from "vitest/config";

/** Unit and invariant tests: real encrypted files on Node; browser-like only where a test asks. */
export default defineConfig({
  define: { __DEVELOPMENT_BUILD__: "true", __APP_VERSION__: JSON.stringify("0.0.0-test"), __CONTRACT_MARK__: JSON.stringify("test") },
  test: {
    include: ["tests/{main,shared,renderer,invariants,scripts}/**/*.test.{ts,tsx,mjs}"],
    environment: "node",
    globalSetup: ["tests/support/prepare-binding.mjs"],
    testTimeout: 30_000,
    // Many begin with a record, a host or a server of their own; on a busy machine that takes its time.
    hookTimeout: 30_000,
    pool: "forks",
    // Half of them wait for a server or a process: two at a time take little more than the longer of the two.
    maxWorkers: 2,
  },
});
