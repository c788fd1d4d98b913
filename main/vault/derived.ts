import { z } from "zod";
import { type PatientId, PatientIdSchema } from "../../shared/domain/ids.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { type Actor, event } from "../audit/index.ts";
import { type Engine, EngineError, type SearchEntry, type SearchLag } from "./engines/engine.ts";
import type { Driver } from "./engines/load-driver.ts";
import { migrations } from "./migrations/index.ts";
import type { RecordDoor } from "./record-door.ts";
import { sql, type WriteTx } from "./sql.ts";
import { findNoteOfRow, forgetRowWords, indexNoteWords, listNoteIds } from "./stores/note-words.ts";
import { readNote } from "./stores/notes.ts";
import { countIndexed, forgetPatient, indexPatient } from "./stores/patient-index.ts";
import { listPatientIds, readPatient } from "./stores/patients.ts";
import { codesByFault, type Outcome, type Vault } from "./vault.ts";

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

/**
 * Tells the search index what a crash or a full disk kept from it, or builds it again where nobody can
 * say what that was; at every opening, and at no cost where it lies in the record itself.
 */
export async function catchUpSearch(door: RecordDoor, by: Actor, breathe: () => Promise<void>): Outcome<null> {
  const engine = door.current()?.record.engine;
  if (engine === undefined) return err(failure("vault.locked"));
  const lag = await readLag(engine);
  if (!lag.ok || lag.value === "even") return lag.ok ? ok(null) : lag;
  return lag.value === "unknown" ? rebuildDerived(door, by, breathe) : indexEntries(door.vault, by, lag.value);
}

async function readLag(engine: Engine): Outcome<SearchLag> {
  try {
    return ok(await engine.lag());
  } catch (error) {
    if (error instanceof EngineError) return err(failure(codesByFault[error.fault]));
    throw error;
  }
}

/** All of them in one transaction: the index's position must not pass over what is not indexed yet. */
function indexEntries(vault: Vault, by: Actor, entries: readonly SearchEntry[]): Outcome<null> {
  return vault.write(by, event("index.rebuilt", { rows: entries.length }), async (tx) => {
    for (const { kind, ref } of entries) {
      if (kind === "patient") await indexOnePatient(tx, PatientIdSchema.parse(ref));
      else await indexNoteOfRow(tx, Number(ref));
    }
    return ok(null);
  });
}

async function indexOnePatient(tx: WriteTx, id: PatientId): Promise<void> {
  const patient = await readPatient(tx, id);
  if (patient === null) await forgetPatient(tx, id);
  else await indexPatient(tx, id, patient.demographics);
}

async function indexNoteOfRow(tx: WriteTx, rowId: number): Promise<void> {
  const id = await findNoteOfRow(tx, rowId);
  const note = id === null ? null : await readNote(tx, id);
  if (note === null) await forgetRowWords(tx, rowId);
  else await indexNoteWords(tx, note);
}

const CountRowSchema = z.object({ total: z.int() });

/** Builds the derived tables again where a restore was cut off before it had: then fewer patients can be found than there are. */
export async function settleDerived(door: RecordDoor, by: Actor, breathe: () => Promise<void>): Outcome<null> {
  const counted = await door.vault.read(by, event("index.rebuilt", { rows: 0 }), async (tx) =>
    ok(((await tx.get(sql`SELECT COUNT(*) AS total FROM patients`, CountRowSchema))?.total ?? 0) - (await countIndexed(tx))),
  );
  if (!counted.ok) return counted;
  return counted.value > 0 ? rebuildDerived(door, by, breathe) : ok(null);
}

const sliceSize = 250;

/**
 * Fills the derived tables from the sealed rows, a slice at a time, so that a window is answered
 * between slices however large the record is.
 */
export async function rebuildDerived(door: RecordDoor, by: Actor, breathe: () => Promise<void>): Outcome<null> {
  const { vault } = door;
  const listed = await vault.read(by, event("index.rebuilt", { rows: 0 }), async (tx) =>
    ok({ patients: await listPatientIds(tx), notes: await listNoteIds(tx) }),
  );
  if (!listed.ok) return listed;
  const patients = await inSlices(vault, by, breathe, listed.value.patients, indexOnePatient);
  if (!patients.ok) return patients;
  const notes = await inSlices(vault, by, breathe, listed.value.notes, async (tx, id) => {
    const note = await readNote(tx, id);
    if (note !== null) await indexNoteWords(tx, note);
  });
  if (notes.ok) door.current()?.record.engine.noteWhole();
  return notes;
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
