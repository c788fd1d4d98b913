import { serialize, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { BrowserWindow } from "electron";
import { nameAddress } from "./window.ts";

const smallestPiece = 16;
const largestPiece = 256 << 10;
/** The allocator keeps eight sizes to each doubling; the step meets every one of them. */
const sizeStep = 1.08;
const perSizeBytes = 512 << 10;

let collect: ((options?: object) => void) | null = null;

/**
 * Makes this process forget what it held while the record was open. Keys are overwritten where they
 * lie; what JavaScript made of the record cannot be, so garbage is collected as if memory were short,
 * which gives whole pages back to the system, and what was freed is written over.
 */
export function forgetMemory(): void {
  if (collect === null) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as (options?: object) => void;
  }
  const options = { type: "major", execution: "sync", flavor: "last-resort" };
  collect(options);
  overwriteFreed();
  collect(options);
}

/**
 * Takes freed memory again and writes over it: in the young space with strings, and in the
 * allocators of buffers and of messages to the window with pieces of every size. Node.js itself leaves
 * a copy of what it deciphers behind; only this reaches it.
 */
function overwriteFreed(): void {
  const taken: unknown[] = [];
  for (let size = smallestPiece; size <= largestPiece; size = Math.ceil(size * sizeStep)) {
    const filler = ".".repeat(size);
    const rounds = Math.min(2_000, Math.max(4, Math.ceil(perSizeBytes / size)));
    for (let round = 0; round < rounds; round += 1) taken.push(serialize(filler), Buffer.alloc(size, 46), filler.slice(1) + round);
  }
  taken.length = 0;
}

/**
 * Gives the window a new process: the page is taken to another site and back, and the process that
 * showed charts ends with everything it held.
 */
export async function renewPage(window: BrowserWindow, page: Parameters<typeof nameAddress>[0]): Promise<void> {
  if (window.isDestroyed()) return;
  await window.loadURL("app://away/").catch(() => undefined);
  if (!window.isDestroyed()) await window.loadURL(nameAddress(page)).catch(() => undefined);
}
