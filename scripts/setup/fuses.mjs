// @ts-check
import { open } from "node:fs/promises";

const sentinel = Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX", "latin1");

/**
 * The stock fuses a development runtime starts with, in wire order: run as Node on, cookie
 * encryption off, Node options on, inspect arguments on (tests attach there), asar integrity off,
 * only from asar off, browser snapshot off (its file is left out), file privileges on.
 */
const stock = "10110001";

/** Sets a runtime's fuses by writing over their marks. @param {string} path */
export async function setFuses(path) {
  const file = await open(path, "r+");
  try {
    const bytes = await file.readFile();
    const at = bytes.indexOf(sentinel);
    if (at === -1) throw new Error("no fuses in this binary");
    const marks = at + sentinel.length + 2;
    const count = bytes[at + sentinel.length + 1] ?? 0;
    await file.write(Buffer.from(stock.slice(0, count), "latin1"), 0, Math.min(stock.length, count), marks);
  } finally {
    await file.close();
  }
}
