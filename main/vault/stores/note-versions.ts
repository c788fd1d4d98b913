import { z } from "zod";
import { type NoteId, NoteIdSchema, type PatientId } from "../../../shared/domain/ids.ts";
import { type Note, type Section, SectionSchema } from "../../../shared/domain/note.ts";
import { type NoteVersion, versionReasons } from "../../../shared/domain/note-standing.ts";
import { type Instant, InstantSchema } from "../../../shared/domain/time.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";
import { showPerson } from "./users.ts";

const VersionRowSchema = z.object({
  revision: z.int(),
  saved_at: InstantSchema,
  kept_at: InstantSchema,
  kept_by: z.string(),
  kept_by_name: z.string().nullable(),
  reason: z.enum(versionReasons),
});
const BodyRowSchema = VersionRowSchema.extend({ body: z.instanceof(Uint8Array) });
const BodySchema = z.strictObject({ sections: z.array(SectionSchema) });

/** Enough for a note worked on over weeks; the oldest give way. */
const mostVersions = 100;

function bindVersion(patientId: PatientId, noteId: NoteId, revision: number) {
  return { patientId, purpose: "note-version", rowId: `${noteId}|${revision}` };
}

/** Keeps a note as it stands now, before it changes; one that is kept already stays as it is. */
export async function keepVersion(tx: WriteTx, note: Note, reason: NoteVersion["reason"]): Promise<void> {
  const sealed = tx.keys.seal(bindVersion(note.patientId, note.id, note.revision), { sections: note.sections });
  await tx.run(sql`INSERT INTO note_versions (note_id, revision, saved_at, kept_at, kept_by, reason, body)
    VALUES (${note.id}, ${note.revision}, ${note.savedAt}, ${tx.chartRules.now()}, ${tx.by.userId}, ${reason}, ${sealed})
    ON CONFLICT (note_id, revision) DO NOTHING`);
  await tx.run(sql`DELETE FROM note_versions WHERE note_id = ${note.id} AND revision NOT IN
    (SELECT revision FROM note_versions WHERE note_id = ${note.id} ORDER BY revision DESC LIMIT ${mostVersions})`);
}

const columns = "v.revision, v.saved_at, v.kept_at, v.kept_by, u.display_name AS kept_by_name, v.reason";

/** Earlier states of a note, newest first. */
export async function listVersions(tx: ReadTx, noteId: NoteId): Promise<NoteVersion[]> {
  const text = `SELECT ${columns} FROM note_versions v LEFT JOIN users u ON u.id = v.kept_by WHERE v.note_id = ? ORDER BY v.revision DESC`;
  return (await tx.all({ text, values: [noteId] }, VersionRowSchema)).map((row) => toVersion(tx, row));
}

/** One earlier state with its words, or null. */
export async function readVersion(
  tx: ReadTx,
  note: Pick<Note, "id" | "patientId">,
  revision: number,
): Promise<{ version: NoteVersion; sections: Section[] } | null> {
  const text = `SELECT ${columns}, v.body FROM note_versions v LEFT JOIN users u ON u.id = v.kept_by WHERE v.note_id = ? AND v.revision = ?`;
  const row = await tx.get({ text, values: [note.id, revision] }, BodyRowSchema);
  if (row === null) return null;
  return { version: toVersion(tx, row), ...tx.keys.unseal(bindVersion(note.patientId, note.id, revision), row.body, BodySchema) };
}

function toVersion(tx: ReadTx, row: z.output<typeof VersionRowSchema>): NoteVersion {
  const savedByName = row.kept_by_name === null ? "" : showPerson(tx, row.kept_by, row.kept_by_name);
  return { revision: row.revision, savedAt: row.saved_at, savedByName, reason: row.reason };
}

/** The patient's signed notes written before this one, newest first. */
export async function listEarlierSigned(
  tx: ReadTx,
  note: Pick<Note, "id" | "patientId" | "encounterId">,
  limit: number,
): Promise<{ id: NoteId; startedAt: Instant }[]> {
  const rows = await tx.all(
    sql`SELECT n.id, e.started_at FROM notes n JOIN encounters e ON e.id = n.encounter_id
      WHERE n.patient_id = ${note.patientId} AND n.state = 'signed' AND n.id <> ${note.id}
        AND e.started_at <= (SELECT started_at FROM encounters WHERE id = ${note.encounterId})
      ORDER BY e.started_at DESC, n.rowid DESC LIMIT ${limit}`,
    z.object({ id: NoteIdSchema, started_at: InstantSchema }),
  );
  return rows.map((row) => ({ id: row.id, startedAt: row.started_at }));
}
