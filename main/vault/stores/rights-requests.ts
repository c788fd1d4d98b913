import { z } from "zod";
import { type PatientId, PatientIdSchema, type RightsRequestId, RightsRequestIdSchema, UserIdSchema } from "../../../shared/domain/ids.ts";
import type { RequestLine } from "../../../shared/domain/rights.ts";
import { RequestKindSchema, type RightsRequest, RightsRequestSchema } from "../../../shared/domain/rights.ts";
import { type ReadTx, type Sql, sql, type WriteTx } from "../sql.ts";
import { namePatientsOf, openChart } from "./patients.ts";
import { showPerson } from "./users.ts";

const RowSchema = z.object({
  id: RightsRequestIdSchema,
  patient_id: PatientIdSchema,
  kind: RequestKindSchema,
  state: z.enum(["open", "accepted", "denied", "withdrawn"]),
  received_on: z.string(),
  due_on: z.string(),
  body: z.instanceof(Uint8Array),
  recorded_at: z.string(),
  recorded_by: UserIdSchema,
  display_name: z.string(),
});
const BodySchema = RightsRequestSchema.pick({ content: true, extension: true, decision: true, decided: true, disagreement: true, rebuttal: true });
const LineRowSchema = z.object({
  ...{ id: z.string(), patient_id: z.string(), kind: z.string(), state: z.string(), received_on: z.string(), due_on: z.string() },
  extended: z.int(),
});

const selection = `SELECT r.id, r.patient_id, r.kind, r.state, r.received_on, r.due_on, r.body, r.recorded_at, r.recorded_by, u.display_name
  FROM rights_requests r JOIN users u ON u.id = r.recorded_by`;

function bind(patientId: PatientId, rowId: RightsRequestId) {
  return { patientId, purpose: "rights-request", rowId };
}

function sealBody(tx: WriteTx, { id, patientId, content, extension, decision, decided, disagreement, rebuttal }: RightsRequest): Uint8Array {
  return tx.keys.seal(bind(patientId, id), { content, extension, decision, decided, disagreement, rebuttal });
}

/** Writes a new request; false when there is no such patient. */
export async function insertRequest(tx: WriteTx, request: RightsRequest): Promise<boolean> {
  if (!(await openChart(tx, request.patientId))) return false;
  await tx.run(sql`INSERT INTO rights_requests (id, patient_id, kind, state, received_on, due_on, body, recorded_at, recorded_by)
    VALUES (${request.id}, ${request.patientId}, ${request.kind}, 'open', ${request.receivedOn}, ${request.dueOn}, ${sealBody(tx, request)},
      ${request.recordedAt}, ${tx.by.userId})`);
  return true;
}

/** Keeps a changed request; a closed one carries the day it was closed. */
export async function updateRequest(tx: WriteTx, request: RightsRequest, today: string): Promise<void> {
  const closedOn = request.state === "open" ? null : today;
  await tx.run(sql`UPDATE rights_requests SET state = ${request.state}, due_on = ${request.dueOn}, extended = ${request.extension === null ? 0 : 1},
    body = ${sealBody(tx, request)}, closed_on = COALESCE(closed_on, ${closedOn}) WHERE id = ${request.id}`);
}

/** One request, or null. */
export async function readRequest(tx: ReadTx, id: RightsRequestId): Promise<RightsRequest | null> {
  return (await list(tx, { text: `${selection} WHERE r.id = ?`, values: [id] }))[0] ?? null;
}

/** A patient's requests, newest first. */
export function listRequests(tx: ReadTx, patientId: PatientId): Promise<RightsRequest[]> {
  return list(tx, { text: `${selection} WHERE r.patient_id = ? ORDER BY r.received_on DESC, r.rowid DESC`, values: [patientId] });
}

async function list(tx: ReadTx, query: Sql): Promise<RightsRequest[]> {
  const found: RightsRequest[] = [];
  for (const row of await tx.all(query, RowSchema)) {
    if (!(await openChart(tx, row.patient_id))) continue;
    found.push(
      RightsRequestSchema.parse({
        ...{ id: row.id, patientId: row.patient_id, kind: row.kind, state: row.state, receivedOn: row.received_on, dueOn: row.due_on },
        ...tx.keys.unseal(bind(row.patient_id, row.id), row.body, BodySchema),
        ...{ recordedAt: row.recorded_at, recordedByName: showPerson(tx, row.recorded_by, row.display_name) },
      }),
    );
  }
  return found;
}

/** Every request that runs, by its day, then those closed since a day; nothing sealed is opened. */
export async function listRequestLines(tx: ReadTx, closedSince: string): Promise<RequestLine[]> {
  const rows = await tx.all(
    sql`SELECT r.id, r.patient_id, r.kind, r.state, r.received_on, r.due_on, r.extended FROM rights_requests r
      WHERE r.state = 'open' OR r.closed_on >= ${closedSince} ORDER BY r.state <> 'open', r.due_on, r.rowid LIMIT 500`,
    LineRowSchema,
  );
  const patients = await namePatientsOf(tx, rows);
  return rows.map((row) => ({
    id: RightsRequestIdSchema.parse(row.id),
    patientId: PatientIdSchema.parse(row.patient_id),
    patientName: patients.get(row.patient_id)?.name ?? "",
    kind: RequestKindSchema.parse(row.kind),
    state: RightsRequestSchema.shape.state.parse(row.state),
    receivedOn: row.received_on,
    dueOn: row.due_on,
    extended: row.extended === 1,
  }));
}
