import { z } from "zod";
import type { ConsentId, PatientId } from "../../../shared/domain/ids.ts";
import { type Consent, type ConsentKind, ConsentSchema } from "../../../shared/domain/patient.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";

const ConsentRowSchema = z.object({
  id: z.string(),
  patient_id: z.string(),
  kind: z.string(),
  decision: z.string(),
  method: z.string(),
  text_version: z.string(),
  recorded_at: z.string(),
  recorded_by: z.string(),
  revoked_at: z.string().nullable(),
});

/** Writes what a patient decided. */
export async function insertConsent(tx: WriteTx, consent: Consent): Promise<void> {
  await tx.run(sql`INSERT INTO consents (id, patient_id, kind, decision, method, text_version, recorded_at, recorded_by, revoked_at)
    VALUES (${consent.id}, ${consent.patientId}, ${consent.kind}, ${consent.decision}, ${consent.method}, ${consent.textVersion},
      ${consent.recordedAt}, ${consent.recordedBy}, ${consent.revokedAt})`);
}

/** Everything a patient decided, newest first. */
export async function listConsents(tx: ReadTx, patientId: PatientId): Promise<Consent[]> {
  const rows = await tx.all(sql`SELECT * FROM consents WHERE patient_id = ${patientId} ORDER BY recorded_at DESC, rowid DESC`, ConsentRowSchema);
  return rows.map((row) =>
    ConsentSchema.parse({
      id: row.id,
      patientId: row.patient_id,
      kind: row.kind,
      decision: row.decision,
      method: row.method,
      textVersion: row.text_version,
      recordedAt: row.recorded_at,
      recordedBy: row.recorded_by,
      revokedAt: row.revoked_at,
    }),
  );
}

/** Whether the newest decision of a kind is a consent that still stands. */
export async function hasConsent(tx: ReadTx, patientId: PatientId, kind: ConsentKind): Promise<boolean> {
  const newest = (await listConsents(tx, patientId)).find((consent) => consent.kind === kind);
  return newest !== undefined && newest.decision === "given" && newest.revokedAt === null;
}

/** Whether a consent of a kind stood at a moment, whatever was decided since. */
export async function hadConsent(tx: ReadTx, patientId: PatientId, kind: ConsentKind, at: Instant): Promise<boolean> {
  const then = (await listConsents(tx, patientId)).find((consent) => consent.kind === kind && consent.recordedAt <= at);
  return then !== undefined && then.decision === "given" && (then.revokedAt === null || then.revokedAt > at);
}

/** Ends a consent; false when it is not this patient's or has ended already. */
export async function revokeConsent(tx: WriteTx, id: ConsentId, patientId: PatientId, at: Instant): Promise<boolean> {
  const changed = await tx.run(sql`UPDATE consents SET revoked_at = ${at} WHERE id = ${id} AND patient_id = ${patientId} AND revoked_at IS NULL`);
  return changed === 1;
}
