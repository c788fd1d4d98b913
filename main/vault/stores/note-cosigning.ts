import { z } from "zod";
import { type NoteId, type PatientId, PatientIdSchema, type UserId, UserIdSchema } from "../../../shared/domain/ids.ts";
import type { Note } from "../../../shared/domain/note.ts";
import { type Cosigning, type NoteComment, NoteCommentSchema } from "../../../shared/domain/note-standing.ts";
import { type Instant, InstantSchema } from "../../../shared/domain/time.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";
import { showPerson } from "./users.ts";

const CosigningRowSchema = z.object({
  state: z.enum(["awaiting", "returned", "cosigned"]),
  supervisor_id: UserIdSchema,
  supervisor_name: z.string(),
  patient_id: PatientIdSchema,
  submitted_by: UserIdSchema,
  submitted_at: InstantSchema,
  submitted_name: z.string(),
  content_sha256: z.string(),
  decided_at: InstantSchema.nullable(),
  decided_name: z.string().nullable(),
});

/** Where a note stands under supervision, with the hash of what was handed in; null when it never was. */
export async function readCosigning(tx: ReadTx, noteId: NoteId): Promise<(Cosigning & { contentSha256: string }) | null> {
  const row = await tx.get(
    sql`SELECT c.*, n.patient_id, u.display_name AS supervisor_name
      FROM note_cosigning c JOIN notes n ON n.id = c.note_id JOIN users u ON u.id = c.supervisor_id WHERE c.note_id = ${noteId}`,
    CosigningRowSchema,
  );
  if (row === null) return null;
  const key = { note_id: noteId, patient_id: row.patient_id };
  return {
    state: row.state,
    supervisorId: row.supervisor_id,
    supervisorName: showPerson(tx, row.supervisor_id, row.supervisor_name),
    submittedBy: row.submitted_by,
    submittedAt: row.submitted_at,
    submittedName: tx.show("note_cosigning", "submitted_name", key, row.submitted_name),
    contentSha256: tx.show("note_cosigning", "content_sha256", key, row.content_sha256),
    decidedAt: row.decided_at,
    decidedName: tx.show("note_cosigning", "decided_name", key, row.decided_name),
  };
}

/** A note handed in for a supervisor's signature. */
export interface Submission {
  readonly noteId: NoteId;
  readonly patientId: PatientId;
  readonly supervisorId: UserId;
  readonly submittedBy: UserId;
  readonly submittedAt: Instant;
  readonly submittedName: string;
  readonly contentSha256: string;
}

/** Hands a note in, also again after it was given back. */
export async function submitNote(tx: WriteTx, given: Submission): Promise<void> {
  const key = { note_id: given.noteId, patient_id: given.patientId };
  const name = tx.hide("note_cosigning", "submitted_name", key, given.submittedName);
  const sha256 = tx.hide("note_cosigning", "content_sha256", key, given.contentSha256);
  await tx.run(sql`DELETE FROM note_cosigning WHERE note_id = ${given.noteId} AND state = 'returned'`);
  await tx.run(sql`INSERT INTO note_cosigning (note_id, state, supervisor_id, submitted_by, submitted_at, submitted_name, content_sha256)
    VALUES (${given.noteId}, 'awaiting', ${given.supervisorId}, ${given.submittedBy}, ${given.submittedAt}, ${name}, ${sha256})`);
}

/** Settles what waits: co-signed or given back; false when nothing waits. */
export async function decideSubmission(
  tx: WriteTx,
  { id: noteId, patientId }: Pick<Note, "id" | "patientId">,
  decision: { readonly state: "returned" | "cosigned"; readonly at: Instant; readonly by: UserId; readonly name: string },
): Promise<boolean> {
  const name = tx.hide("note_cosigning", "decided_name", { note_id: noteId, patient_id: patientId }, decision.name);
  const changed = await tx.run(sql`UPDATE note_cosigning SET state = ${decision.state}, decided_at = ${decision.at}, decided_by = ${decision.by},
    decided_name = ${name} WHERE note_id = ${noteId} AND state = 'awaiting'`);
  return changed === 1;
}

/** Takes a note back that waits; false when none does, or it is somebody else's. */
export async function withdrawSubmission(tx: WriteTx, noteId: NoteId, by: UserId): Promise<boolean> {
  return (await tx.run(sql`DELETE FROM note_cosigning WHERE note_id = ${noteId} AND state = 'awaiting' AND submitted_by = ${by}`)) === 1;
}

const CommentRowSchema = z.object({ body: z.instanceof(Uint8Array), added_at: InstantSchema, added_by: UserIdSchema });
const CommentBodySchema = NoteCommentSchema.omit({ addedAt: true, addedBy: true });

function bindComment(patientId: PatientId, noteId: NoteId, addedAt: string) {
  return { patientId, purpose: "note-comment", rowId: `${noteId}|${addedAt}` };
}

/** Writes a comment, sealed like the note it is about. */
export async function insertComment(tx: WriteTx, patientId: PatientId, noteId: NoteId, comment: NoteComment): Promise<void> {
  const { addedAt, addedBy, ...body } = comment;
  const sealed = tx.keys.seal(bindComment(patientId, noteId, addedAt), body);
  await tx.run(sql`INSERT INTO note_comments (note_id, body, added_at, added_by) VALUES (${noteId}, ${sealed}, ${addedAt}, ${addedBy})`);
}

/** A note's comments, oldest first. */
export async function listComments(tx: ReadTx, patientId: PatientId, noteId: NoteId): Promise<NoteComment[]> {
  const rows = await tx.all(sql`SELECT body, added_at, added_by FROM note_comments WHERE note_id = ${noteId} ORDER BY id`, CommentRowSchema);
  return rows.map((row) => ({
    ...tx.keys.unseal(bindComment(patientId, noteId, row.added_at), row.body, CommentBodySchema),
    addedAt: row.added_at,
    addedBy: row.added_by,
  }));
}
