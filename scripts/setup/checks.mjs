// @ts-check
import { join } from "node:path";
import { root } from "./places.mjs";
import { capture } from "./run.mjs";

const bin = (/** @type {string} */ path) => join(root, "node_modules", path);

/** @typedef {{ name: string, args: readonly string[], judge?: (output: string) => string | null }} Check */

/** @type {readonly Check[]} */
export const checks = [
  { name: "types", args: [bin("typescript/bin/tsc"), "-b"] },
  { name: "format and lint", args: [bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings"] },
  { name: "typed lint", args: [bin("eslint/bin/eslint.js"), "main", "shared", "renderer", "--max-warnings", "0"] },
  { name: "walls", args: [bin("dependency-cruiser/bin/dependency-cruise.mjs"), "main", "shared", "renderer", "--config", ".dependency-cruiser.cjs"], judge: findIdleCruise },
  { name: "dead code", args: [bin("knip/bin/knip.js"), "--no-progress"] },
];

/** A cruise that read nothing finds nothing; that is a failure, not a clean house. @param {string} output */
function findIdleCruise(output) {
  const modules = Number(/\((\d+) modules/.exec(output)?.[1] ?? 0);
  return modules > 50 ? null : `only ${modules} modules were read`;
}

/** Runs one check; prints its name and, when it fails, what it said. @param {Check} check */
export async function runCheck({ name, args, judge }) {
  const startedAt = Date.now();
  const { code, output } = await capture(process.execPath, args, { cwd: root });
  const idle = code === 0 && judge !== undefined ? judge(output) : null;
  const passed = code === 0 && idle === null;
  process.stdout.write(`${passed ? "ok    " : "FAILED"} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)\n`);
  if (!passed) process.stdout.write(`${idle ?? output}\n`);
  return passed;
}
