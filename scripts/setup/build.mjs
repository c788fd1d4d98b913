// @ts-check
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashPaths } from "./hash.mjs";
import { holdLock } from "./lock.mjs";
import { root } from "./places.mjs";
import { capture } from "./run.mjs";
import { SetUpError, say } from "./say.mjs";

/** @typedef {"main" | "preload" | "detector" | "listener" | "recorder-preload" | "cli" | "renderer" | "auditor"} Target */

const common = ["shared", "scripts/vite", "package.json", "package-lock.json", "tsconfig.base.json"];
/** @type {Readonly<Record<Target, readonly string[]>>} */
const inputs = {
  main: ["main", ...common],
  preload: ["main", ...common],
  detector: ["main", ...common],
  listener: ["main", ...common],
  "recorder-preload": ["main", ...common],
  cli: ["main", ...common],
  renderer: ["renderer", ...common],
  auditor: ["scripts/auditor", "main/audit", ...common],
};
/** What shows that a target is there. @type {Readonly<Partial<Record<Target, string>>>} */
const built = { renderer: "renderer/index.html", auditor: "auditor/chartwell-audit.mjs" };
const stamps = join(root, "dist", ".built");

/** Bundles what is asked for, unless nothing it is made of has changed. @param {readonly Target[]} targets */
export async function buildApp(targets) {
  if (listStale(targets).length === 0) return;
  mkdirSync(stamps, { recursive: true });
  await holdLock(join(stamps, "lock"), async () => {
    const stale = listStale(targets);
    if (stale.length === 0) return;
    say(`Building ${stale.map(({ target }) => target).join(", ")} …`);
    const failures = (await Promise.all(stale.map(build))).filter((failure) => failure !== null);
    if (failures.length > 0) throw new SetUpError(failures.join("\n"));
  });
}

/** @param {readonly Target[]} targets */
function listStale(targets) {
  const kind = process.env["CHARTWELL_RELEASE"] === "1" ? "release" : "development";
  /** @type {Map<string, string>} */
  const known = new Map();
  const hash = (/** @type {Target} */ target) => {
    const room = String(inputs[target][0]);
    const found = known.get(room) ?? hashPaths(root, inputs[target]);
    known.set(room, found);
    return `${found} ${kind}`;
  };
  return targets
    .map((target) => ({ target, stamp: join(stamps, target), wanted: hash(target) }))
    .filter(({ target, stamp, wanted }) => !isBuilt(target) || !existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted);
}

/** @param {Target} target */
function isBuilt(target) {
  return existsSync(join(root, "dist", built[target] ?? `main/${target}.cjs`));
}

/** Builds one target; the stamp goes first and comes back last, so that a build cut short is done again. @param {{ target: Target, stamp: string, wanted: string }} job */
async function build({ target, stamp, wanted }) {
  rmSync(stamp, { force: true });
  // Parts are named by what they hold: those of an older build would lie there for good, and in every package.
  if (target === "main") rmSync(join(root, "dist", "main", "parts"), { recursive: true, force: true });
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const { code, output } = await capture(process.execPath, [vite, "build", "--logLevel", "warn", "--config", `scripts/vite/${target}.config.mts`], {
    cwd: root,
  });
  if (code !== 0) return `The build of ${target} failed:\n${output.trim()}`;
  writeFileSync(stamp, wanted);
  return null;
}
