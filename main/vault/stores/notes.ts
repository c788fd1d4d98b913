import { z } from "zod";
import { type EncounterId, EncounterIdSchema, type NoteId, NoteIdSchema, PatientIdSchema, UserIdSchema } from "../../../shared/domain/ids.ts";
import { DrafterSchema, listUnresolved, type Note, NoteSchema, SectionSchema } from "../../../shared/domain/note.ts";
import { InstantSchema } from "../../../shared/domain/time.ts";
import { type ReadTx, type Sql, sql, type WriteTx } from "../sql.ts";
import { listAddenda } from "./addenda.ts";
import { forgetNoteWords, indexNoteWords } from "./note-words.ts";
import { openChart } from "./patients.ts";

const NoteRowSchema = z.object({
  id: NoteIdSchema,
  encounter_id: EncounterIdSchema,
  patient_id: PatientIdSchema,
  template_id: z.string(),
  template_name: z.string(),
  state: z.enum(["draft", "signed"]),
  revision: z.int(),
  body: z.instanceof(Uint8Array),
  saved_at: InstantSchema,
  signed_at: InstantSchema.nullable(),
  signed_by: UserIdSchema.nullable(),
  printed_name: z.string().nullable(),
  content_sha256: z.string().nullable(),
});
const FoundRowSchema = z.object({ found: z.int() });
const BodySchema = z.strictObject({ sections: z.array(SectionSchema), drafter: DrafterSchema });

/** Writes a new draft, in place of an older draft of the same session. */
export async function insertNote(tx: WriteTx, note: Note): Promise<boolean> {
  const sealed = await sealBody(tx, note);
  if (sealed === null) return false;
  await forgetNoteWords(tx, { encounterId: note.encounterId });
  await tx.run(sql`DELETE FROM notes WHERE encounter_id = ${note.encounterId} AND state = 'draft'`);
  await tx.run(sql`INSERT INTO notes
    (id, encounter_id, patient_id, template_id, template_name, state, revision, body, unresolved_count, saved_at)
    VALUES (${note.id}, ${note.encounterId}, ${note.patientId}, ${note.templateId}, ${note.templateName}, 'draft', ${note.revision},
      ${sealed}, ${listUnresolved(note).length}, ${note.savedAt})`);
  await indexNoteWords(tx, note);
  return true;
}

/** Keeps a changed draft; false when the stored revision is not the one it was made from. */
export async function updateNote(tx: WriteTx, note: Note, fromRevision: number): Promise<boolean> {
  const sealed = await sealBody(tx, note);
  if (sealed === null || (await isAwaiting(tx, note.id))) return false;
  const changed = await tx.run(sql`UPDATE notes SET body = ${sealed}, revision = ${note.revision}, saved_at = ${note.savedAt},
    unresolved_count = ${listUnresolved(note).length} WHERE id = ${note.id} AND state = 'draft' AND revision = ${fromRevision}`);
  if (changed === 1) await indexNoteWords(tx, note);
  return changed === 1;
}

/** Seals a note for good; false when it changed meanwhile or was signed before. */
export async function signNote(tx: WriteTx, note: Note, signature: NonNullable<Note["signature"]>): Promise<boolean> {
  const changed = await tx.run(sql`UPDATE notes SET state = 'signed', signed_at = ${signature.signedAt}, signed_by = ${signature.signedBy},
    printed_name = ${signature.printedName}, content_sha256 = ${signature.contentSha256}
    WHERE id = ${note.id} AND state = 'draft' AND revision = ${note.revision}`);
  return changed === 1;
}

/** Whether a note waits for its supervisor, and so may not change. */
export async function isAwaiting(tx: ReadTx, id: NoteId): Promise<boolean> {
  const row = await tx.get(sql`SELECT EXISTS (SELECT 1 FROM note_cosigning WHERE note_id = ${id} AND state = 'awaiting') AS found`, FoundRowSchema);
  return row?.found === 1;
}

/** Throws a draft away; false when there is none. */
export async function deleteDraft(tx: WriteTx, id: NoteId): Promise<boolean> {
  const row = await tx.get(sql`SELECT id FROM notes WHERE id = ${id} AND state = 'draft'`, z.object({ id: z.string() }));
  if (row === null) return false;
  await forgetNoteWords(tx, { noteId: id });
  return (await tx.run(sql`DELETE FROM notes WHERE id = ${id} AND state = 'draft'`)) === 1;
}

/** Reads a note with its addenda, or null. */
export function readNote(tx: ReadTx, id: NoteId): Promise<Note | null> {
  return readWhere(tx, sql`SELECT * FROM notes WHERE id = ${id}`);
}

/** Reads the note of a session, or null. */
export function readNoteOfEncounter(tx: ReadTx, id: EncounterId): Promise<Note | null> {
  return readWhere(tx, sql`SELECT * FROM notes WHERE encounter_id = ${id}`);
}

async function readWhere(tx: ReadTx, query: Sql): Promise<Note | null> {
  const row = await tx.get(query, NoteRowSchema);
  if (row === null) return null;
  if (!(await openChart(tx, row.patient_id))) return null;
  const body = tx.keys.unseal(bindNote(row.patient_id, row.id), row.body, BodySchema);
  return {
    id: row.id,
    patientId: row.patient_id,
    encounterId: row.encounter_id,
    templateId: row.template_id,
    templateName: row.template_name,
    state: row.state,
    revision: row.revision,
    ...body,
    savedAt: row.saved_at,
    signature: readSignature(row),
    addenda: await listAddenda(tx, row.patient_id, row.id),
  };
}

function readSignature(row: z.output<typeof NoteRowSchema>) {
  if (row.signed_at === null) return null;
  const signature = { signedAt: row.signed_at, signedBy: row.signed_by, printedName: row.printed_name, contentSha256: row.content_sha256 };
  return NoteSchema.shape.signature.parse(signature);
}

async function sealBody(tx: WriteTx, note: Note): Promise<Uint8Array | null> {
  if (!(await openChart(tx, note.patientId))) return null;
  return tx.keys.seal(bindNote(note.patientId, note.id), { sections: note.sections, drafter: note.drafter });
}

function bindNote(patientId: string, rowId: string) {
  return { patientId, purpose: "note", rowId };
}
