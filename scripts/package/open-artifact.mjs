// @ts-check
import { createHash } from "node:crypto";
import { createReadStream, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { pipeline } from "node:stream/promises";
import asar from "@electron/asar";
import fuses from "@electron/fuses";
import { capture } from "../setup/run.mjs";
import { SetUpError } from "../setup/say.mjs";

const { FuseV1Options, getCurrentFuseWire } = fuses;
/** How the wire spells a fuse that is on. */
const enabled = "1".charCodeAt(0);

/** @typedef {{ files: Record<string, string>, archive: readonly string[], fuses: Record<string, string>, bytes: number }} Contents */

/** The packages this machine can look into, by their endings, with the command that unpacks them. */
const unpackers = /** @type {const} */ ({
  ".deb": ["dpkg-deb", "-x", "{file}", "{to}"],
  ".rpm": ["bash", "-c", 'cd "$1" && rpm2cpio "$0" | cpio -idm --quiet', "{file}", "{to}"],
  ".tar.gz": ["tar", "-xzf", "{file}", "-C", "{to}"],
});

/** What ends of file name tell a package of the product. */
export const artifactEndings = [...Object.keys(unpackers), ".AppImage", ".exe", ".msi", ".dmg", ".pkg"];

/** Whether this machine can look into a package. @param {string} path */
export function canOpen(path) {
  return Object.keys(unpackers).some((ending) => path.endsWith(ending));
}

/**
 * Unpacks a package and lists what is in it: each file's SHA-256, what the app's archive holds, and
 * the fuses as they stand in the program's own bytes.
 * @param {string} path @returns {Promise<Contents>}
 */
export async function openArtifact(path) {
  const to = mkdtempSync(join(tmpdir(), "chartwell-look-"));
  try {
    await unpack(path, to);
    const files = await hashTree(to);
    const archivePath = Object.keys(files).find((name) => basename(name) === "app.asar");
    if (archivePath === undefined) throw new SetUpError(`${basename(path)} holds no app archive.`);
    const program = join(to, archivePath, "..", "..", "chartwell");
    const bytes = Object.keys(files).reduce((sum, name) => sum + lstatSync(join(to, name)).size, 0);
    return { files, archive: asar.listPackage(join(to, archivePath), { isPack: false }), fuses: await readFuses(program), bytes };
  } finally {
    rmSync(to, { recursive: true, force: true });
  }
}

/** Unpacks a package into a folder. @param {string} path @param {string} to */
export async function unpack(path, to) {
  const [, words] = Object.entries(unpackers).find(([ending]) => path.endsWith(ending)) ?? [];
  if (words === undefined) throw new SetUpError(`This machine cannot look into ${basename(path)}.`);
  mkdirSync(to, { recursive: true });
  const [program = "", ...args] = words.map((word) => word.replace("{file}", path).replace("{to}", to));
  const { code, output } = await capture(program, args);
  if (code !== 0) throw new SetUpError(`${basename(path)} could not be unpacked: ${output.trim().slice(-200)}`);
}

/** The fuses in a program's bytes, by their names in electron-builder.yml. @param {string} program @returns {Promise<Record<string, string>>} */
export async function readFuses(program) {
  if (!existsSync(program)) throw new SetUpError("The package holds no program by its name.");
  const wire = await getCurrentFuseWire(program);
  /** @param {number} option */
  const state = (option) => (/** @type {Record<number, number>} */ (/** @type {unknown} */ (wire))[option] === enabled ? "on" : "off");
  return {
    runAsNode: state(FuseV1Options.RunAsNode),
    enableCookieEncryption: state(FuseV1Options.EnableCookieEncryption),
    enableNodeOptionsEnvironmentVariable: state(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    enableNodeCliInspectArguments: state(FuseV1Options.EnableNodeCliInspectArguments),
    enableEmbeddedAsarIntegrityValidation: state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyLoadAppFromAsar: state(FuseV1Options.OnlyLoadAppFromAsar),
    loadBrowserProcessSpecificV8Snapshot: state(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
    grantFileProtocolExtraPrivileges: state(FuseV1Options.GrantFileProtocolExtraPrivileges),
  };
}

/** @param {string} folder @returns {Promise<Record<string, string>>} by path under the folder, in order; a link counts as where it leads */
async function hashTree(folder) {
  /** @type {Record<string, string>} */
  const hashes = {};
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  for (const entry of paths.map(({ parentPath, name }) => join(parentPath, name)).sort()) {
    hashes[relative(folder, entry)] = lstatSync(entry).isSymbolicLink() ? `link to ${readlinkSync(entry)}` : await hashFile(entry);
  }
  return hashes;
}

/** @param {string} path @returns {Promise<string>} SHA-256, hex */
export async function hashFile(path, algorithm = "sha256") {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
