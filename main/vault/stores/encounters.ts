import { z } from "zod";
import { type EncounterId, EncounterIdSchema, type PatientId, PatientIdSchema, type UserId, UserIdSchema } from "../../../shared/domain/ids.ts";
import { type Instant, InstantSchema } from "../../../shared/domain/time.ts";
import { type TranscriptKind, TranscriptKindSchema, type Turn, TurnSchema } from "../../../shared/domain/transcript.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";
import { joinCareTeam } from "./care-team.ts";
import { openChart } from "./patients.ts";

export type DraftState = "none" | "drafting" | "interrupted";

/** A session with its transcript. */
export interface Encounter {
  readonly id: EncounterId;
  readonly patientId: PatientId;
  readonly clinicianId: UserId;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly kind: TranscriptKind;
  readonly turns: readonly Turn[];
  readonly createdAt: Instant;
}

const EncounterRowSchema = z.object({
  id: EncounterIdSchema,
  patient_id: PatientIdSchema,
  clinician_id: UserIdSchema,
  started_at: InstantSchema,
  ended_at: InstantSchema.nullable(),
  transcript_kind: TranscriptKindSchema,
  transcript: z.instanceof(Uint8Array),
  created_at: InstantSchema,
});
const IdRowSchema = z.object({ id: EncounterIdSchema });

function bindTranscript(patientId: PatientId, rowId: EncounterId) {
  return { patientId, purpose: "transcript", rowId };
}

/** Writes a session; false when there is no such patient. */
export async function insertEncounter(tx: WriteTx, encounter: Encounter): Promise<boolean> {
  if (!(await openChart(tx, encounter.patientId))) return false;
  const sealed = tx.keys.seal(bindTranscript(encounter.patientId, encounter.id), encounter.turns);
  await tx.run(sql`INSERT INTO encounters
    (id, patient_id, clinician_id, started_at, ended_at, transcript_kind, turn_count, transcript, draft_state, created_at)
    VALUES (${encounter.id}, ${encounter.patientId}, ${encounter.clinicianId}, ${encounter.startedAt}, ${encounter.endedAt},
      ${encounter.kind}, ${encounter.turns.length}, ${sealed}, 'none', ${encounter.createdAt})`);
  await joinCareTeam(tx, encounter.patientId, encounter.clinicianId);
  return true;
}

/** Reads a session with its transcript, or null. */
export async function readEncounter(tx: ReadTx, id: EncounterId): Promise<Encounter | null> {
  const row = await tx.get(
    sql`SELECT id, patient_id, clinician_id, started_at, ended_at, transcript_kind, transcript, created_at FROM encounters WHERE id = ${id}`,
    EncounterRowSchema,
  );
  if (row === null) return null;
  if (!(await openChart(tx, row.patient_id))) return null;
  const turns = tx.keys.unseal(bindTranscript(row.patient_id, id), row.transcript, z.array(TurnSchema));
  return {
    id: row.id,
    patientId: row.patient_id,
    clinicianId: row.clinician_id,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    kind: row.transcript_kind,
    turns,
    createdAt: row.created_at,
  };
}

/** Replaces the transcript's turns, as when a speaker is named. */
export async function updateTurns(tx: WriteTx, encounter: Encounter, turns: readonly Turn[]): Promise<void> {
  if (!(await openChart(tx, encounter.patientId))) return;
  const sealed = tx.keys.seal(bindTranscript(encounter.patientId, encounter.id), turns);
  await tx.run(sql`UPDATE encounters SET transcript = ${sealed}, turn_count = ${turns.length} WHERE id = ${encounter.id}`);
}

/** Marks that a draft is running, was cut off, or neither. */
export async function setDraftState(tx: WriteTx, id: EncounterId, state: DraftState): Promise<void> {
  await tx.run(sql`UPDATE encounters SET draft_state = ${state} WHERE id = ${id}`);
}

/** Sessions whose draft was running when the program ended. */
export async function listDraftingEncounters(tx: ReadTx): Promise<EncounterId[]> {
  const rows = await tx.all(sql`SELECT id FROM encounters WHERE draft_state = 'drafting'`, IdRowSchema);
  return rows.map((row) => row.id);
}
