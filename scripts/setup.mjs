// @ts-check
import { buildApp } from "./setup/build.mjs";
import { installDependencies } from "./setup/dependencies.mjs";
import { ensureElectronRuntime } from "./setup/electron-runtime.mjs";
import { ensureNativeBinding, needsCompiler } from "./setup/native-binding.mjs";
import { SetUpError } from "./setup/say.mjs";
import { ensureSpeechPacks } from "./setup/speech-packs.mjs";
import { installSystemPackages } from "./setup/system-packages.mjs";

/**
 * How much a story needs. `text`: the command line on text alone. `record`: the command line on a
 * record, so the keychain and the database module too. `doctor`: that, and the runtime to examine.
 * `app`: everything, the window and its screen included.
 * @typedef {"text" | "record" | "doctor" | "app"} Need
 */

/** @typedef {import("./setup/electron-runtime.mjs").Runtime} Runtime */

/**
 * Makes this checkout ready: dependencies, system packages, runtime, database module, build. What is
 * there already is left alone. The environment returned is what the program is to be run with.
 * @param {Need} [need] @returns {Promise<{ runtime: Runtime | null, env: NodeJS.ProcessEnv }>}
 */
export async function setUp(need = "app") {
  await installDependencies();
  const env = { ...process.env };
  const runtime = need === "app" || need === "doctor" ? await prepareRuntime(env) : null;
  if (need !== "text") await prepareDatabase(env, runtime);
  if (need === "app") await prepareSpeech(env);
  await buildApp(need === "app" ? ["main", "preload", "detector", "listener", "recorder-preload", "cli", "renderer", "auditor"] : ["cli", "auditor"]);
  return { runtime, env };
}

/** @returns {Promise<{ runtime: Runtime, env: NodeJS.ProcessEnv }>} everything the window needs */
export async function setUpApp() {
  const { runtime, env } = await setUp("app");
  if (runtime === null) throw new SetUpError("No Electron runtime was set up.");
  return { runtime, env };
}

/** @param {NodeJS.ProcessEnv} env */
async function prepareRuntime(env) {
  // Doctor only reads the runtime and runs it without a window; the window's libraries come with both
  // because the runtime does not start without them.
  await installSystemPackages(["keychain", "app"]);
  const runtime = await ensureElectronRuntime();
  env["CHARTWELL_ELECTRON_PATH"] = runtime.path;
  env["CHARTWELL_ELECTRON_KIND"] = runtime.kind;
  return runtime;
}

/** Without the packs the app says so and does everything else. @param {NodeJS.ProcessEnv} env */
async function prepareSpeech(env) {
  const packs = await ensureSpeechPacks();
  if (packs !== null) env["CHARTWELL_SPEECH_PACKS"] = packs;
}

/** One database module serves this Node.js and the runtime, so the older of the two decides. @param {NodeJS.ProcessEnv} env @param {Runtime | null} runtime */
async function prepareDatabase(env, runtime) {
  const napi = Math.min(runtime?.napi ?? Number.POSITIVE_INFINITY, Number(process.versions["napi"]));
  await installSystemPackages(needsCompiler({ napi }) ? ["keychain", "compiler"] : ["keychain"]);
  const binding = await ensureNativeBinding({ napi, ...(runtime === null ? {} : { electron: runtime.path }) });
  if (binding !== null) env["CHARTWELL_SQLITE_BINDING"] = binding;
}
