import { z } from "zod";
import { type NoteId, type PatientId, UserIdSchema } from "../../../shared/domain/ids.ts";
import type { AddendumSchema } from "../../../shared/domain/note.ts";
import { InstantSchema } from "../../../shared/domain/time.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";

export type Addendum = z.infer<typeof AddendumSchema>;

const AddendumRowSchema = z.object({ body: z.instanceof(Uint8Array), added_at: InstantSchema, added_by: UserIdSchema });
const BodySchema = z.strictObject({ text: z.string(), addedByName: z.string() });

function bindAddendum(patientId: PatientId, noteId: NoteId, addedAt: string) {
  return { patientId, purpose: "addendum", rowId: `${noteId}|${addedAt}` };
}

/** Writes an addendum under a signed note; it is final as the note is. */
export async function insertAddendum(tx: WriteTx, patientId: PatientId, noteId: NoteId, addendum: Addendum): Promise<void> {
  const body = { text: addendum.text, addedByName: addendum.addedByName };
  const sealed = tx.keys.seal(bindAddendum(patientId, noteId, addendum.addedAt), body);
  await tx.run(sql`INSERT INTO addenda (note_id, body, added_at, added_by) VALUES (${noteId}, ${sealed}, ${addendum.addedAt}, ${addendum.addedBy})`);
}

/** A note's addenda, oldest first. */
export async function listAddenda(tx: ReadTx, patientId: PatientId, noteId: NoteId): Promise<Addendum[]> {
  const rows = await tx.all(sql`SELECT body, added_at, added_by FROM addenda WHERE note_id = ${noteId} ORDER BY id`, AddendumRowSchema);
  return rows.map((row) => ({
    ...tx.keys.unseal(bindAddendum(patientId, noteId, row.added_at), row.body, BodySchema),
    addedAt: row.added_at,
    addedBy: row.added_by,
  }));
}
