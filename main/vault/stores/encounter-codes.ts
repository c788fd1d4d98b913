import { z } from "zod";
import { type SessionCodes, SessionCodesSchema } from "../../../shared/domain/codes.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";
import type { Encounter } from "./encounters.ts";
import { openChart } from "./patients.ts";

type Of = Pick<Encounter, "id" | "patientId">;

const bind = ({ id, patientId }: Of) => ({ patientId, purpose: "codes", rowId: id });

/** Keeps the codes of a session, in place of earlier ones. */
export async function saveCodes(tx: WriteTx, encounter: Of, codes: SessionCodes, at: Instant): Promise<void> {
  await openChart(tx, encounter.patientId);
  const body = tx.keys.seal(bind(encounter), codes);
  await tx.run(sql`INSERT INTO encounter_codes (encounter_id, patient_id, body, saved_at) VALUES (${encounter.id}, ${encounter.patientId}, ${body}, ${at})
    ON CONFLICT (encounter_id) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at`);
}

/** The codes kept for a session, or null. */
export async function readCodes(tx: ReadTx, encounter: Of): Promise<SessionCodes | null> {
  const row = await tx.get(sql`SELECT body FROM encounter_codes WHERE encounter_id = ${encounter.id}`, z.object({ body: z.instanceof(Uint8Array) }));
  return row === null ? null : tx.keys.unseal(bind(encounter), row.body, SessionCodesSchema);
}
