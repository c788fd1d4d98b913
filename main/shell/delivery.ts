import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { dialog } from "electron";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { Delivery } from "../workflows/delivery.ts";
import { printPdf } from "./print-pdf.ts";

/** Writes packages where the person chooses, whole or not at all, and renders letters as PDF. */
export function createDelivery(): Delivery {
  return {
    async choosePlace(suggestedName) {
      const chosen = await dialog.showSaveDialog({ title: "Save the record", defaultPath: suggestedName, properties: ["dontAddToRecent"] });
      return chosen.canceled || chosen.filePath === "" ? null : chosen.filePath;
    },
    async chooseFolder() {
      const chosen = await dialog.showOpenDialog({ title: "Choose a folder", properties: ["openDirectory", "createDirectory", "dontAddToRecent"] });
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
    },
    write: async (place, bytes) => writeWhole(place, bytes),
    writeInto: async (folder, name, bytes) => writeInFolder(folder, name, bytes),
    sizeIn: (folder, name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? null,
    removeFrom: (folder, name) => discard(join(folder, name)),
    renderPdf: printPdf,
  };
}

function writeInFolder(folder: string, name: string, bytes: Uint8Array): Result<null, AppError> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    return err(failure("export.destination-unwritable"));
  }
  return writeWhole(join(folder, name), bytes);
}

function writeWhole(place: string, bytes: Uint8Array): Result<null, AppError> {
  const staged = `${place}.part`;
  try {
    writeFlushed(staged, bytes);
    renameSync(staged, place);
    return ok(null);
  } catch {
    discard(staged);
    return err(failure("export.destination-unwritable"));
  }
}

/** On a share that is gone there is nothing to discard. */
function discard(staged: string): void {
  try {
    rmSync(staged, { force: true });
  } catch {
    // What was begun still ends in ".part": nobody takes it for a package.
  }
}

function writeFlushed(path: string, bytes: Uint8Array): void {
  const file = openSync(path, "w", 0o600);
  try {
    for (let offset = 0; offset < bytes.byteLength; ) offset += writeSync(file, bytes, offset);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
