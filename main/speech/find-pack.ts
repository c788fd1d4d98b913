import { existsSync, readFileSync } from "node:fs";
import { arch, availableParallelism, totalmem } from "node:os";
import { join } from "node:path";
import type { PackSize } from "./pack.ts";

/** What of a machine decides how much listening it can bear. */
export interface Capacity {
  readonly cores: number;
  readonly memoryBytes: number;
  /** Whether the processor multiplies eight numbers at once; without it the larger pack is too slow. */
  readonly wideVectors: boolean;
}

const leastForBase = { cores: 2, memoryBytes: 6 * 1024 ** 3 };

/** Looks at this machine. */
function readCapacity(): Capacity {
  return { cores: availableParallelism(), memoryBytes: totalmem(), wideVectors: hasWideVectors() };
}

/** The larger pack where the machine bears it, the smaller one elsewhere. */
export function choosePack({ cores, memoryBytes, wideVectors }: Capacity = readCapacity()): PackSize {
  return cores >= leastForBase.cores && memoryBytes >= leastForBase.memoryBytes && wideVectors ? "base" : "tiny";
}

/** The folder of the wanted pack, or of the other when that is all there is; null where there is none. */
export function findPack(packsFolder: string | null, wanted: PackSize): string | null {
  if (packsFolder === null) return null;
  const sizes: readonly PackSize[] = wanted === "base" ? ["base", "tiny"] : ["tiny", "base"];
  return sizes.map((size) => join(packsFolder, `moonshine-${size}-en`)).find((folder) => existsSync(join(folder, "pack.json"))) ?? null;
}

/** Read from the kernel where it says; elsewhere every processor the system still runs on has it. */
function hasWideVectors(): boolean {
  if (arch() !== "x64") return true;
  try {
    return /\bavx2\b/.test(readFileSync("/proc/cpuinfo", "utf8"));
  } catch {
    return true;
  }
}
