// @ts-check
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { hashPaths } from "./hash.mjs";
import { makeOnce } from "./once.mjs";
import { locateCache, root } from "./places.mjs";
import { capture } from "./run.mjs";
import { SetUpError, say } from "./say.mjs";

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
 * @param {{ napi: number, electron?: string }} runtime the oldest Node-API it must serve, and a second program to try it in
 * @returns {Promise<string | null>} its path, or null where the prebuilt one serves
 */
export async function ensureNativeBinding({ napi, electron }) {
  if (napi >= 10) return null;
  const folder = await makeOnce(nameBinding(), (stage) => compile(stage, electron));
  return join(folder, "better_sqlite3.node");
}

/** Whether a compiler is needed on this machine: not once the module has been compiled. @param {{ napi: number }} runtime */
export function needsCompiler({ napi }) {
  return napi < 10 && !existsSync(join(locateCache(), nameBinding()));
}

/** Named by what it is made of, so that a changed source is a new binary and two checkouts share one. */
function nameBinding() {
  const sources = hashPaths(library, ["package.json", "binding.gyp", "src", "deps"]);
  const key = createHash("sha256").update([sources, experimental, process.platform, process.arch].join(" ")).digest("hex");
  return `database-binding-${key.slice(0, 16)}`;
}

/** Compiles a copy, so that what npm installed stays as it was. @param {string} stage @param {string | undefined} electron */
async function compile(stage, electron) {
  say("Compiling the encrypted database module (about a minute and a half, once) …");
  const work = join(stage, ".work");
  const copy = join(work, "node_modules", "better-sqlite3-multiple-ciphers");
  mkdirSync(dirname(copy), { recursive: true });
  cpSync(library, copy, { recursive: true, filter: (path) => !path.includes("prebuilds") });
  cpSync(addonApi, join(work, "node_modules", "node-addon-api"), { recursive: true });
  const recipe = join(copy, "binding.gyp");
  writeFileSync(recipe, declareExperimental(readFileSync(recipe, "utf8")));
  const { code, output } = await capture(process.execPath, [findNodeGyp(), "rebuild", "--release", `--nodedir=${findHeaders()}`, "--force_build=1"], {
    cwd: copy,
  });
  if (code !== 0)
    throw new SetUpError(
      `The encrypted database module could not be compiled; install a C++ compiler, make and Python 3 (Debian: apt-get install g++ make python3) and run this again. Last words: ${lastLine(output)}`,
    );
  const built = join(stage, "better_sqlite3.node");
  renameSync(join(copy, "build", "Release", "better_sqlite3.node"), built);
  rmSync(work, { recursive: true });
  await tryOut(process.execPath, built, stage);
  if (electron !== undefined) await tryOut(electron, built, stage);
}

/** The one change made to the module's recipe; a recipe that no longer reads as known is refused. @param {string} recipe */
export function declareExperimental(recipe) {
  if (recipe.split(declared).length !== 2)
    throw new SetUpError("The database module's build recipe has changed; this version of Chartwell cannot compile it.");
  return recipe.replace(declared, experimental);
}

/**
 * Writes and reads an encrypted file in a child process: a bad binary ends the child, not the set-up.
 * @param {string} program @param {string} binding @param {string} stage
 */
async function tryOut(program, binding, stage) {
  const file = join(stage, ".probe");
  const probe = fileURLToPath(new URL("try-binding.cjs", import.meta.url));
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
  const { output } = await capture(program, [probe, library, binding, file], { env, patienceMs: 60_000 });
  rmSync(file, { force: true });
  if (!output.endsWith("read back")) throw new SetUpError(`The encrypted database module was compiled but does not work in ${program}.`);
}

function findNodeGyp() {
  const prefix = dirname(dirname(process.execPath));
  const places = ["lib/node_modules", "node_modules"].map((folder) => join(prefix, folder, "npm", "node_modules", "node-gyp", "bin", "node-gyp.js"));
  const found = [join(root, "node_modules", "node-gyp", "bin", "node-gyp.js"), ...places, "/usr/share/nodejs/node-gyp/bin/node-gyp.js"].find((path) =>
    existsSync(path),
  );
  if (found === undefined) throw new SetUpError("npm's own node-gyp was not found beside Node.js; install npm and run this again.");
  return found;
}

function findHeaders() {
  const prefix = dirname(dirname(process.execPath));
  const found = [process.env["npm_config_nodedir"], prefix, "/usr"].find(
    (folder) => folder !== undefined && existsSync(join(folder, "include", "node", "node_api.h")),
  );
  if (found === undefined)
    throw new SetUpError("The headers of Node.js were not found; install them (Debian: apt-get install libnode-dev) and run this again.");
  return found;
}

/** @param {string} output */
function lastLine(output) {
  return (
    output
      .trim()
      .split("\n")
      .filter((line) => /error/i.test(line))
      .at(-1)
      ?.slice(0, 200) ?? ""
  );
}
