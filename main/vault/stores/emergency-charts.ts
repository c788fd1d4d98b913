import { createHash } from "node:crypto";
import { z } from "zod";
import type { EmergencyChart } from "../../../shared/domain/emergency.ts";
import { NoteIdSchema, type PatientId, PatientIdSchema } from "../../../shared/domain/ids.ts";
import type { Note } from "../../../shared/domain/note.ts";
import type { Patient } from "../../../shared/domain/patient.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import { type ReadTx, sql } from "../sql.ts";
import { readNote } from "./notes.ts";
import { readPatient } from "./patients.ts";

const MarkedRowSchema = z.object({
  id: PatientIdSchema,
  demographics: z.instanceof(Uint8Array),
  note_id: NoteIdSchema.nullable(),
  content_sha256: z.string().nullable(),
});

/** A patient of whom a copy may be kept, and what changes when the copy would. */
export interface MarkedPatient {
  readonly patientId: PatientId;
  readonly mark: string;
}

/** Patients seen since then, a page at a time in order of their ids; nothing of them is opened. */
export async function markRecentPatients(tx: ReadTx, since: Instant, after: PatientId | null, limit: number): Promise<MarkedPatient[]> {
  const rows = await tx.all(
    sql`SELECT p.id, p.demographics, n.id AS note_id, n.content_sha256 FROM patients p
      LEFT JOIN notes n ON n.id = (SELECT m.id FROM notes m JOIN encounters e ON e.id = m.encounter_id
        WHERE m.patient_id = p.id AND m.state = 'signed' ORDER BY e.started_at DESC LIMIT 1)
      WHERE p.id > ${after ?? ""} AND (p.registered_at >= ${since} OR EXISTS (SELECT 1 FROM encounters e WHERE e.patient_id = p.id AND e.started_at >= ${since}))
      ORDER BY p.id LIMIT ${limit}`,
    MarkedRowSchema,
  );
  return rows.map((row) => {
    const digest = createHash("sha256")
      .update(row.demographics)
      .update(row.content_sha256 ?? "");
    return { patientId: row.id, mark: digest.digest("hex") };
  });
}

/** What of a chart an emergency needs, or null when there is no such patient. */
export async function readEmergencyChart(tx: ReadTx, patientId: PatientId, now: Instant): Promise<EmergencyChart | null> {
  const patient = await readPatient(tx, patientId);
  if (patient === null) return null;
  const row = await tx.get(
    sql`SELECT n.id FROM notes n JOIN encounters e ON e.id = n.encounter_id
      WHERE n.patient_id = ${patientId} AND n.state = 'signed' ORDER BY e.started_at DESC LIMIT 1`,
    z.object({ id: NoteIdSchema }),
  );
  const note = row === null ? null : await readNote(tx, row.id);
  return { patientId, demographics: pick(patient), lastNote: note === null ? null : shorten(note), copiedAt: now };
}

function pick({ demographics }: Patient): EmergencyChart["demographics"] {
  const { email: _email, address: _address, stateCode: _stateCode, ...wanted } = demographics;
  return wanted;
}

function shorten({ templateName, signature, sections }: Note): EmergencyChart["lastNote"] {
  if (signature === null) return null;
  const told = sections.map(({ title, sentences }) => ({ title, text: sentences.map(({ text }) => text).join(" ") }));
  return { templateName, signedAt: signature.signedAt, signedBy: signature.printedName, sections: told };
}
