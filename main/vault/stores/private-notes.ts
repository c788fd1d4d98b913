import { z } from "zod";
import type { EncounterId, PatientId } from "../../../shared/domain/ids.ts";
import { type Instant, InstantSchema } from "../../../shared/domain/time.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";
import { openChart } from "./patients.ts";

const RowSchema = z.object({ body: z.instanceof(Uint8Array), key_id: z.string(), saved_at: InstantSchema });
const BodySchema = z.strictObject({ sealed: z.base64() });

/** A psychotherapy note as it lies in the record: words nobody but its author can open. */
export interface SealedPrivateNote {
  readonly keyId: string;
  readonly sealed: Uint8Array;
  readonly savedAt: Instant;
}

function bind(tx: ReadTx, patientId: PatientId, encounterId: EncounterId) {
  return { patientId, purpose: "private-note", rowId: `${encounterId}|${tx.by.userId}` };
}

/** The asking person's own private note of a session, or null; nobody else's can be asked for. */
export async function readPrivateNote(tx: ReadTx, patientId: PatientId, encounterId: EncounterId): Promise<SealedPrivateNote | null> {
  const row = await tx.get(
    sql`SELECT body, key_id, saved_at FROM private_notes WHERE encounter_id = ${encounterId} AND author_id = ${tx.by.userId}`,
    RowSchema,
  );
  if (row === null || !(await openChart(tx, patientId))) return null;
  const { sealed } = tx.keys.unseal(bind(tx, patientId, encounterId), row.body, BodySchema);
  return { keyId: row.key_id, sealed: Buffer.from(sealed, "base64"), savedAt: row.saved_at };
}

/**
 * Keeps one's own private note, sealed by its author, once more under the patient's record key: what
 * destroys the record destroys it too.
 */
export async function writePrivateNote(tx: WriteTx, patientId: PatientId, encounterId: EncounterId, note: SealedPrivateNote): Promise<void> {
  const body = tx.keys.seal(bind(tx, patientId, encounterId), { sealed: Buffer.from(note.sealed).toString("base64") });
  await tx.run(sql`INSERT INTO private_notes (encounter_id, author_id, patient_id, key_id, body, saved_at)
    VALUES (${encounterId}, ${tx.by.userId}, ${patientId}, ${note.keyId}, ${body}, ${note.savedAt})
    ON CONFLICT (encounter_id, author_id) DO UPDATE SET key_id = excluded.key_id, body = excluded.body, saved_at = excluded.saved_at`);
}

/** Takes one's own private note away. */
export async function removePrivateNote(tx: WriteTx, encounterId: EncounterId): Promise<void> {
  await tx.run(sql`DELETE FROM private_notes WHERE encounter_id = ${encounterId} AND author_id = ${tx.by.userId}`);
}

/** How many psychotherapy notes hang on a patient; nobody's words are read for it. */
export async function countPrivateNotes(tx: ReadTx, patientId: PatientId): Promise<number> {
  const row = await tx.get(sql`SELECT COUNT(*) AS n FROM private_notes WHERE patient_id = ${patientId}`, z.object({ n: z.int() }));
  return row?.n ?? 0;
}
