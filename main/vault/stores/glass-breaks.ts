import { z } from "zod";
import { GlassReasonSchema, type GlassReview, GlassReviewSchema } from "../../../shared/domain/access.ts";
import { type GlassBreakId, GlassBreakIdSchema, type PatientId, PatientIdSchema } from "../../../shared/domain/ids.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";
import { namePatients, namePatientsOf, type PatientName } from "./patients.ts";
import { showPerson } from "./users.ts";

const BreakRowSchema = z.object({
  id: GlassBreakIdSchema,
  patient_id: PatientIdSchema,
  display_name: z.string(),
  user_id: z.string(),
  reason: GlassReasonSchema,
  opened_at: z.string(),
  until_at: z.string(),
  reviewed_at: z.string().nullable(),
  verdict: z.enum(["justified", "not-justified"]).nullable(),
});

const selection = `SELECT b.id, b.patient_id, u.display_name, b.user_id, b.reason, b.opened_at, b.until_at, b.reviewed_at, b.verdict
  FROM glass_breaks b JOIN users u ON u.id = b.user_id`;

/** Writes an emergency access: whose chart, why, from when until when. */
export async function insertGlassBreak(
  tx: WriteTx,
  id: GlassBreakId,
  { patientId, reason, openedAt, untilAt }: { patientId: PatientId; reason: string; openedAt: string; untilAt: string },
): Promise<void> {
  await tx.run(sql`INSERT INTO glass_breaks (id, patient_id, user_id, reason, opened_at, until_at)
    VALUES (${id}, ${patientId}, ${tx.by.userId}, ${reason}, ${openedAt}, ${untilAt})`);
}

/** Emergency accesses: those waiting for review first, then the latest reviewed. */
export async function listGlassBreaks(tx: ReadTx, limit: number): Promise<GlassReview[]> {
  const rows = await tx.all(
    { text: `${selection} ORDER BY b.reviewed_at IS NOT NULL, b.opened_at DESC, b.rowid DESC LIMIT ?`, values: [limit] },
    BreakRowSchema,
  );
  const patients = await namePatientsOf(tx, rows);
  return rows.map((row) => toReview(tx, row, patients));
}

/** One emergency access, or null. */
export async function readGlassBreak(tx: ReadTx, id: GlassBreakId): Promise<GlassReview | null> {
  const row = await tx.get({ text: `${selection} WHERE b.id = ?`, values: [id] }, BreakRowSchema);
  return row === null ? null : toReview(tx, row, await namePatients(tx, [row.patient_id]));
}

/** Writes what a reviewer made of it; false when it was reviewed before. */
export async function reviewGlassBreak(tx: WriteTx, id: GlassBreakId, verdict: "justified" | "not-justified"): Promise<boolean> {
  const changed = await tx.run(sql`UPDATE glass_breaks SET reviewed_at = ${tx.chartRules.now()}, reviewed_by = ${tx.by.userId}, verdict = ${verdict}
    WHERE id = ${id} AND reviewed_at IS NULL`);
  return changed === 1;
}

function toReview(tx: ReadTx, row: z.output<typeof BreakRowSchema>, patients: ReadonlyMap<string, PatientName>): GlassReview {
  return GlassReviewSchema.parse({
    id: row.id,
    patientId: row.patient_id,
    patientName: patients.get(row.patient_id)?.name ?? "",
    userId: row.user_id,
    userName: showPerson(tx, row.user_id, row.display_name),
    reason: row.reason,
    openedAt: row.opened_at,
    untilAt: row.until_at,
    reviewedAt: row.reviewed_at,
    verdict: row.verdict,
  });
}
