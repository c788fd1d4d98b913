import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { Delivery } from "../workflows/delivery.ts";
import { makeNewFolder } from "./new-folder.ts";

/** Files of this machine, with a window or without one: written whole or not at all, for their owner alone. */
export const machineFiles: Pick<Delivery, "write" | "writeInto" | "makeFolder" | "sizeIn" | "removeFrom"> = {
  write: async (place, bytes) => writeWhole(place, bytes),
  writeInto: async (folder, name, bytes) => writeInFolder(folder, name, bytes),
  makeFolder: async (parent, name) => makeNewFolder(parent, name),
  sizeIn: async (folder, name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? null,
  removeFrom: async (folder, name) => discard(join(folder, name)),
};

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
