import { z } from "zod";
import type { Stretch } from "../../../shared/domain/access-review.ts";
import { type PatientId, PatientIdSchema, type SendId, UserIdSchema } from "../../../shared/domain/ids.ts";
import { type ReadTx, sql } from "../sql.ts";
import { showPerson } from "./users.ts";

const LeftRowSchema = z.object({
  at: z.string(),
  patient_id: PatientIdSchema,
  vendor_id: z.string(),
  model_id: z.string(),
  task: z.string(),
  user_id: UserIdSchema,
  display_name: z.string(),
  outcome: z.string(),
  bytes_sent: z.int(),
  tokens_in: z.int().nullable(),
  tokens_out: z.int().nullable(),
});
export type SendLine = z.output<typeof LeftRowSchema>;

/** Every attempt of a stretch, as counting needs it. */
export async function listSendLines(tx: ReadTx, { fromAt, toAt }: Stretch): Promise<SendLine[]> {
  const rows = await tx.all(
    sql`SELECT s.at, s.patient_id, s.vendor_id, s.model_id, s.task, s.user_id, u.display_name, s.outcome, s.bytes_sent, s.tokens_in, s.tokens_out
      FROM sends s JOIN users u ON u.id = s.user_id WHERE s.at >= ${fromAt} AND s.at < ${toAt} ORDER BY s.at, s.rowid`,
    LeftRowSchema,
  );
  return rows.map((row) => ({ ...row, display_name: showPerson(tx, row.user_id, row.display_name) }));
}

const TraceRowSchema = z.object({
  patient_id: PatientIdSchema,
  at: z.string(),
  http_status: z.int().nullable(),
  vendor_request_id: z.string().nullable(),
  agreement_id: z.string().nullable(),
  terms: z.string().nullable(),
});
const TitleSchema = z.object({ title: z.string() });

/** What else is known of one attempt: whose, under which agreement, what the far end called it. */
export async function readSendTrace(tx: ReadTx, id: SendId) {
  const row = await tx.get(
    sql`SELECT s.patient_id, s.at, s.http_status, s.vendor_request_id, s.agreement_id, a.terms FROM sends s LEFT JOIN agreements a ON a.id = s.agreement_id WHERE s.id = ${id}`,
    TraceRowSchema,
  );
  if (row === null) return null;
  const terms = tx.show("agreements", "terms", { id: row.agreement_id ?? "" }, row.terms);
  return {
    patientId: row.patient_id satisfies PatientId,
    at: row.at,
    httpStatus: row.http_status,
    vendorRequestId: row.vendor_request_id,
    agreementTitle: terms === null ? null : TitleSchema.parse(JSON.parse(terms)).title,
  };
}

const CoverRowSchema = z.object({ size: z.int(), at: z.string() });

/** The first signed checkpoint that covers a position, or null while none does. */
export function findCoveringCheckpoint(tx: ReadTx, seq: number) {
  return tx.get(sql`SELECT size, at FROM audit_checkpoints WHERE size > ${seq} ORDER BY size LIMIT 1`, CoverRowSchema);
}
