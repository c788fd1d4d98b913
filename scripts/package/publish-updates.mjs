// @ts-check
import { createPrivateKey, sign } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/places.mjs";
import { SetUpError, say } from "../setup/say.mjs";
import { hashFile } from "./open-artifact.mjs";
import { listArtifacts } from "./state.mjs";

/** What a package is to the updater, by the end of its name. @type {Readonly<Record<string, { system: string, kind: string }>>} */
const kinds = {
  ".tar.gz": { system: "linux-x64", kind: "tar.gz" },
  ".deb": { system: "linux-x64", kind: "deb" },
  ".rpm": { system: "linux-x64", kind: "rpm" },
  ".AppImage": { system: "linux-x64", kind: "AppImage" },
  ".exe": { system: "win32-x64", kind: "exe" },
  ".msi": { system: "win32-x64", kind: "msi" },
};

/**
 * Lays packages out for a clinic's update server: the files, a manifest that names each one's length
 * and SHA-512, and its Ed25519 signature.
 * @param {string} packages @param {string} to @param {{ keyFile: string, channel: string }} options
 */
export async function publishUpdates(packages, to, { keyFile, channel }) {
  if (channel !== "stable" && channel !== "early") throw new SetUpError("A channel is stable or early.");
  const key = createPrivateKey(readFileSync(keyFile, "utf8"));
  if (key.asymmetricKeyType !== "ed25519") throw new SetUpError("That is no Ed25519 private key; `policy make-keys` makes one.");
  mkdirSync(to, { recursive: true });
  const files = [];
  for (const name of listArtifacts(packages)) {
    const kind = Object.entries(kinds).find(([ending]) => name.endsWith(ending))?.[1];
    if (kind === undefined) continue;
    const path = join(packages, name);
    files.push({ ...kind, name, bytes: statSync(path).size, sha512: await hashFile(path, "sha512") });
    copyFileSync(path, join(to, name));
  }
  if (files.length === 0) throw new SetUpError("There is no package to publish; run `npm run package` first.");
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const manifest = { format: "chartwell-update/1", channel, version, publishedOn: new Date().toISOString().slice(0, 10), files };
  const bytes = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(to, `${channel}.json`), bytes);
  writeFileSync(join(to, `${channel}.json.sig`), `${sign(null, bytes, key).toString("base64")}\n`);
  say(`Published ${version} on ${channel}: ${files.length} files in ${to}.`);
}
