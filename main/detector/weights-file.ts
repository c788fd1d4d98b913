import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where this file runs: dist/main in a build, main/detector when tests run the sources. */
export const hereFolder = dirname(fileURLToPath(import.meta.url));
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
