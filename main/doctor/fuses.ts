import { closeSync, openSync, readSync, statSync } from "node:fs";

/** Where a runtime keeps its fuses: after this text, a version, a length and one character each. */
const sentinel = Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX", "latin1");
const chunkBytes = 8 * 1024 * 1024;

const names = [
  "runAsNode",
  "cookieEncryption",
  "nodeOptions",
  "nodeCliInspect",
  "asarIntegrity",
  "onlyLoadAppFromAsar",
  "loadBrowserProcessSpecificV8Snapshot",
  "grantFileProtocolExtraPrivileges",
  "wasmTrapHandlers",
] as const;

const states: Readonly<Record<string, string>> = { "0": "off", "1": "on", r: "removed" };

/** Reads an Electron binary's fuses back from its bytes; null when it has none. */
export function readFuses(binary: string): Record<string, string> | null {
  const file = openSync(binary, "r");
  try {
    const at = findSentinel(file, statSync(binary).size);
    if (at === null) return null;
    const wire = Buffer.alloc(34);
    readSync(file, wire, 0, wire.length, at + sentinel.length);
    const count = wire[1] ?? 0;
    const marks = wire.subarray(2, 2 + count).toString("latin1");
    return Object.fromEntries([...marks].map((mark, index) => [names[index] ?? `fuse${index}`, states[mark] ?? "unknown"]));
  } finally {
    closeSync(file);
  }
}

function findSentinel(file: number, size: number): number | null {
  const chunk = Buffer.alloc(chunkBytes + sentinel.length);
  for (let offset = 0; offset < size; offset += chunkBytes) {
    const read = readSync(file, chunk, 0, chunk.length, offset);
    const found = chunk.subarray(0, read).indexOf(sentinel);
    if (found !== -1) return offset + found;
  }
  return null;
}
