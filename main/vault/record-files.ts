import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** The files of one record, all inside its folder. */
export interface RecordFiles {
  readonly folder: string;
  readonly database: string;
  readonly envelope: string;
}

/** Names the files of the record in a folder. */
export function locateRecord(folder: string): RecordFiles {
  return { folder, database: join(folder, "record.db"), envelope: join(folder, "keys.json") };
}

/** Makes the folder, readable by this person alone. */
export function makeRecordFolder(files: RecordFiles): void {
  mkdirSync(files.folder, { recursive: true, mode: 0o700 });
}

/** Whether a database file is there. */
export function hasDatabase(files: RecordFiles): boolean {
  return existsSync(files.database);
}

/** Removes a record whose set-up never finished; it never held a patient. */
export function removeAbandonedRecord(files: RecordFiles): void {
  for (const path of [files.database, `${files.database}-wal`, `${files.database}-shm`, files.envelope]) rmSync(path, { force: true });
}
