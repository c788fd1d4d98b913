import { closeSync, constants, fsyncSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";

/**
 * Writes a checkpoint into a folder that only grows, as a file of its own: made exclusively, never
 * written over. One already there must say the same, as after a step that was cut off; when it says
 * something else, the log has two histories (`anchor.conflict`).
 */
export function writeAnchorFile(folder: string, name: string, text: string): Result<null, AppError> {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return err(failure("anchor.folder-gone"));
  const path = join(folder, name);
  try {
    const file = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o444);
    try {
      const bytes = Buffer.from(text, "utf8");
      for (let at = 0; at < bytes.byteLength; ) at += writeSync(file, bytes, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return ok(null);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EEXIST" ? compare(path, text) : err(failure("anchor.folder-unwritable"));
  }
}

function compare(path: string, text: string): Result<null, AppError> {
  try {
    return readFileSync(path, "utf8") === text ? ok(null) : err(failure("anchor.conflict"));
  } catch {
    return err(failure("anchor.folder-unwritable"));
  }
}
