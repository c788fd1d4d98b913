import { z } from "zod";
import { type EncounterId, EncounterIdSchema, type NoteId, NoteIdSchema, PatientIdSchema } from "../../../shared/domain/ids.ts";
import type { Note } from "../../../shared/domain/note.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";
import { namePatientsOf } from "./patients.ts";

const RowIdSchema = z.object({ row_id: z.int() });
const FoundRowSchema = z.object({
  id: NoteIdSchema,
  encounter_id: EncounterIdSchema,
  patient_id: PatientIdSchema,
  template_name: z.string(),
  state: z.enum(["draft", "signed"]),
  saved_at: z.string(),
});

/** A note found by its words. */
export interface FoundNote {
  readonly id: NoteId;
  readonly encounterId: EncounterId;
  readonly patientName: string;
  readonly templateName: string;
  readonly state: "draft" | "signed";
  readonly savedAt: string;
}

/** Takes a note's words into the search index, in place of what it held of it. `known`: the note's row, where it was read already. */
export async function indexNoteWords(tx: WriteTx, note: Note, known?: number): Promise<void> {
  const rowId = known ?? (await tx.get(sql`SELECT rowid AS row_id FROM notes WHERE id = ${note.id}`, RowIdSchema))?.row_id;
  if (rowId === undefined) return;
  const words = note.sections.flatMap((section) => section.sentences.map((sentence) => sentence.text)).join("\n");
  await forgetRowWords(tx, rowId);
  await tx.search.change(toEntry(rowId), sql`INSERT INTO note_words (rowid, body) VALUES (${rowId}, ${words})`);
}

/** Takes a note's words out of the index, before the note itself goes. */
export async function forgetNoteWords(tx: WriteTx, where: { noteId: NoteId } | { encounterId: EncounterId } | { patientId: string }): Promise<void> {
  const [column, value] = Object.entries(where)[0] as [keyof typeof columns, string];
  const rows = await tx.all({ text: `SELECT rowid AS row_id FROM notes WHERE ${columns[column]} = ?`, values: [value] }, RowIdSchema);
  for (const row of rows) await forgetRowWords(tx, row.row_id);
}

/** Takes the words of a note out of the index by the note's row. */
export async function forgetRowWords(tx: WriteTx, rowId: number): Promise<void> {
  await tx.search.change(toEntry(rowId), sql`DELETE FROM note_words WHERE rowid = ${rowId}`);
}

function toEntry(rowId: number) {
  return { kind: "note" as const, ref: String(rowId) };
}

const columns = { noteId: "id", encounterId: "encounter_id", patientId: "patient_id" } as const;

/**
 * Finds notes that hold every word typed, the newest first. Where too few hold the last word as it
 * stands, it is taken as a beginning: that costs more, and a word typed to its end does not need it.
 */
export async function searchNotes(tx: ReadTx, query: string, limit: number): Promise<FoundNote[]> {
  const words = query.match(/[\p{L}\p{N}']+/gu) ?? [];
  const last = words.at(-1);
  if (last === undefined) return [];
  const whole = await matchNotes(tx, writeMatch(words), limit);
  // A single letter begins almost every note; it is taken as a word.
  if (whole.length === limit || last.length === 1) return whole;
  const begun = await matchNotes(tx, `${writeMatch(words)}*`, limit);
  return [...new Map([...whole, ...begun].map((note) => [note.id, note])).values()].slice(0, limit);
}

async function matchNotes(tx: ReadTx, match: string, limit: number): Promise<FoundNote[]> {
  const matched = await tx.search.all(
    sql`SELECT rowid AS row_id FROM note_words WHERE note_words MATCH ${match} ORDER BY rowid DESC LIMIT ${limit}`,
    RowIdSchema,
  );
  if (matched.length === 0) return [];
  const rows = await tx.all(
    sql`SELECT n.id, n.encounter_id, n.patient_id, n.template_name, n.state, n.saved_at
      FROM json_each(${JSON.stringify(matched.map((row) => row.row_id))}) j JOIN notes n ON n.rowid = CAST(j.value AS BIGINT) ORDER BY n.rowid DESC`,
    FoundRowSchema,
  );
  const patients = await namePatientsOf(tx, rows);
  return rows.map((row) => ({
    id: row.id,
    encounterId: row.encounter_id,
    patientName: patients.get(row.patient_id)?.name ?? "",
    templateName: tx.show("notes", "template_name", row, row.template_name),
    state: row.state,
    savedAt: row.saved_at,
  }));
}

/** Which note a row of the index is about; null when it is gone. */
export async function findNoteOfRow(tx: ReadTx, rowId: number): Promise<NoteId | null> {
  return (await tx.get(sql`SELECT id FROM notes WHERE rowid = ${rowId}`, z.object({ id: NoteIdSchema })))?.id ?? null;
}

/** Every note's id. */
export async function listNoteIds(tx: ReadTx): Promise<NoteId[]> {
  return (await tx.all(sql`SELECT id FROM notes ORDER BY rowid`, z.object({ id: NoteIdSchema }))).map((row) => row.id);
}

/** Quotes each word, so that nothing typed is taken as search syntax. */
function writeMatch(words: readonly string[]): string {
  return words.map((word) => `"${word}"`).join(" AND ");
}
