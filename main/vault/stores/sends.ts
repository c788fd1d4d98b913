import { z } from "zod";
import {
  type EncounterId,
  type PatientId,
  PatientIdSchema,
  type SendId,
  SendIdSchema,
  type UserId,
  UserIdSchema,
} from "../../../shared/domain/ids.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import { type Send, SendSchema, type VendorId, VendorIdSchema, vendorNames } from "../../../shared/domain/vendor.ts";
import { type ReadTx, type Sql, sql, type WriteTx } from "../sql.ts";
import { namePatientsOf, openChart } from "./patients.ts";
import { showPerson } from "./users.ts";

/** An attempt to send, before its outcome is known. */
export interface SendAttempt {
  readonly id: SendId;
  readonly at: Instant;
  readonly userId: UserId;
  readonly patientId: PatientId;
  readonly encounterId: EncounterId;
  readonly vendorId: VendorId;
  readonly modelId: string;
  readonly host: string;
  readonly task: string;
  readonly dataClass: string;
  readonly agreementId: string | null;
  readonly identifiersReplaced: number;
  readonly bytesSent: number;
}

/** How an attempt came out. */
export interface SendEnding {
  readonly code: string | null;
  readonly httpStatus: number | null;
  readonly tokensIn: number | null;
  readonly tokensOut: number | null;
  readonly vendorRequestId: string | null;
  readonly costMicroUsd: number | null;
}

const SendRowSchema = z.object({
  id: SendIdSchema,
  at: z.string(),
  user_id: UserIdSchema,
  user_name: z.string(),
  patient_id: PatientIdSchema,
  vendor_id: VendorIdSchema,
  model_id: z.string(),
  host: z.string(),
  task: z.string(),
  data_class: z.string(),
  outcome: z.string(),
  code: z.string().nullable(),
  identifiers_replaced: z.int(),
  bytes_sent: z.int(),
  tokens_in: z.int().nullable(),
  tokens_out: z.int().nullable(),
  cost_micro_usd: z.int().nullable(),
});

/** Writes an attempt: refused with its code, or in flight. */
export async function insertSend(tx: WriteTx, attempt: SendAttempt, refusedCode: string | null): Promise<void> {
  await openChart(tx, attempt.patientId);
  await tx.run(sql`INSERT INTO sends (id, at, user_id, patient_id, encounter_id, vendor_id, model_id, host, task, data_class, agreement_id,
      outcome, code, identifiers_replaced, bytes_sent)
    VALUES (${attempt.id}, ${attempt.at}, ${attempt.userId}, ${attempt.patientId}, ${attempt.encounterId}, ${attempt.vendorId}, ${attempt.modelId},
      ${attempt.host}, ${attempt.task}, ${attempt.dataClass}, ${attempt.agreementId}, ${refusedCode === null ? "in-flight" : "refused"},
      ${refusedCode}, ${attempt.identifiersReplaced}, ${refusedCode === null ? attempt.bytesSent : 0})`);
}

/** Writes how an attempt came out. */
export async function endSend(tx: WriteTx, id: SendId, ending: SendEnding): Promise<void> {
  await tx.run(sql`UPDATE sends SET outcome = ${ending.code === null ? "completed" : "failed"}, code = ${ending.code}, http_status = ${ending.httpStatus},
    tokens_in = ${ending.tokensIn}, tokens_out = ${ending.tokensOut}, vendor_request_id = ${ending.vendorRequestId},
    cost_micro_usd = ${ending.costMicroUsd} WHERE id = ${id}`);
}

/** How many sends have no end on record. */
export async function countSendsInFlight(tx: ReadTx): Promise<number> {
  return (await tx.get(sql`SELECT COUNT(*) AS many FROM sends WHERE outcome = 'in-flight'`, z.object({ many: z.int() })))?.many ?? 0;
}

/** Marks sends that were in flight when the program ended: nobody can say whether they arrived. */
export function endInterruptedSends(tx: WriteTx, code: string): Promise<number> {
  return tx.run(sql`UPDATE sends SET outcome = 'failed', code = ${code} WHERE outcome = 'in-flight'`);
}

const selection = `SELECT s.id, s.at, s.user_id, u.display_name AS user_name, s.patient_id, s.vendor_id, s.model_id,
    s.host, s.task, s.data_class, s.outcome, s.code, s.identifiers_replaced, s.bytes_sent, s.tokens_in, s.tokens_out, s.cost_micro_usd
  FROM sends s JOIN users u ON u.id = s.user_id`;

/** Attempts, newest first; of one person, or of everyone. */
export function listSends(tx: ReadTx, of: UserId | null, limit: number): Promise<Send[]> {
  const whose = of === null ? "" : "WHERE s.user_id = ?";
  return list(tx, { text: `${selection} ${whose} ORDER BY s.at DESC, s.rowid DESC LIMIT ?`, values: of === null ? [limit] : [of, limit] });
}

/** Every attempt that concerned one patient, oldest first. */
export function listSendsOfPatient(tx: ReadTx, patientId: PatientId): Promise<Send[]> {
  return list(tx, { text: `${selection} WHERE s.patient_id = ? ORDER BY s.at, s.rowid`, values: [patientId] });
}

/** One attempt, or null. */
export async function readSend(tx: ReadTx, id: SendId): Promise<Send | null> {
  return (await list(tx, { text: `${selection} WHERE s.id = ?`, values: [id] }))[0] ?? null;
}

async function list(tx: ReadTx, query: Sql): Promise<Send[]> {
  const rows = await tx.all(query, SendRowSchema);
  const patients = await namePatientsOf(tx, rows);
  return rows.map((row) =>
    SendSchema.parse({
      id: row.id,
      at: row.at,
      userName: showPerson(tx, row.user_id, row.user_name),
      patientName: patients.get(row.patient_id)?.name ?? "record destroyed",
      vendorName: vendorNames[row.vendor_id],
      modelId: row.model_id,
      host: row.host,
      task: row.task,
      dataClass: row.data_class,
      outcome: row.outcome,
      code: row.code,
      identifiersReplaced: row.identifiers_replaced,
      bytesSent: row.bytes_sent,
      tokensIn: row.tokens_in,
      tokensOut: row.tokens_out,
      costMicroUsd: row.cost_micro_usd,
    }),
  );
}
