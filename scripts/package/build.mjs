// @ts-check
import { mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../setup/places.mjs";
import { run } from "../setup/run.mjs";
import { SetUpError, say } from "../setup/say.mjs";
import { installSystemPackages } from "../setup/system-packages.mjs";
import { setUpApp } from "../setup.mjs";
import { statePackages } from "./state.mjs";

/** Where the packages of this machine lie. */
export const releaseFolder = join(root, "out", "package");
const tool = join(root, "node_modules", "electron-builder", "cli.js");
const refusal = (/** @type {string} */ version) =>
  `This machine has only the development runtime (Electron ${version}, out of support), which is never released: connect to the network, run \`npx install-electron --no\` and try again, or add --development-runtime to try out packaging.`;

/**
 * Builds the packages of this platform. A package from the development runtime is for trying out
 * packaging only, must be asked for by name, and calls itself unfit on its first screen.
 * @param {readonly string[]} words @returns {Promise<number>}
 */
export async function buildPackages(words) {
  process.env["CHARTWELL_RELEASE"] = "1";
  const trial = words.includes("--development-runtime");
  const { runtime, env } = await setUpApp();
  if (runtime.kind === "fallback" && !trial) throw new SetUpError(refusal(runtime.version));
  await installSystemPackages(["packaging"]);
  rmSync(releaseFolder, { recursive: true, force: true });
  mkdirSync(releaseFolder, { recursive: true });
  const rest = words.filter((word) => word !== "--development-runtime");
  const targets = chooseTargets(rest, env);
  const code = await run(process.execPath, [tool, "--config", "electron-builder.yml", ...targets, ...describeRuntime(runtime, env), ...rest], {
    cwd: root,
    env: { ...env, ...lendTools() },
    stdio: ["ignore", 2, 2],
  });
  if (code !== 0) return code;
  await statePackages(releaseFolder, runtime);
  say(`Packages: ${releaseFolder}`);
  return 0;
}

/**
 * The AppImage's own start program is to be had from its release host alone, so that target is left
 * out where APPIMAGE_TOOLS_PATH names no folder with one.
 * @param {readonly string[]} words @param {NodeJS.ProcessEnv} env
 */
function chooseTargets(words, env) {
  if (process.platform !== "linux" || words.includes("--linux") || words.includes("--dir")) return [];
  return ["--linux", "deb", "rpm", "tar.gz", ...(env["APPIMAGE_TOOLS_PATH"] ? ["AppImage"] : [])];
}

/** @param {import("../setup/electron-runtime.mjs").Runtime} runtime @param {NodeJS.ProcessEnv} env */
function describeRuntime(runtime, env) {
  if (runtime.kind === "product") return [];
  const binding = env["CHARTWELL_SQLITE_BINDING"];
  const given = [`-c.electronDist=${dirname(runtime.path)}`, `-c.electronVersion=${runtime.version}`];
  // Weaker compression: a package for trying out is made often and shipped never.
  const quick = ["-c.deb.compression=gz", "-c.rpm.compression=gzip", "-c.compression=store"];
  if (binding === undefined) return [...given, ...quick];
  return [...given, ...quick, `-c.extraResources.from=${binding}`, "-c.extraResources.to=native/better_sqlite3.node"];
}

/** Debian's own tools in place of those electron-builder would fetch. */
function lendTools() {
  if (process.platform !== "linux") return {};
  return { CUSTOM_FPM_PATH: join(root, "scripts", "package", "fpm-shim.mjs"), ELECTRON_BUILDER_7ZIP_PATH: "/usr/bin/7za" };
}
