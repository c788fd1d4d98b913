// @ts-check
import { join } from "node:path";
import { root } from "./places.mjs";
import { capture } from "./run.mjs";
import { toTally } from "./tally.mjs";

/** @typedef {{ name: string, tool: string, args: readonly string[], judge?: (output: string) => string | null }} Check */

const rooms = ["main", "shared", "renderer"];

/** @type {readonly Check[]} */
export const checks = [
  { name: "types", tool: "typescript/bin/tsc", args: ["-b"] },
  { name: "format", tool: "@biomejs/biome/bin/biome", args: ["check", "--error-on-warnings"] },
  { name: "lint", tool: "eslint/bin/eslint.js", args: [...rooms, "--max-warnings", "0"] },
  {
    name: "walls",
    tool: "dependency-cruiser/bin/dependency-cruise.mjs",
    args: [...rooms, "--config", ".dependency-cruiser.cjs"],
    judge: findIdleCruise,
  },
  { name: "dead-code", tool: "knip/bin/knip.js", args: ["--no-progress"] },
];

/** A cruise that read nothing finds nothing; that is a failure, not a clean house. @param {string} output */
export function findIdleCruise(output) {
  const modules = Number(/\((\d+) modules/.exec(output)?.[1] ?? 0);
  return modules > 50 ? null : `only ${modules} modules were read`;
}

/** Runs one check; prints its name and, when it fails, what it said. @param {Check} check */
export async function runCheck({ name, tool, args, judge }) {
  const startedAt = Date.now();
  const { code, output } = await capture(process.execPath, [join(root, "node_modules", tool), ...args], { cwd: root });
  const idle = code === 0 && judge !== undefined ? judge(output) : null;
  const passed = code === 0 && idle === null;
  process.stdout.write(`${passed ? "ok    " : "FAILED"} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)\n`);
  if (!passed) process.stdout.write(`${idle ?? output.trim()}\n`);
  return toTally(passed);
}
