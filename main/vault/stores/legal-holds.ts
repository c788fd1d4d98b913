import { z } from "zod";
import { type HoldId, HoldIdSchema, type PatientId, PatientIdSchema, UserIdSchema } from "../../../shared/domain/ids.ts";
import { HoldReasonSchema, type LegalHold, LegalHoldSchema } from "../../../shared/domain/rights.ts";
import { InstantSchema } from "../../../shared/domain/time.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";
import { openChart } from "./patients.ts";
import { showPerson } from "./users.ts";

const RowSchema = z.object({
  id: HoldIdSchema,
  patient_id: PatientIdSchema,
  reason: HoldReasonSchema,
  body: z.instanceof(Uint8Array),
  placed_at: InstantSchema,
  lifted_at: InstantSchema.nullable(),
  placed_by: UserIdSchema,
  display_name: z.string(),
});
const BodySchema = LegalHoldSchema.pick({ matter: true });
const WhoseSchema = z.object({ patient_id: PatientIdSchema });

function bind(patientId: PatientId, rowId: HoldId) {
  return { patientId, purpose: "legal-hold", rowId };
}

/** Writes a hold; false when there is no such patient. */
export async function insertHold(tx: WriteTx, { id, patientId, reason, matter, placedAt }: LegalHold): Promise<boolean> {
  if (!(await openChart(tx, patientId))) return false;
  await tx.run(sql`INSERT INTO legal_holds (id, patient_id, reason, body, placed_at, placed_by)
    VALUES (${id}, ${patientId}, ${reason}, ${tx.keys.seal(bind(patientId, id), { matter })}, ${placedAt}, ${tx.by.userId})`);
  return true;
}

/** Lifts a hold; false when there is none that stands. */
export async function liftHold(tx: WriteTx, id: HoldId, at: string): Promise<boolean> {
  const row = await tx.get(sql`SELECT patient_id FROM legal_holds WHERE id = ${id} AND lifted_at IS NULL`, WhoseSchema);
  if (row === null || !(await openChart(tx, row.patient_id))) return false;
  return (await tx.run(sql`UPDATE legal_holds SET lifted_at = ${at}, lifted_by = ${tx.by.userId} WHERE id = ${id}`)) === 1;
}

/** Whether nothing of a patient may go, not even what has its own clock: a hold stands, or a request runs. */
export async function isHeld(tx: ReadTx, patientId: PatientId): Promise<boolean> {
  const row = await tx.get(
    sql`SELECT EXISTS (SELECT 1 FROM legal_holds WHERE patient_id = ${patientId} AND lifted_at IS NULL)
      OR EXISTS (SELECT 1 FROM rights_requests WHERE patient_id = ${patientId} AND state = 'open') AS held`,
    z.object({ held: z.int() }),
  );
  return row?.held === 1;
}

/** A patient's holds, newest first, those that were lifted too. */
export async function listHolds(tx: ReadTx, patientId: PatientId): Promise<LegalHold[]> {
  const rows = await tx.all(
    sql`SELECT h.id, h.patient_id, h.reason, h.body, h.placed_at, h.lifted_at, h.placed_by, u.display_name FROM legal_holds h JOIN users u ON u.id = h.placed_by
      WHERE h.patient_id = ${patientId} ORDER BY h.placed_at DESC, h.rowid DESC`,
    RowSchema,
  );
  if (rows.length > 0 && !(await openChart(tx, patientId))) return [];
  return rows.map((row) => ({
    ...{ id: row.id, patientId: row.patient_id, reason: row.reason },
    ...tx.keys.unseal(bind(patientId, row.id), row.body, BodySchema),
    ...{ placedAt: row.placed_at, placedByName: showPerson(tx, row.placed_by, row.display_name), liftedAt: row.lifted_at },
  }));
}
