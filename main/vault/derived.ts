import { z } from "zod";
import { ok } from "../../shared/result.ts";
import { type Actor, event } from "../audit/index.ts";
import type { Driver } from "./engines/load-driver.ts";
import { migrations } from "./migrations/index.ts";
import { sql, type WriteTx } from "./sql.ts";
import { indexNoteWords, listNoteIds } from "./stores/note-words.ts";
import { readNote } from "./stores/notes.ts";
import { indexPatient, listPatientIds, readPatient } from "./stores/patients.ts";
import type { Outcome, Vault } from "./vault.ts";

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

const CountRowSchema = z.object({ missing: z.int() });

/** Builds the derived tables again where a restore was cut off before it had: then fewer patients can be found than there are. */
export async function settleDerived(vault: Vault, by: Actor, breathe: () => Promise<void>): Outcome<null> {
  const counted = await vault.read(by, event("index.rebuilt", { rows: 0 }), async (tx) =>
    ok((await tx.get(sql`SELECT (SELECT COUNT(*) FROM patients) - (SELECT COUNT(*) FROM patient_index) AS missing`, CountRowSchema))?.missing ?? 0),
  );
  if (!counted.ok) return counted;
  return counted.value > 0 ? rebuildDerived(vault, by, breathe) : ok(null);
}

const sliceSize = 250;

/**
 * Fills the derived tables from the sealed rows, a slice at a time, so that a window is answered
 * between slices however large the record is.
 */
export async function rebuildDerived(vault: Vault, by: Actor, breathe: () => Promise<void>): Outcome<null> {
  const listed = await vault.read(by, event("index.rebuilt", { rows: 0 }), async (tx) =>
    ok({ patients: await listPatientIds(tx), notes: await listNoteIds(tx) }),
  );
  if (!listed.ok) return listed;
  const patients = await inSlices(vault, by, breathe, listed.value.patients, async (tx, id) => {
    const patient = await readPatient(tx, id);
    if (patient !== null) await indexPatient(tx, id, patient.demographics);
  });
  if (!patients.ok) return patients;
  return inSlices(vault, by, breathe, listed.value.notes, async (tx, id) => {
    const note = await readNote(tx, id);
    if (note !== null) await indexNoteWords(tx, note);
  });
}

async function inSlices<I>(
  vault: Vault,
  by: Actor,
  breathe: () => Promise<void>,
  ids: readonly I[],
  index: (tx: WriteTx, id: I) => Promise<void>,
): Outcome<null> {
  for (let from = 0; from < ids.length; from += sliceSize) {
    const slice = ids.slice(from, from + sliceSize);
    const done = await vault.write(by, event("index.rebuilt", { rows: slice.length }), async (tx) => {
      for (const id of slice) await index(tx, id);
      return ok(null);
    });
    if (!done.ok) return done;
    await breathe();
  }
  return ok(null);
}
