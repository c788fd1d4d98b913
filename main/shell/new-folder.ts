import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { NewFolder } from "../workflows/delivery.ts";

/** Makes a new folder for files that belong together inside one somebody chose; null when it cannot be made there. */
export function makeNewFolder(parent: string, name: string): NewFolder | null {
  const folder = join(parent, name);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch {
    return null;
  }
  return {
    name,
    async put(file, text) {
      writeOnce(join(folder, file), text);
      flush(folder);
    },
    discard: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Writes a file that must not be there yet, and flushes it. Throws the system's error, EEXIST among them. */
function writeOnce(path: string, text: string): void {
  const file = openSync(path, "wx", 0o600);
  try {
    const bytes = Buffer.from(text, "utf8");
    for (let at = 0; at < bytes.byteLength; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A folder's own entries, so that a file survives a power cut (not possible on Windows). */
function flush(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
