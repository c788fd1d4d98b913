// @ts-check
import { ensureElectronRuntime } from "./setup/electron-runtime.mjs";
import { installDependencies } from "./setup/dependencies.mjs";
import { ensureNativeBinding, needsCompiler } from "./setup/native-binding.mjs";
import { installSystemPackages } from "./setup/system-packages.mjs";

/**
 * Makes this checkout ready: dependencies, system libraries, runtime, database module, build. What
 * is there already is left alone. The environment returned is what the program is to be run with.
 * @returns {Promise<{ runtime: import("./setup/electron-runtime.mjs").Runtime, env: NodeJS.ProcessEnv }>}
 */
export async function setUp() {
  await installDependencies();
  await installSystemPackages({ compiler: false });
  const runtime = await ensureElectronRuntime();
  const napi = Math.min(runtime.napi, Number(process.versions["napi"]));
  await installSystemPackages({ compiler: needsCompiler({ napi }) });
  const binding = await ensureNativeBinding({ napi });
  const { buildApp } = await import("./setup/build.mjs");
  await buildApp();
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, CHARTWELL_ELECTRON_PATH: runtime.path, CHARTWELL_ELECTRON_KIND: runtime.kind };
  if (binding !== null) env["CHARTWELL_SQLITE_BINDING"] = binding;
  return { runtime, env };
}
