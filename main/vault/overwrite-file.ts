import { closeSync, existsSync, fstatSync, fsyncSync, openSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { drawRandom } from "./keys/random.ts";
import { flushFolder } from "./write-whole.ts";

const pieceBytes = 1 << 20;

/** Overwrites a file with random bytes and removes it; nothing to do where there is none. */
export function overwriteFile(path: string): void {
  if (!existsSync(path)) return;
  const file = openSync(path, "r+");
  try {
    const { size } = fstatSync(file);
    for (let at = 0; at < size; at += pieceBytes) writeSync(file, drawRandom(Math.min(pieceBytes, size - at)), 0, null, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  rmSync(path);
  flushFolder(dirname(path));
}
