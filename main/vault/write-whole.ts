import { closeSync, fsyncSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** Writes a small file whole: to a new file, flushed, then renamed over the old one. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const staged = `${path}.new`;
  const file = openSync(staged, "w", 0o600);
  try {
    const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
    for (let at = 0; at < bytes.byteLength; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(staged, path);
  flushFolder(dirname(path));
}

/** Flushes a folder's entries, so that a rename survives a power cut (not possible on Windows). */
export function flushFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
