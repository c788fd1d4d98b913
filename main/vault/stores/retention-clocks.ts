import { z } from "zod";
import { PatientIdSchema } from "../../../shared/domain/ids.ts";
import { InstantSchema } from "../../../shared/domain/time.ts";
import { type ReadTx, sql } from "../sql.ts";

const RowSchema = z
  .object({ patient_id: PatientIdSchema, family_name: z.string(), given_name: z.string(), of: InstantSchema })
  .transform((row) => ({ patientId: row.patient_id, patientName: `${row.family_name}, ${row.given_name}`, of: row.of }));

/** Recordings whose transcript was confirmed and whose sound is still kept, the oldest first. */
export function listSoundLapsing(tx: ReadTx, limit: number) {
  return tx.all(
    sql`SELECT r.patient_id, i.family_name, i.given_name, r.confirmed_at AS of FROM recordings r JOIN patient_index i ON i.patient_id = r.patient_id
      WHERE r.destroyed_at IS NULL AND r.confirmed_at IS NOT NULL ORDER BY r.confirmed_at LIMIT ${limit}`,
    RowSchema,
  );
}

/** Signed sessions whose transcript is still whole, the oldest signature first. */
export function listTranscriptsLapsing(tx: ReadTx, limit: number) {
  return tx.all(
    sql`SELECT e.patient_id, i.family_name, i.given_name, n.signed_at AS of FROM encounters e JOIN notes n ON n.encounter_id = e.id
      JOIN patient_index i ON i.patient_id = e.patient_id
      WHERE e.transcript_whole = 1 AND n.state = 'signed' ORDER BY n.signed_at LIMIT ${limit}`,
    RowSchema,
  );
}

/** Patients whose last service lies before a day, the longest unseen first. */
export function listLongUnseen(tx: ReadTx, before: string, limit: number) {
  return tx.all(
    sql`SELECT p.id AS patient_id, i.family_name, i.given_name, COALESCE(MAX(e.started_at), p.registered_at) AS of
      FROM patients p JOIN patient_index i ON i.patient_id = p.id LEFT JOIN encounters e ON e.patient_id = p.id
      GROUP BY p.id HAVING of < ${before} ORDER BY of LIMIT ${limit}`,
    RowSchema,
  );
}
