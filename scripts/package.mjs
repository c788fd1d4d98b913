// @ts-check
import { cpSync, existsSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./setup/places.mjs";
import { run } from "./setup/run.mjs";
import { SetUpError, tell } from "./setup/say.mjs";
import { setUpApp } from "./setup.mjs";

const toolVersion = "26.17.0";

/** Packages the product. A package from the development runtime is for trying out packaging only, and must be asked for by name. */
await tell(async () => {
  process.env["CHARTWELL_RELEASE"] = "1";
  const words = process.argv.slice(2);
  const trial = words.includes("--development-runtime");
  const { runtime, env } = await setUpApp();
  if (runtime.kind === "fallback" && !trial) {
    throw new SetUpError(
      `This machine has only the development runtime (Electron ${runtime.version}, out of support), which is never released: connect to the network, run \`npx install-electron --no\` and try again, or add --development-runtime to try out packaging.`,
    );
  }
  const tool = join(root, "node_modules", "electron-builder", "cli.js");
  if (!existsSync(tool))
    throw new SetUpError(`electron-builder is not installed here; run \`npm install --no-save electron-builder@${toolVersion}\` and try again.`);
  placeSpeechPacks(env["CHARTWELL_SPEECH_PACKS"]);
  const given = runtime.kind === "product" ? [] : [`-c.electronDist=${dirname(runtime.path)}`, `-c.electronVersion=${runtime.version}`];
  const rest = words.filter((word) => word !== "--development-runtime");
  return run(process.execPath, [tool, "--config", "electron-builder.yml", ...given, ...rest], { cwd: root, env });
});

/** A package brings what it listens with; on the clinic's machines nothing is fetched. @param {string | undefined} packs */
function placeSpeechPacks(packs) {
  if (packs === undefined)
    throw new SetUpError("The speech weights are not here, and a package is not made without them; connect to the network and try again.");
  const place = join(root, "out", "speech");
  rmSync(place, { recursive: true, force: true });
  cpSync(packs, place, { recursive: true });
}
