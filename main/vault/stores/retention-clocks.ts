import { z } from "zod";
import { PatientIdSchema } from "../../../shared/domain/ids.ts";
import { InstantSchema } from "../../../shared/domain/time.ts";
import { type ReadTx, type Sql, sql } from "../sql.ts";
import { namePatientsOf } from "./patients.ts";

const RowSchema = z.object({ patient_id: PatientIdSchema, since: InstantSchema });

/** Recordings whose transcript was confirmed and whose sound is still kept, the oldest first. */
export function listSoundLapsing(tx: ReadTx, limit: number) {
  return list(
    tx,
    sql`SELECT patient_id, confirmed_at AS since FROM recordings
      WHERE destroyed_at IS NULL AND confirmed_at IS NOT NULL ORDER BY confirmed_at, rowid LIMIT ${limit}`,
  );
}

/** Signed sessions whose transcript is still whole, the oldest signature first. */
export function listTranscriptsLapsing(tx: ReadTx, limit: number) {
  return list(
    tx,
    sql`SELECT e.patient_id, n.signed_at AS since FROM encounters e JOIN notes n ON n.encounter_id = e.id
      WHERE e.transcript_whole = 1 AND n.state = 'signed' ORDER BY n.signed_at, n.rowid LIMIT ${limit}`,
  );
}

/** Patients whose last service lies before a day, the longest unseen first. */
export function listLongUnseen(tx: ReadTx, before: string, limit: number) {
  return list(
    tx,
    sql`SELECT patient_id, since FROM
        (SELECT p.id AS patient_id, COALESCE(MAX(e.started_at), p.registered_at) AS since
          FROM patients p LEFT JOIN encounters e ON e.patient_id = p.id GROUP BY p.id, p.registered_at) s
      WHERE since < ${before} ORDER BY since, patient_id LIMIT ${limit}`,
  );
}

async function list(tx: ReadTx, query: Sql) {
  const rows = await tx.all(query, RowSchema);
  const patients = await namePatientsOf(tx, rows);
  return rows.map((row) => ({ patientId: row.patient_id, patientName: patients.get(row.patient_id)?.name ?? "", of: row.since }));
}
