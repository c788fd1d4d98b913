// @ts-check
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashPaths } from "./once.mjs";
import { root } from "./places.mjs";
import { capture } from "./run.mjs";
import { say, SetUpError } from "./say.mjs";

const inputs = ["main", "renderer", "shared", "scripts/vite", "package.json", "package-lock.json"];
const stamp = join(root, "dist", ".built");

/** Bundles main, preload, command line and window, unless nothing they are made of has changed. */
export async function buildApp() {
  const wanted = `${hashPaths(inputs.map((path) => join(root, path)))} ${process.env["CHARTWELL_RELEASE"] ?? ""}`;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  say("Building …");
  rmSync(stamp, { force: true });
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const targets = ["main", "preload", "cli", "renderer"];
  const results = await Promise.all(targets.map((target) => capture(process.execPath, [vite, "build", "--logLevel", "warn", "--config", `scripts/vite/${target}.config.mts`], { cwd: root })));
  const failed = results.findIndex(({ code }) => code !== 0);
  if (failed !== -1) throw new SetUpError(`The build of ${targets[failed]} failed:\n${results[failed]?.output ?? ""}`);
  writeFileSync(stamp, wanted);
}
