// @ts-check
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "default-app");

/** Packs our own loader as the archive a runtime starts when it is given a folder to run. */
export async function packDefaultApp() {
  /** @type {Record<string, { size: number, offset: string }>} */
  const files = {};
  /** @type {Buffer[]} */
  const bodies = [];
  let offset = 0;
  for (const name of (await readdir(folder)).sort()) {
    const body = await readFile(join(folder, name));
    files[name] = { size: body.length, offset: String(offset) };
    bodies.push(body);
    offset += body.length;
  }
  return Buffer.concat([writeHeader(JSON.stringify({ files })), ...bodies]);
}

/** An archive begins with two length-prefixed blocks: the header's size, and the header. @param {string} json */
function writeHeader(json) {
  const text = Buffer.from(json, "utf8");
  const padded = Math.ceil(text.length / 4) * 4;
  const header = Buffer.alloc(16 + padded);
  header.writeUInt32LE(4, 0);
  header.writeUInt32LE(8 + padded, 4);
  header.writeUInt32LE(4 + padded, 8);
  header.writeUInt32LE(text.length, 12);
  text.copy(header, 16);
  return header;
}
