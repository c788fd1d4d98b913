import { z } from "zod";
import type { PatientId } from "../../../shared/domain/ids.ts";
import type { Block, Scope, ScopePart } from "../../../shared/domain/rights.ts";
import { type CalendarDate, CalendarDateSchema } from "../../../shared/domain/time.ts";
import { type ReadTx, sql } from "../sql.ts";
import { countIndexedOf } from "./patient-index.ts";
import { namePatients } from "./patients.ts";
import { countPrivateNotes } from "./private-notes.ts";

const CountRowSchema = z.object({ n: z.int() });
const DatesRowSchema = z.object({ first: z.string().nullable(), last: z.string().nullable(), subject: z.string().nullable() });
const RegisteredRowSchema = z.object({ registered_at: z.string() });
const DayRowSchema = z.object({ day: z.string().nullable() });

/** What each part is counted by; `?` is the patient. */
const counts: Readonly<Record<Exclude<ScopePart, "transcript-lines" | "private-notes" | "search-entries">, string>> = {
  sessions: "SELECT COUNT(*) AS n FROM encounters WHERE patient_id = ?",
  recordings: "SELECT COUNT(*) AS n FROM recordings WHERE patient_id = ? AND destroyed_at IS NULL",
  drafts: "SELECT COUNT(*) AS n FROM notes WHERE patient_id = ? AND state = 'draft'",
  "signed-notes": "SELECT COUNT(*) AS n FROM notes WHERE patient_id = ? AND state = 'signed'",
  addenda: "SELECT COUNT(*) AS n FROM addenda a JOIN notes n ON n.id = a.note_id WHERE n.patient_id = ?",
  "note-versions": "SELECT COUNT(*) AS n FROM note_versions v JOIN notes n ON n.id = v.note_id WHERE n.patient_id = ?",
  codes: "SELECT COUNT(*) AS n FROM encounter_codes c JOIN encounters e ON e.id = c.encounter_id WHERE e.patient_id = ?",
  consents: "SELECT COUNT(*) AS n FROM consents WHERE patient_id = ?",
  requests: "SELECT COUNT(*) AS n FROM rights_requests WHERE patient_id = ?",
};

/** Everything of a patient that a destruction takes, counted; nothing sealed is opened. */
export async function measureScope(tx: ReadTx, patientId: PatientId): Promise<Omit<Scope, "backups">> {
  const count = async (text: string, value: string = patientId) => (await tx.get({ text, values: [value] }, CountRowSchema))?.n ?? 0;
  const parts: Scope["parts"][number][] = [];
  for (const [part, text] of Object.entries(counts)) parts.push({ part: part as ScopePart, count: await count(text) });
  parts.push({ part: "search-entries", count: await countIndexedOf(tx, patientId) });
  const lines = await count("SELECT COALESCE(SUM(turn_count), 0) AS n FROM encounters WHERE patient_id = ?");
  parts.push({ part: "private-notes", count: await countPrivateNotes(tx, patientId) });
  parts.splice(1, 0, { part: "transcript-lines", count: lines });
  const dates = await tx.get(
    sql`SELECT (SELECT MIN(started_at) FROM encounters WHERE patient_id = p.id) AS first,
      (SELECT MAX(started_at) FROM encounters WHERE patient_id = p.id) AS last, p.subject FROM patients p WHERE p.id = ${patientId}`,
    DatesRowSchema,
  );
  return {
    parts,
    firstOn: dates?.first?.slice(0, 10) ?? null,
    lastOn: dates?.last?.slice(0, 10) ?? null,
    exports: await count("SELECT COUNT(*) AS n FROM audit_events WHERE subject = ? AND ev = 'record.exported'", dates?.subject ?? ""),
    sends: await count("SELECT COUNT(*) AS n FROM sends WHERE patient_id = ? AND outcome <> 'refused'"),
    disclosures: await count("SELECT COUNT(*) AS n FROM disclosures WHERE patient_id = ?"),
  };
}

const blockCounts = {
  hold: "SELECT COUNT(*) AS n FROM legal_holds WHERE patient_id = ? AND lifted_at IS NULL",
  "request-open": "SELECT COUNT(*) AS n FROM rights_requests WHERE patient_id = ? AND state = 'open'",
  "note-unsigned": "SELECT COUNT(*) AS n FROM notes WHERE patient_id = ? AND state = 'draft'",
  "recording-running": "SELECT COUNT(*) AS n FROM recordings WHERE patient_id = ? AND state IN ('open', 'transcribing')",
  // An incident under investigation may turn out to be about anybody; nothing goes until it is concluded.
  "breach-open": "SELECT COUNT(*) AS n FROM breach_assessments WHERE state = 'open' AND ? <> ''",
} as const;

/** What stands in the way of a destruction whatever its reason. */
export async function findStandingBlocks(tx: ReadTx, patientId: PatientId): Promise<Block[]> {
  const blocks: Block[] = [];
  for (const [kind, text] of Object.entries(blockCounts)) {
    const count = (await tx.get({ text, values: [patientId] }, CountRowSchema))?.n ?? 0;
    if (count > 0) blocks.push({ kind: kind as keyof typeof blockCounts, count });
  }
  return blocks;
}

/** The days retention counts from; null when there is no such patient. */
export async function readRetentionDays(
  tx: ReadTx,
  patientId: PatientId,
): Promise<{ bornOn: CalendarDate; lastServiceOn: CalendarDate; lastDisclosedOn: CalendarDate | null; lastDocumentOn: CalendarDate | null } | null> {
  const registered = await tx.get(sql`SELECT registered_at FROM patients WHERE id = ${patientId}`, RegisteredRowSchema);
  const named = (await namePatients(tx, [patientId])).get(patientId);
  if (registered === null || named === undefined) return null;
  const newest = async (query: ReturnType<typeof sql>) => (await tx.get(query, DayRowSchema))?.day?.slice(0, 10) ?? null;
  return {
    bornOn: CalendarDateSchema.parse(named.bornOn),
    lastServiceOn:
      (await newest(sql`SELECT MAX(started_at) AS day FROM encounters WHERE patient_id = ${patientId}`)) ?? registered.registered_at.slice(0, 10),
    lastDisclosedOn: await newest(sql`SELECT MAX(disclosed_on) AS day FROM disclosures WHERE patient_id = ${patientId}`),
    lastDocumentOn: await newest(sql`SELECT MAX(day) AS day FROM (SELECT MAX(recorded_at) AS day FROM consents WHERE patient_id = ${patientId}
      UNION ALL SELECT MAX(COALESCE(closed_on, received_on)) AS day FROM rights_requests WHERE patient_id = ${patientId}) d`),
  };
}
