// @ts-check
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setUp } from "./setup.mjs";
import { root } from "./setup/places.mjs";
import { SetUpError, tell } from "./setup/say.mjs";

/** Packages the product; never from a runtime that is only fit for development. */
await tell(async () => {
  const { runtime } = await setUp();
  if (runtime.kind === "fallback") {
    throw new SetUpError(`This machine has only the development runtime (Electron ${runtime.version}, out of support), which is never packaged. Connect to the network, run \`npx install-electron --no\`, and try again.`);
  }
  if (!existsSync(join(root, "node_modules", "electron-builder"))) {
    throw new SetUpError("electron-builder is not installed here; run `npm install --no-save electron-builder@26.17.0` and try again.");
  }
  const { run } = await import("./setup/run.mjs");
  return run(process.execPath, [join(root, "node_modules/electron-builder/cli.js"), "--config", "electron-builder.yml", ...process.argv.slice(2)], { cwd: root, env: { ...process.env, CHARTWELL_RELEASE: "1" } });
});
