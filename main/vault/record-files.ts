import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** The files of one record, all inside its folder. */
export interface RecordFiles {
  readonly folder: string;
  readonly database: string;
  /** Two copies of the key envelope: a damaged one does not cost the record. */
  readonly envelopes: readonly string[];
  /** What was written while the record was locked. */
  readonly pending: string;
  /** How far the audit log has come, outside the database. */
  readonly highWater: string;
  keybag(file: string): string;
}

/** Names the files of the record in a folder. */
export function locateRecord(folder: string): RecordFiles {
  return {
    folder,
    database: join(folder, "record.db"),
    envelopes: [join(folder, "keys.json"), join(folder, "keys.copy.json")],
    pending: join(folder, "pending"),
    highWater: join(folder, "high-water"),
    keybag: (file) => join(folder, file),
  };
}

/** Makes the folder, readable by this person alone. */
export function makeRecordFolder(files: RecordFiles): void {
  mkdirSync(files.pending, { recursive: true, mode: 0o700 });
}

/** Whether a database file is there. */
export function hasDatabase(files: RecordFiles): boolean {
  return existsSync(files.database);
}

/** Removes a record whose set-up never finished; it never held a patient. */
export function removeAbandonedRecord(files: RecordFiles): void {
  rmSync(files.folder, { recursive: true, force: true });
}
