import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));

/** Where the program's files lie: dist/main in a build, also for its parts; main/detector when tests run the sources. */
export const hereFolder = basename(folder) === "parts" ? dirname(folder) : folder;
const places = [join(hereFolder, "tagger-weights.bin"), join(hereFolder, "..", "deid", "data", "tagger-weights.bin")];

/** Reads the tagger's weights; no bytes when there is no file, which the detector refuses. */
export function readWeightsFile(): Uint8Array {
  for (const place of places) {
    try {
      return readFileSync(place);
    } catch {
      // the next place; a file that is nowhere is refused by its checksum
    }
  }
  return new Uint8Array();
}
