import { z } from "zod";
import {
  type EncounterId,
  EncounterIdSchema,
  NoteIdSchema,
  type PatientId,
  PatientIdSchema,
  type UserId,
  UserIdSchema,
} from "../../../shared/domain/ids.ts";
import { type Instant, InstantSchema } from "../../../shared/domain/time.ts";
import type { ReadTx, Sql } from "../sql.ts";
import { namePatientsOf } from "./patients.ts";
import { showPerson } from "./users.ts";

/** A session as lists show it; nothing sealed is opened for it. */
export interface EncounterListing {
  readonly id: EncounterId;
  readonly patientId: PatientId;
  readonly patientName: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly turnCount: number;
  readonly noteId: z.output<typeof NoteIdSchema> | null;
  readonly templateName: string | null;
  readonly state: "to-draft" | "drafting" | "interrupted" | "to-review" | "returned" | "to-cosign" | "awaiting-cosign" | "signed";
  readonly unresolvedCount: number;
  readonly clinicianName: string;
}

const ListingRowSchema = z.object({
  id: EncounterIdSchema,
  patient_id: PatientIdSchema,
  started_at: InstantSchema,
  ended_at: InstantSchema.nullable(),
  turn_count: z.int(),
  note_id: NoteIdSchema.nullable(),
  template_name: z.string().nullable(),
  note_state: z.enum(["draft", "signed"]).nullable(),
  draft_state: z.enum(["none", "drafting", "interrupted"]),
  unresolved_count: z.int().nullable(),
  clinician_name: z.string(),
  clinician_id: UserIdSchema,
  cosigning_state: z.enum(["awaiting", "returned", "cosigned"]).nullable(),
});

const selection = `SELECT e.id, e.patient_id, e.started_at, e.ended_at, e.turn_count,
    n.id AS note_id, n.template_name, n.state AS note_state, e.draft_state, n.unresolved_count, u.display_name AS clinician_name, e.clinician_id,
    c.state AS cosigning_state
  FROM encounters e JOIN users u ON u.id = e.clinician_id
  LEFT JOIN notes n ON n.encounter_id = e.id LEFT JOIN note_cosigning c ON c.note_id = n.id`;

/** A patient's sessions, newest first. */
export function listEncountersOfPatient(tx: ReadTx, patientId: PatientId): Promise<EncounterListing[]> {
  return list(tx, { text: `${selection} WHERE e.patient_id = ? ORDER BY e.started_at DESC, e.rowid DESC`, values: [patientId] });
}

/**
 * A clinician's sessions, and those of others that wait for their co-signature: unfinished ones first, oldest first; then the latest signed.
 * Each part is found by its own index, so that years of signed sessions cost a day's list nothing.
 */
export async function listWorklist(tx: ReadTx, clinicianId: UserId, limit: number): Promise<EncounterListing[]> {
  const open = await list(tx, {
    text: `${selection} WHERE e.id IN (SELECT o.id FROM (SELECT id FROM encounters WHERE clinician_id = ? AND signed_at IS NULL ORDER BY started_at LIMIT ?) o
        UNION SELECT w.encounter_id FROM note_cosigning s JOIN notes w ON w.id = s.note_id
          WHERE s.supervisor_id = ? AND s.state = 'awaiting')
      ORDER BY e.started_at, e.rowid LIMIT ?`,
    values: [clinicianId, limit, clinicianId, limit],
  });
  const room = limit - open.length;
  if (room === 0) return open;
  const signed = await list(tx, {
    text: `${selection} WHERE e.clinician_id = ? AND e.signed_at IS NOT NULL ORDER BY e.signed_at DESC, e.started_at, e.rowid LIMIT ?`,
    values: [clinicianId, room],
  });
  return [...open, ...signed];
}

/** One session's line, or null. */
export async function readEncounterListing(tx: ReadTx, id: EncounterId): Promise<EncounterListing | null> {
  return (await list(tx, { text: `${selection} WHERE e.id = ?`, values: [id] }))[0] ?? null;
}

async function list(tx: ReadTx, query: Sql): Promise<EncounterListing[]> {
  const rows = await tx.all(query, ListingRowSchema);
  const asking = tx.by.userId;
  const patients = await namePatientsOf(tx, rows);
  return rows.map((row) => ({
    id: row.id,
    patientId: row.patient_id,
    patientName: patients.get(row.patient_id)?.name ?? "",
    startedAt: row.started_at,
    endedAt: row.ended_at,
    turnCount: row.turn_count,
    noteId: row.note_id,
    templateName: row.note_id === null ? null : tx.show("notes", "template_name", { id: row.note_id, patient_id: row.patient_id }, row.template_name),
    state: nameState(row, asking),
    unresolvedCount: row.unresolved_count ?? 0,
    clinicianName: showPerson(tx, row.clinician_id, row.clinician_name),
  }));
}

function nameState(row: z.output<typeof ListingRowSchema>, asking: string): EncounterListing["state"] {
  if (row.note_state === "signed") return "signed";
  if (row.cosigning_state === "awaiting") return row.clinician_id === asking ? "awaiting-cosign" : "to-cosign";
  if (row.cosigning_state === "returned" && row.draft_state === "none") return "returned";
  if (row.draft_state !== "none") return row.draft_state;
  return row.note_state === "draft" ? "to-review" : "to-draft";
}
