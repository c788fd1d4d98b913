import { z } from "zod";
import {
  type EncounterId,
  EncounterIdSchema,
  type NoteId,
  NoteIdSchema,
  PatientIdSchema,
  type UserId,
  UserIdSchema,
} from "../../../shared/domain/ids.ts";
import { listUnresolved, type Note, NoteSchema, type Sentence, type Unfinished } from "../../../shared/domain/note.ts";
import { InstantSchema } from "../../../shared/domain/time.ts";
import { type ReadTx, type Sql, sql, type WriteTx } from "../sql.ts";
import { listAddenda } from "./addenda.ts";
import { beginBody, type NoteBody, NoteBodySchema, rememberOrigins } from "./note-body.ts";
import { forgetNoteWords, indexNoteWords } from "./note-words.ts";
import { openChart } from "./patients.ts";

const NoteRowSchema = z.object({
  row_id: z.int(),
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

/** Writes a new draft, in place of an older draft of the same session. */
export async function insertNote(tx: WriteTx, note: Note): Promise<boolean> {
  const sealed = await sealBody(tx, note, beginBody(note));
  if (sealed === null) return false;
  await forgetNoteWords(tx, { encounterId: note.encounterId });
  await tx.run(sql`DELETE FROM notes WHERE encounter_id = ${note.encounterId} AND state = 'draft'`);
  const templateName = tx.hide("notes", "template_name", toRow(note), note.templateName);
  await tx.run(sql`INSERT INTO notes
    (id, encounter_id, patient_id, template_id, template_name, state, revision, body, unresolved_count, saved_at)
    VALUES (${note.id}, ${note.encounterId}, ${note.patientId}, ${note.templateId}, ${templateName}, 'draft', ${note.revision},
      ${sealed}, ${listUnresolved(note).length}, ${note.savedAt})`);
  await indexNoteWords(tx, note);
  return true;
}

/**
 * Keeps a changed draft; false when the stored revision is not the one it was made from, or it waits for
 * its supervisor. Where the lines of the transcript have moved, what sentences once rested on is forgotten.
 * `read` is the note as this closure has found it.
 */
export async function updateNote(
  tx: WriteTx,
  note: Note,
  fromRevision: number,
  { linesMoved = false, read }: { linesMoved?: boolean; read?: Manuscript } = {},
): Promise<boolean> {
  const stored = read?.stored ?? (await readBody(tx, note.id));
  if (stored === null) return false;
  const origins = linesMoved ? [] : rememberOrigins(stored, note.sections);
  const sealed = await sealBody(tx, note, { ...stored, sections: note.sections, drafter: note.drafter, origins });
  if (sealed === null) return false;
  const changed = await tx.run(sql`UPDATE notes SET body = ${sealed}, revision = ${note.revision}, saved_at = ${note.savedAt},
    unresolved_count = ${listUnresolved(note).length} WHERE id = ${note.id} AND state = 'draft' AND revision = ${fromRevision}
    AND NOT EXISTS (SELECT 1 FROM note_cosigning WHERE note_id = ${note.id} AND state = 'awaiting')`);
  if (changed === 1) await indexNoteWords(tx, note, read?.rowId);
  return changed === 1;
}

/** What this person was typing in a draft, or null. */
export async function readUnfinished(tx: ReadTx, id: NoteId, by: UserId): Promise<Unfinished | null> {
  const found = (await readBody(tx, id))?.unfinished.find((unfinished) => unfinished.by === by);
  if (found === undefined) return null;
  const { by: _by, ...unfinished } = found;
  return unfinished;
}

/** Keeps what this person is typing, or forgets it; the note itself stays as it is. */
export async function keepUnfinished(tx: WriteTx, note: Note, by: UserId, unfinished: Unfinished | null): Promise<boolean> {
  const stored = await readBody(tx, note.id);
  if (stored === null) return false;
  const others = stored.unfinished.filter((each) => each.by !== by);
  const sealed = await sealBody(tx, note, { ...stored, unfinished: unfinished === null ? others : [...others, { ...unfinished, by }] });
  return sealed !== null && (await tx.run(sql`UPDATE notes SET body = ${sealed} WHERE id = ${note.id} AND state = 'draft'`)) === 1;
}

/** Seals a note for good, without what was typed or tried beside it; false when it changed meanwhile or was signed before. */
export async function signNote(tx: WriteTx, note: Note, signature: NonNullable<Note["signature"]>): Promise<boolean> {
  const sealed = await sealBody(tx, note, beginBody(note));
  if (sealed === null) return false;
  const printedName = tx.hide("notes", "printed_name", toRow(note), signature.printedName);
  const sha256 = tx.hide("notes", "content_sha256", toRow(note), signature.contentSha256);
  const changed =
    await tx.run(sql`UPDATE notes SET state = 'signed', body = ${sealed}, signed_at = ${signature.signedAt}, signed_by = ${signature.signedBy},
    printed_name = ${printedName}, content_sha256 = ${sha256}
    WHERE id = ${note.id} AND state = 'draft' AND revision = ${note.revision}`);
  if (changed !== 1) return false;
  await tx.run(sql`UPDATE encounters SET signed_at = ${signature.signedAt} WHERE id = ${note.encounterId}`);
  return true;
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

/** A note with what is kept beside it: its stored body, and its sentences as they were before a person changed or removed them, by key. */
export interface Manuscript {
  readonly note: Note;
  readonly stored: NoteBody;
  readonly rowId: number;
  readonly origins: ReadonlyMap<string, Sentence>;
}

/** Reads a note with its addenda, or null. */
export async function readNote(tx: ReadTx, id: NoteId): Promise<Note | null> {
  return (await readManuscript(tx, id))?.note ?? null;
}

/** Reads a note for whoever is about to change it, or null. */
export function readManuscript(tx: ReadTx, id: NoteId): Promise<Manuscript | null> {
  return readWhere(tx, sql`SELECT rowid AS row_id, notes.* FROM notes WHERE id = ${id}`);
}

/** Reads the note of a session, or null. */
export async function readNoteOfEncounter(tx: ReadTx, id: EncounterId): Promise<Note | null> {
  return (await readWhere(tx, sql`SELECT rowid AS row_id, notes.* FROM notes WHERE encounter_id = ${id}`))?.note ?? null;
}

async function readWhere(tx: ReadTx, query: Sql): Promise<Manuscript | null> {
  const row = await tx.get(query, NoteRowSchema);
  if (row === null) return null;
  if (!(await openChart(tx, row.patient_id))) return null;
  const stored = tx.keys.unseal(bindNote(row.patient_id, row.id), row.body, NoteBodySchema);
  const { sections, drafter } = stored;
  const note = {
    id: row.id,
    patientId: row.patient_id,
    encounterId: row.encounter_id,
    templateId: row.template_id,
    templateName: tx.show("notes", "template_name", row, row.template_name),
    state: row.state,
    revision: row.revision,
    sections,
    drafter,
    savedAt: row.saved_at,
    signature: readSignature(tx, row),
    // A draft has none.
    addenda: row.state === "draft" ? [] : await listAddenda(tx, row.patient_id, row.id),
  };
  return { note, stored, rowId: row.row_id, origins: new Map(stored.origins.map((sentence) => [sentence.key, sentence])) };
}

function readSignature(tx: ReadTx, row: z.output<typeof NoteRowSchema>) {
  if (row.signed_at === null) return null;
  const printedName = tx.show("notes", "printed_name", row, row.printed_name);
  const contentSha256 = tx.show("notes", "content_sha256", row, row.content_sha256);
  const signature = { signedAt: row.signed_at, signedBy: row.signed_by, printedName, contentSha256 };
  return NoteSchema.shape.signature.parse(signature);
}

async function readBody(tx: ReadTx, id: NoteId): Promise<NoteBody | null> {
  const row = await tx.get(sql`SELECT patient_id, body FROM notes WHERE id = ${id}`, NoteRowSchema.pick({ patient_id: true, body: true }));
  if (row === null || !(await openChart(tx, row.patient_id))) return null;
  return tx.keys.unseal(bindNote(row.patient_id, id), row.body, NoteBodySchema);
}

async function sealBody(tx: WriteTx, note: Note, body: NoteBody): Promise<Uint8Array | null> {
  return (await openChart(tx, note.patientId)) ? tx.keys.seal(bindNote(note.patientId, note.id), body) : null;
}

function toRow({ id, patientId }: Pick<Note, "id" | "patientId">) {
  return { id, patient_id: patientId };
}

function bindNote(patientId: string, rowId: string) {
  return { patientId, purpose: "note", rowId };
}
