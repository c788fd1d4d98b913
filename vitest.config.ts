import { defineConfig } from "vitest/config";

/** Unit and invariant tests: real encrypted files on Node; browser-like only where a test asks. */
export default defineConfig({
  define: { __DEVELOPMENT_BUILD__: "true" },
  test: {
    include: ["tests/{main,shared,renderer,invariants,scripts}/**/*.test.{ts,tsx,mjs}"],
    environment: "node",
    testTimeout: 30_000,
    pool: "forks",
  },
});
