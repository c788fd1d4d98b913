import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  CheckpointFileSchema,
  checkpointsName,
  isSegment,
  type Manifest,
  ManifestSchema,
  manifestName,
  readEvidenceLine,
} from "../../main/audit/evidence.ts";
import type { StoredEntry } from "../../main/audit/verify.ts";

/** A bundle opened, before anything of it is believed. */
export interface Bundle {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly key: { readonly name: string; readonly publicKey: Buffer };
  readonly notes: readonly string[];
  /** The files of entries in the folder, in order. */
  readonly segments: readonly string[];
}

/** A bundle, a file or a key that does not read. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}

/** Opens a bundle's manifest and checkpoints. Throws `Unreadable`. */
export function openBundle(folder: string): Bundle {
  const manifest = readJson(join(folder, manifestName), (value) => ManifestSchema.parse(value));
  const { key, notes } = readCheckpointFile(join(folder, checkpointsName));
  const segments = readdirSync(folder).filter(isSegment).sort();
  return { folder, manifest, key, notes, segments };
}

/** Reads a file of checkpoints with their oldest key. Throws `Unreadable`. */
export function readCheckpointFile(path: string) {
  const { key, notes } = readJson(path, (value) => CheckpointFileSchema.parse(value));
  return { key: { name: key.name, publicKey: Buffer.from(key.publicKey, "base64") }, notes };
}

/** Reads checkpoints kept elsewhere: a folder of signed notes, a bundle's file, or what `audit checkpoints` printed. */
export function readNotes(path: string): string[] {
  if (!existsSync(path)) throw new Unreadable("The checkpoints kept elsewhere are not there.");
  if (statSync(path).isDirectory()) {
    const names = readdirSync(path).filter((name) => name.endsWith(".checkpoint"));
    return names.map((name) => readFileSync(join(path, name), "utf8"));
  }
  return readJson(path, (value) => {
    const notes: unknown = (value as { notes?: unknown }).notes;
    if (!Array.isArray(notes) || !notes.every((note) => typeof note === "string")) throw new TypeError("no notes");
    return notes;
  });
}

/** Reads JSON through a parser. Throws `Unreadable`, which names the file's role and never what is in it. */
export function readJson<T>(path: string, parse: (value: unknown) => T): T {
  try {
    return parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    throw new Unreadable(`This file does not read: ${path}`);
  }
}

/** A file of entries is read whole; one that is far larger than a bundle writes is not one. */
const largestSegmentBytes = 256 * 1_024 * 1_024;

/** Walks the rows of every file in order, a file at a time; a line that is no row comes as null. Throws `Unreadable`. */
export function* walkRows({ folder, segments }: Bundle): Generator<readonly (StoredEntry | null)[]> {
  for (const name of segments) {
    const path = join(folder, name);
    if (statSync(path).size > largestSegmentBytes) throw new Unreadable(`This file is too large to be one of a bundle: ${path}`);
    const lines = readFileSync(path, "utf8").split("\n");
    // What follows the last line's end is not a line, unless something stands there.
    if (lines.at(-1) === "") lines.pop();
    yield lines.map(readEvidenceLine);
  }
}

/** The files that are missing or not as the manifest describes them. The manifest is unsigned: this shows damage on the way, no more. */
export async function listChanged({ folder, manifest, segments }: Bundle): Promise<string[]> {
  const changed: string[] = [];
  for (const { name, sha256 } of manifest.files) {
    const path = join(folder, name);
    if (!existsSync(path) || (await hashFile(path)) !== sha256) changed.push(name);
  }
  const listed = new Set(manifest.files.map(({ name }) => name));
  return [...changed, ...segments.filter((name) => !listed.has(name))];
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
