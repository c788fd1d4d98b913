import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { flushFolder } from "./write-whole.ts";

/** The files of one record, all inside its folder. */
export interface RecordFiles {
  readonly folder: string;
  readonly database: string;
  /** What search looks in where the record itself lies on a server. */
  readonly search: string;
  /** Two copies of the key envelope: a damaged one does not cost the record. */
  readonly envelopes: readonly string[];
  /** What was written while the record was locked. */
  readonly pending: string;
  /** What workstations brought while the record was locked. */
  readonly deliveries: string;
  /** How far the audit log has come, outside the database. */
  readonly highWater: string;
  keybag(file: string): string;
}

/** The folder of this person's record, inside the program's own. */
export function locateRecordFolder(profile: string): string {
  return join(profile, "record");
}

/** Names the files of the record in a folder. */
export function locateRecord(folder: string): RecordFiles {
  return {
    folder,
    database: join(folder, "record.db"),
    search: join(folder, "search.db"),
    envelopes: [join(folder, "keys.json"), join(folder, "keys.copy.json")],
    pending: join(folder, "pending"),
    deliveries: join(folder, "deliveries"),
    highWater: join(folder, "high-water"),
    keybag: (file) => join(folder, file),
  };
}

/** Where a record that is being moved here is gathered until it is whole. */
export function locateArriving(files: RecordFiles): string {
  return `${files.database}.arriving`;
}

/** The envelope names the file, and it has arrived whole: it takes its name, now or after a crash in between. */
export function finishArrival(files: RecordFiles): void {
  const arriving = locateArriving(files);
  if (existsSync(files.database) || !existsSync(arriving)) return;
  renameSync(arriving, files.database);
  flushFolder(files.folder);
}

/** Removes a database file with what lies beside it. */
export function removeDatabase(path: string): void {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(`${path}${suffix}`, { force: true });
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
