import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { EvidenceSink } from "../audit/index.ts";
import { flushFolder } from "./write-whole.ts";

/** A new folder that takes each file once. */
export interface EvidenceFolder extends EvidenceSink {
  readonly name: string;
  /** Takes away what was written, when it will not be finished. */
  discard(): void;
}

/** Makes a new folder for a bundle inside one somebody chose; null when it cannot be made there. */
export function openEvidenceFolder(parent: string, name: string): EvidenceFolder | null {
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
      flushFolder(folder);
    },
    discard: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Writes a file that must not be there yet, and flushes it. Throws the system's error, EEXIST among them. */
export function writeOnce(path: string, text: string): void {
  const file = openSync(path, "wx", 0o600);
  try {
    const bytes = Buffer.from(text, "utf8");
    for (let at = 0; at < bytes.byteLength; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
