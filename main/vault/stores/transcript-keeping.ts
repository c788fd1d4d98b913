import { z } from "zod";
import { type EncounterId, EncounterIdSchema } from "../../../shared/domain/ids.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";
import { type Encounter, updateTurns } from "./encounters.ts";

/** Sessions whose note was signed before a moment and whose transcript is still whole, the oldest first; none of a patient whose record is on hold or asked for. */
export async function listTranscriptsDue(tx: ReadTx, signedBefore: Instant, limit: number): Promise<EncounterId[]> {
  const query = sql`SELECT e.id FROM encounters e JOIN notes n ON n.encounter_id = e.id
    WHERE e.transcript_whole = 1 AND n.state = 'signed' AND n.signed_at <= ${signedBefore}
      AND NOT EXISTS (SELECT 1 FROM legal_holds h WHERE h.patient_id = e.patient_id AND h.lifted_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM rights_requests r WHERE r.patient_id = e.patient_id AND r.state = 'open') ORDER BY n.signed_at, n.rowid LIMIT ${limit}`;
  return (await tx.all(query, z.object({ id: EncounterIdSchema }))).map(({ id }) => id);
}

/** Leaves these lines of a transcript; the rest is overwritten. */
export async function reduceTranscript(tx: WriteTx, encounter: Encounter, kept: readonly Turn[]): Promise<null> {
  await updateTurns(tx, encounter, kept);
  await tx.run(sql`UPDATE encounters SET transcript_whole = 0 WHERE id = ${encounter.id}`);
  return null;
}
