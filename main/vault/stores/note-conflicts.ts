import { z } from "zod";
import {
  type ConflictId,
  ConflictIdSchema,
  EncounterIdSchema,
  type NoteId,
  NoteIdSchema,
  type PatientId,
  PatientIdSchema,
  UserIdSchema,
} from "../../../shared/domain/ids.ts";
import { type Note, type Section, SectionSchema } from "../../../shared/domain/note.ts";
import { type Instant, InstantSchema } from "../../../shared/domain/time.ts";
import { mintId } from "../ids.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";
import { openChart } from "./patients.ts";

const RowSchema = z.object({
  id: ConflictIdSchema,
  note_id: NoteIdSchema,
  encounter_id: EncounterIdSchema,
  patient_id: PatientIdSchema,
  made_by: UserIdSchema,
  made_at: InstantSchema,
  from_revision: z.int(),
});
const BodyRowSchema = RowSchema.extend({ body: z.instanceof(Uint8Array) });
const BodySchema = z.strictObject({ sections: z.array(SectionSchema) });

/** A version of a note that was written elsewhere at the same time, kept beside it until a person has compared the two. */
export interface NoteConflict {
  readonly id: ConflictId;
  readonly noteId: NoteId;
  readonly encounterId: Note["encounterId"];
  readonly patientId: PatientId;
  readonly madeAt: Instant;
  readonly fromRevision: number;
}

const selection = `SELECT c.id, c.note_id, n.encounter_id, c.patient_id, c.made_by, c.made_at, c.from_revision, c.body
  FROM note_conflicts c JOIN notes n ON n.id = c.note_id`;

function bindConflict(patientId: PatientId, id: ConflictId) {
  return { patientId, purpose: "note-conflict", rowId: id };
}

/** Keeps what whoever acts wrote elsewhere, beside the note. */
export async function insertConflict(
  tx: WriteTx,
  note: Pick<Note, "id" | "patientId">,
  { sections, madeAt, fromRevision }: { sections: readonly Section[]; madeAt: Instant; fromRevision: number },
): Promise<ConflictId> {
  const id = mintId("cfl", ConflictIdSchema);
  const sealed = tx.keys.seal(bindConflict(note.patientId, id), { sections });
  await tx.run(sql`INSERT INTO note_conflicts (id, note_id, patient_id, made_by, made_at, from_revision, body)
    VALUES (${id}, ${note.id}, ${note.patientId}, ${tx.by.userId}, ${madeAt}, ${fromRevision}, ${sealed})`);
  return id;
}

/** What whoever acts still has to compare, oldest first. */
export async function listOwnConflicts(tx: ReadTx): Promise<NoteConflict[]> {
  const text = `${selection} WHERE c.settled_at IS NULL AND c.made_by = ? ORDER BY c.made_at LIMIT 200`;
  return (await tx.all({ text, values: [tx.by.userId] }, RowSchema)).map(toConflict);
}

/** One of them with its words, or null. */
export async function readOwnConflict(tx: ReadTx, id: ConflictId): Promise<{ conflict: NoteConflict; sections: Section[] } | null> {
  const text = `${selection} WHERE c.id = ? AND c.settled_at IS NULL AND c.made_by = ?`;
  const row = await tx.get({ text, values: [id, tx.by.userId] }, BodyRowSchema);
  if (row === null || !(await openChart(tx, row.patient_id))) return null;
  return { conflict: toConflict(row), sections: tx.keys.unseal(bindConflict(row.patient_id, id), row.body, BodySchema).sections };
}

/** It has been compared: which of the two goes on. */
export async function markSettled(tx: WriteTx, id: ConflictId, choice: "record" | "away"): Promise<void> {
  await tx.run(sql`UPDATE note_conflicts SET settled_at = ${tx.chartRules.now()}, settled_by = ${tx.by.userId}, choice = ${choice} WHERE id = ${id}`);
}

function toConflict(row: z.output<typeof RowSchema>): NoteConflict {
  return {
    id: row.id,
    noteId: row.note_id,
    encounterId: row.encounter_id,
    patientId: row.patient_id,
    madeAt: row.made_at,
    fromRevision: row.from_revision,
  };
}
