import { z } from "zod";
import { type DestructionId, DestructionIdSchema, type PatientId, PatientIdSchema, UserIdSchema } from "../../../shared/domain/ids.ts";
import { type Destruction, DestructionSchema } from "../../../shared/domain/rights.ts";
import type { CalendarDate } from "../../../shared/domain/time.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";
import { namePatients, namePatientsOf, type PatientName } from "./patients.ts";
import { showPerson } from "./users.ts";

const RowSchema = z.object({
  id: DestructionIdSchema,
  patient_id: PatientIdSchema,
  reason: z.string(),
  state: DestructionSchema.shape.state,
  proposed_at: z.string(),
  proposed_by: UserIdSchema,
  not_before: z.string(),
  ended_at: z.string().nullable(),
  proposer: z.string(),
  ended_by: UserIdSchema.nullable(),
  ender: z.string().nullable(),
});
const CertificateRowSchema = z.object({ certificate: z.instanceof(Uint8Array).nullable() });

const selection = `SELECT d.id, d.patient_id, d.reason, d.state, d.proposed_at, d.proposed_by, d.not_before, d.ended_at,
    p.display_name AS proposer, d.ended_by, e.display_name AS ender
  FROM destructions d JOIN users p ON p.id = d.proposed_by LEFT JOIN users e ON e.id = d.ended_by`;

/** A destruction as its workflow sees it: who proposed it counts, the second word must be another's. */
export interface StoredDestruction extends Destruction {
  readonly proposedBy: string;
}

/** Writes a proposal; false when one stands already. */
export async function insertProposal(
  tx: WriteTx,
  proposal: { id: DestructionId; patientId: PatientId; reason: string; notBefore: CalendarDate },
): Promise<boolean> {
  const { id, patientId, reason, notBefore } = proposal;
  const changed = await tx.run(sql`INSERT INTO destructions (id, patient_id, reason, state, proposed_at, proposed_by, not_before)
    VALUES (${id}, ${patientId}, ${reason}, 'proposed', ${tx.chartRules.now()}, ${tx.by.userId}, ${notBefore}) ON CONFLICT DO NOTHING`);
  return changed === 1;
}

/** One destruction, or null. */
export async function readDestruction(tx: ReadTx, id: DestructionId): Promise<StoredDestruction | null> {
  const row = await tx.get({ text: `${selection} WHERE d.id = ?`, values: [id] }, RowSchema);
  return row === null ? null : toDestruction(tx, row, await namePatients(tx, [row.patient_id]));
}

/** Proposals first, then what was done or taken back, newest first. */
export async function listDestructions(tx: ReadTx): Promise<Destruction[]> {
  const rows = await tx.all(
    { text: `${selection} ORDER BY d.state <> 'proposed', COALESCE(d.ended_at, d.proposed_at) DESC, d.rowid DESC LIMIT 500`, values: [] },
    RowSchema,
  );
  const patients = await namePatientsOf(tx, rows);
  return rows.map((row) => DestructionSchema.parse(omitProposer(toDestruction(tx, row, patients))));
}

/** Says how a proposal ended; false when it had ended before. */
export async function endProposal(tx: WriteTx, id: DestructionId, state: "withdrawn" | "destroyed"): Promise<boolean> {
  const changed = await tx.run(sql`UPDATE destructions SET state = ${state}, ended_at = ${tx.chartRules.now()}, ended_by = ${tx.by.userId}
    WHERE id = ${id} AND state = 'proposed'`);
  return changed === 1;
}

/** Keeps the certificate, sealed for the clinic; it is written once. */
export async function keepCertificate<T>(tx: WriteTx, id: DestructionId, certificate: T): Promise<void> {
  const sealed = tx.keys.sealForClinic(bind(id), certificate);
  await tx.run(sql`UPDATE destructions SET certificate = ${sealed} WHERE id = ${id} AND certificate IS NULL`);
}

/** A kept certificate, or null. */
export async function readCertificate<S extends z.ZodType>(tx: ReadTx, id: DestructionId, schema: S): Promise<z.output<S> | null> {
  const row = await tx.get(sql`SELECT certificate FROM destructions WHERE id = ${id}`, CertificateRowSchema);
  return row === null || row.certificate === null ? null : tx.keys.unsealForClinic(bind(id), row.certificate, schema);
}

/** Writes down what goes, in the transaction in which it goes: a crash afterwards loses no certificate. */
export async function keepDraft<T>(tx: WriteTx, id: DestructionId, draft: T): Promise<void> {
  await tx.run(sql`UPDATE destructions SET draft = ${tx.keys.sealForClinic(bind(id), draft)} WHERE id = ${id}`);
}

/** What went, as it was written down; null where nothing was destroyed. */
export async function readDraft<S extends z.ZodType>(tx: ReadTx, id: DestructionId, schema: S): Promise<z.output<S> | null> {
  const row = await tx.get(sql`SELECT draft AS certificate FROM destructions WHERE id = ${id}`, CertificateRowSchema);
  return row === null || row.certificate === null ? null : tx.keys.unsealForClinic(bind(id), row.certificate, schema);
}

/** What was destroyed and has no certificate yet. */
export async function listUnfinished(tx: ReadTx): Promise<{ id: DestructionId; patientId: PatientId }[]> {
  const rows = await tx.all(
    sql`SELECT id, patient_id FROM destructions WHERE state = 'destroyed' AND certificate IS NULL`,
    RowSchema.pick({ id: true, patient_id: true }),
  );
  return rows.map((row) => ({ id: row.id, patientId: row.patient_id }));
}

function bind(id: DestructionId): string {
  return `destruction-certificate|${id}`;
}

function toDestruction(tx: ReadTx, row: z.output<typeof RowSchema>, patients: ReadonlyMap<string, PatientName>): StoredDestruction {
  return {
    id: row.id,
    patientId: row.patient_id,
    patientName: patients.get(row.patient_id)?.name ?? null,
    reason: row.reason,
    state: row.state,
    proposedAt: row.proposed_at,
    proposedBy: row.proposed_by,
    proposedByName: showPerson(tx, row.proposed_by, row.proposer),
    notBefore: row.not_before,
    endedAt: row.ended_at,
    endedByName: showPerson(tx, row.ended_by ?? "", row.ender),
  };
}

function omitProposer({ proposedBy: _proposedBy, ...rest }: StoredDestruction): Destruction {
  return rest;
}
