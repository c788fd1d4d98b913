// @ts-check
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { hashPaths, makeOnce } from "./once.mjs";
import { root } from "./places.mjs";
import { capture } from "./run.mjs";
import { say, SetUpError } from "./say.mjs";

const library = join(root, "node_modules", "better-sqlite3-multiple-ciphers");
const addonApi = join(root, "node_modules", "node-addon-api");

/**
 * The module keeps references to strings, which Node-API allows from version 10 on and, before it,
 * only to modules that declare themselves experimental. Declaring version 9 compiles and aborts.
 */
const declared = "'NAPI_VERSION=10'";
const experimental = "'NAPI_VERSION=2147483647', 'NAPI_EXPERIMENTAL'";

/**
 * Compiles the database module once for runtimes older than Node-API 10, on which its prebuilt
 * binary crashes the process. One binary serves Node and the development runtime alike.
 * @param {{ napi: number }} runtime @returns {Promise<string | null>} its path, or null where the prebuilt one serves
 */
export async function ensureNativeBinding({ napi }) {
  if (napi >= 10) return null;
  const about = readFileSync(join(library, "package.json"), "utf8");
  const key = createHash("sha256").update(about).update(experimental).update(process.platform).update(process.arch).update(hashPaths([join(library, "binding.gyp")])).digest("hex");
  const folder = await makeOnce(`database-binding-${key.slice(0, 16)}`, compile);
  return join(folder, "better_sqlite3.node");
}

/** Whether a compiler will be needed on this machine. @param {{ napi: number }} runtime */
export function needsCompiler({ napi }) {
  return napi < 10;
}

/** @param {string} stage */
async function compile(stage) {
  say("Compiling the encrypted database module (about a minute and a half, once) …");
  const work = join(stage, ".work");
  const copy = join(work, "node_modules", "better-sqlite3-multiple-ciphers");
  mkdirSync(dirname(copy), { recursive: true });
  cpSync(library, copy, { recursive: true, filter: (path) => !path.includes("prebuilds") });
  cpSync(addonApi, join(work, "node_modules", "node-addon-api"), { recursive: true });
  const recipe = join(copy, "binding.gyp");
  const text = readFileSync(recipe, "utf8");
  if (!text.includes(declared)) throw new SetUpError("The database module's build recipe has changed; this version of Chartwell cannot compile it.");
  writeFileSync(recipe, text.replace(declared, experimental));
  const { code, output } = await capture(process.execPath, [findNodeGyp(), "rebuild", "--release", `--nodedir=${findHeaders()}`, "--force_build=1"], { cwd: copy });
  if (code !== 0) throw new SetUpError(`The encrypted database module could not be compiled; install a C++ compiler, make and Python 3 (Debian: apt-get install g++ make python3) and run this again. Last words: ${lastLine(output)}`);
  const built = join(stage, "better_sqlite3.node");
  renameSync(join(copy, "build", "Release", "better_sqlite3.node"), built);
  rmSync(work, { recursive: true });
  await tryOut(built);
}

/** Opens an encrypted file in a child process: a bad binary ends the child, not the set-up. @param {string} binding */
async function tryOut(binding) {
  const probe = `const D = require(${JSON.stringify(library)}); const d = new D(require("path").join(require("os").tmpdir(), "chartwell-probe-" + process.pid), { nativeBinding: ${JSON.stringify(binding)} }); d.pragma("cipher='sqlcipher'"); d.pragma("legacy=4"); d.pragma("key=\\"x'" + "ab".repeat(32) + "'\\""); d.exec("create table t (a)"); require("fs").rmSync(d.name); process.stdout.write("works")`;
  const { output } = await capture(process.execPath, ["-e", probe]);
  if (!output.endsWith("works")) throw new SetUpError("The encrypted database module was compiled but does not work on this machine.");
}

function findNodeGyp() {
  const prefix = dirname(dirname(process.execPath));
  const places = ["lib/node_modules", "node_modules"].map((folder) => join(prefix, folder, "npm", "node_modules", "node-gyp", "bin", "node-gyp.js"));
  const found = [join(root, "node_modules", "node-gyp", "bin", "node-gyp.js"), ...places, "/usr/share/nodejs/node-gyp/bin/node-gyp.js"].find((path) => existsSync(path));
  if (found === undefined) throw new SetUpError("npm's own node-gyp was not found beside Node.js; install npm and run this again.");
  return found;
}

function findHeaders() {
  const prefix = dirname(dirname(process.execPath));
  const found = [process.env["npm_config_nodedir"], prefix, "/usr"].find((folder) => folder !== undefined && existsSync(join(folder, "include", "node", "node_api.h")));
  if (found === undefined) throw new SetUpError("The headers of Node.js were not found; install them (Debian: apt-get install libnode-dev) and run this again.");
  return found;
}

/** @param {string} output */
function lastLine(output) {
  return output.trim().split("\n").filter((line) => /error/i.test(line)).at(-1)?.slice(0, 200) ?? "";
}
