import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, inflateSync } from "node:zlib";
import { listEncodings } from "./encodings.ts";

export interface CanaryHit {
  readonly where: string;
  readonly encoding: string;
  /** Position of the planted text in the list, never the text. */
  readonly planted: number;
}

export interface ScanReport {
  readonly files: number;
  readonly bytes: number;
  readonly hits: readonly CanaryHit[];
}

/** Looks for planted identifiers, as bytes in all their encodings, in every file below some folders. */
export function scanFolders(folders: readonly string[], planted: readonly string[]): ScanReport {
  const files = folders.flatMap(listFiles);
  const hits = files.flatMap((path) => scanBytes(readFileSync(path), planted, path));
  return { files: files.length, bytes: files.reduce((sum, path) => sum + statSync(path).size, 0), hits };
}

/** Looks for planted identifiers in bytes; compressed bytes are looked into as well. */
export function scanBytes(bytes: Buffer, planted: readonly string[], where: string): CanaryHit[] {
  const bodies = [bytes, ...decompress(bytes)];
  return planted.flatMap((text, index) =>
    listEncodings(text).flatMap(({ name, bytes: wanted }) =>
      bodies.some((body) => body.includes(wanted)) ? [{ where, encoding: name, planted: index }] : [],
    ),
  );
}

function decompress(bytes: Buffer): Buffer[] {
  for (const open of [gunzipSync, inflateSync]) {
    try {
      return [open(bytes)];
    } catch {
      // Most files are not compressed; that is the answer, not a fault.
    }
  }
  return [];
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listFiles(path);
    return entry.isFile() ? [path] : [];
  });
}
