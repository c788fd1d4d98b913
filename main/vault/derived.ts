import { ok } from "../../shared/result.ts";
import type { Driver } from "./engines/load-driver.ts";
import { migrations } from "./migrations/index.ts";
import type { WriteTx } from "./sql.ts";
import { indexNoteWords, listNoteIds } from "./stores/note-words.ts";
import { readNote } from "./stores/notes.ts";
import { indexPatient, listPatientIds, readPatient } from "./stores/patients.ts";
import type { Outcome } from "./vault.ts";

/** What holds in clear, inside the encrypted file, what search needs: derived from sealed rows, built again after a restore. */
const derived = /^(patient_index|note_words)(_|$)/;

/** Keys travel in a table of their own inside a backup, wrapped under that backup's key. */
export const keptKeysTable = "kept_patient_keys";

/** Whether a table belongs into a backup and its tally. */
export function isKept(table: string): boolean {
  return !table.startsWith("sqlite_") && table !== keptKeysTable && !derived.test(table);
}

/** Makes the derived tables empty, as the schema of that version had them. */
export function createDerivedTables(driver: Driver, schemaVersion: number): void {
  for (const { version, statements } of migrations) {
    if (version > schemaVersion) continue;
    for (const text of statements) if (/(?:TABLE|INTO|ON) (?:patient_index|note_words)\b/.test(text)) driver.exec(text);
  }
}

/** Fills the derived tables from the sealed rows. */
export async function rebuildDerived(tx: WriteTx): Outcome<null> {
  for (const id of await listPatientIds(tx)) {
    const patient = await readPatient(tx, id);
    if (patient !== null) await indexPatient(tx, id, patient.demographics);
  }
  for (const id of await listNoteIds(tx)) {
    const note = await readNote(tx, id);
    if (note !== null) await indexNoteWords(tx, note);
  }
  return ok(null);
}
