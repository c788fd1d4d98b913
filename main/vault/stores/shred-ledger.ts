import { z } from "zod";
import { type PatientId, PatientIdSchema } from "../../../shared/domain/ids.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";
import { forgetNoteWords } from "./note-words.ts";
import { forgetPatient } from "./patient-index.ts";

const LedgerRowSchema = z.object({ patient_id: PatientIdSchema, destroyed_at: z.string() });
const SubjectRowSchema = z.object({ subject: z.string() });

/** Deletes a patient with all that hangs on them, and writes into the ledger that they are to stay destroyed. */
export async function shredPatientRows(tx: WriteTx, patientId: PatientId, reason: string): Promise<boolean> {
  const row = await tx.get(sql`SELECT subject FROM patients WHERE id = ${patientId}`, SubjectRowSchema);
  if (row === null) return false;
  await tx.run(sql`INSERT INTO shred_ledger (patient_id, subject, destroyed_at, destroyed_by, reason)
    VALUES (${patientId}, ${row.subject}, ${tx.chartRules.now()}, ${tx.by.userId}, ${reason})`);
  await forgetNoteWords(tx, { patientId });
  await forgetPatient(tx, patientId);
  await tx.run(sql`DELETE FROM patients WHERE id = ${patientId}`);
  tx.opened.delete(patientId);
  return true;
}

/** Names a destroyed patient in the closure's audit entry, where what outlives a record is asked for; false when nobody of that id was destroyed. */
export async function openDestroyed(tx: ReadTx, patientId: PatientId): Promise<boolean> {
  const row = await tx.get(sql`SELECT subject FROM shred_ledger WHERE patient_id = ${patientId}`, SubjectRowSchema);
  if (row === null) return false;
  tx.about(row.subject);
  return true;
}

/** Who was destroyed, oldest first. */
export async function listDestroyed(tx: ReadTx): Promise<{ patientId: PatientId; destroyedAt: string }[]> {
  const rows = await tx.all(sql`SELECT patient_id, destroyed_at FROM shred_ledger ORDER BY destroyed_at, rowid`, LedgerRowSchema);
  return rows.map((row) => ({ patientId: row.patient_id, destroyedAt: row.destroyed_at }));
}
