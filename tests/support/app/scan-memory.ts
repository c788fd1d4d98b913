import { closeSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";

export interface MemoryHits {
  /** What the process is: "main", "renderer", "gpu-process", "utility". */
  readonly process: string;
  readonly bytes: number;
  /** For each text looked for, how often it was found; never the text. */
  readonly counts: readonly number[];
}

const chunkBytes = 256 << 10;
const untouched = Buffer.alloc(chunkBytes);
const overlapBytes = 4_096;

/** The whole tree of processes below one, by what Chromium started them as. */
export function listProcesses(root: number): { pid: number; kind: string }[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const stat = readText(`/proc/${name}/stat`);
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    if (Number.isFinite(parent)) parents.set(Number(name), parent);
  }
  const below = (pid: number): boolean => pid === root || (parents.has(pid) && pid > 1 && below(parents.get(pid) ?? 0));
  return [...parents.keys()].filter(below).map((pid) => {
    const line = readText(`/proc/${pid}/cmdline`).replaceAll("\0", " ");
    return { pid, kind: pid === root ? "main" : (/--type=([a-z-]+)/.exec(line)?.[1] ?? "other") };
  });
}

/** Reads everything a process could write into a core image and counts texts in it, as UTF-8 and UTF-16. */
export function scanMemory(pid: number, kind: string, wanted: readonly Buffer[]): MemoryHits {
  const counts = wanted.map(() => 0);
  let bytes = 0;
  const memory = openQuietly(`/proc/${pid}/mem`);
  // A process that has ended meanwhile, the window's old one, holds nothing any more.
  if (memory === null) return { process: kind, bytes, counts };
  const chunk = Buffer.alloc(chunkBytes + overlapBytes);
  try {
    for (const [from, to] of listRanges(pid)) {
      for (let at = from; at < to; at += chunkBytes) {
        const read = readQuietly(memory, chunk, Math.min(chunk.length, to - at), at);
        bytes += Math.min(read, chunkBytes);
        const body = chunk.subarray(0, read);
        // Most of what is mapped was never touched and reads as zeros.
        if (body.subarray(0, chunkBytes).equals(untouched.subarray(0, Math.min(read, chunkBytes)))) continue;
        wanted.forEach((text, index) => {
          for (let found = body.indexOf(text); found >= 0 && found < chunkBytes; found = body.indexOf(text, found + 1))
            counts[index] = (counts[index] ?? 0) + 1;
        });
      }
    }
  } finally {
    closeSync(memory);
  }
  return { process: kind, bytes, counts };
}

/** Writable memory: code and files mapped read-only hold nothing the program was told. */
function listRanges(pid: number): [from: number, to: number][] {
  return readText(`/proc/${pid}/maps`)
    .split("\n")
    .map((line) => /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line))
    .filter((match) => match !== null)
    .map((match) => [Number.parseInt(match[1] as string, 16), Number.parseInt(match[2] as string, 16)]);
}

function openQuietly(path: string): number | null {
  try {
    return openSync(path, "r");
  } catch {
    return null;
  }
}

function readQuietly(file: number, chunk: Buffer, length: number, at: number): number {
  try {
    return readSync(file, chunk, 0, length, at);
  } catch {
    // A mapping that cannot be read (a device, a guard page) is in no core image either.
    return 0;
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
