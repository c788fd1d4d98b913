import { z } from "zod";
import { GlassReasonSchema, type GlassReview, GlassReviewSchema } from "../../../shared/domain/access.ts";
import { type GlassBreakId, GlassBreakIdSchema, type PatientId, PatientIdSchema } from "../../../shared/domain/ids.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";

const BreakRowSchema = z.object({
  id: GlassBreakIdSchema,
  patient_id: PatientIdSchema,
  family_name: z.string(),
  given_name: z.string(),
  display_name: z.string(),
  user_id: z.string(),
  reason: GlassReasonSchema,
  opened_at: z.string(),
  until_at: z.string(),
  reviewed_at: z.string().nullable(),
  verdict: z.enum(["justified", "not-justified"]).nullable(),
});

const selection = `SELECT b.id, b.patient_id, i.family_name, i.given_name, u.display_name, b.user_id, b.reason, b.opened_at, b.until_at, b.reviewed_at, b.verdict
  FROM glass_breaks b JOIN patient_index i ON i.patient_id = b.patient_id JOIN users u ON u.id = b.user_id`;

/** Writes an emergency access: whose chart, why, until when. */
export async function insertGlassBreak(tx: WriteTx, id: GlassBreakId, patientId: PatientId, reason: string, untilAt: string): Promise<void> {
  await tx.run(sql`INSERT INTO glass_breaks (id, patient_id, user_id, reason, opened_at, until_at)
    VALUES (${id}, ${patientId}, ${tx.by.userId}, ${reason}, ${tx.chartRules.now()}, ${untilAt})`);
}

/** Emergency accesses: those waiting for review first, then the latest reviewed. */
export async function listGlassBreaks(tx: ReadTx, limit: number): Promise<GlassReview[]> {
  const rows = await tx.all({ text: `${selection} ORDER BY b.reviewed_at IS NOT NULL, b.opened_at DESC LIMIT ?`, values: [limit] }, BreakRowSchema);
  return rows.map(toReview);
}

/** One emergency access, or null. */
export async function readGlassBreak(tx: ReadTx, id: GlassBreakId): Promise<GlassReview | null> {
  const row = await tx.get({ text: `${selection} WHERE b.id = ?`, values: [id] }, BreakRowSchema);
  return row === null ? null : toReview(row);
}

/** Writes what a reviewer made of it; false when it was reviewed before. */
export async function reviewGlassBreak(tx: WriteTx, id: GlassBreakId, verdict: "justified" | "not-justified"): Promise<boolean> {
  const changed = await tx.run(sql`UPDATE glass_breaks SET reviewed_at = ${tx.chartRules.now()}, reviewed_by = ${tx.by.userId}, verdict = ${verdict}
    WHERE id = ${id} AND reviewed_at IS NULL`);
  return changed === 1;
}

function toReview(row: z.output<typeof BreakRowSchema>): GlassReview {
  return GlassReviewSchema.parse({
    id: row.id,
    patientId: row.patient_id,
    patientName: `${row.family_name}, ${row.given_name}`,
    userId: row.user_id,
    userName: row.display_name,
    reason: row.reason,
    openedAt: row.opened_at,
    untilAt: row.until_at,
    reviewedAt: row.reviewed_at,
    verdict: row.verdict,
  });
}
