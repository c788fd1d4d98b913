import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const largestNoteChars = 4_096;

/** The checkpoints kept in a folder; none where it cannot be read, which a verification then says by its reach. */
export function readAnchorFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(folder, entry.name), "utf8"))
      .filter((text) => text.length <= largestNoteChars && text.includes("\n\n\u2014 "));
  } catch {
    return [];
  }
}
