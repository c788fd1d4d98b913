import { z } from "zod";
import { NoteIdSchema, type PatientId } from "../../../shared/domain/ids.ts";
import type { Note } from "../../../shared/domain/note.ts";
import { type ReadTx, sql } from "../sql.ts";
import { readNote } from "./notes.ts";

/** A patient's newest note of one format, or null. */
export async function findNewestNote(tx: ReadTx, patientId: PatientId, templateId: string): Promise<Note | null> {
  const query = sql`SELECT id FROM notes WHERE patient_id = ${patientId} AND template_id = ${templateId} ORDER BY saved_at DESC, rowid DESC LIMIT 1`;
  const row = await tx.get(query, z.object({ id: NoteIdSchema }));
  return row === null ? null : readNote(tx, row.id);
}
