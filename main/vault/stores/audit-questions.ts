import { z } from "zod";
import { type PatientId, PatientIdSchema, type UserId } from "../../../shared/domain/ids.ts";
import { type ReadTx, type Sql, type SqlValue, sql } from "../sql.ts";
import type { Positions } from "./audit-positions.ts";
import { matchEvent } from "./everyday-events.ts";
import { namePatients } from "./patients.ts";

const EntryRowSchema = z.object({ seq: z.int(), canonical: z.string(), hash: z.string() });
export type StoredEntry = z.output<typeof EntryRowSchema>;

/** Which entries are wanted; null does not narrow. */
export interface EntryFilter {
  readonly subject: string | null;
  readonly actor: UserId | null;
  /** Names as they are written, refusals with their ending; empty for all. */
  readonly events: readonly string[];
  readonly refusedOnly: boolean;
  readonly positions: Positions;
}

/**
 * Entries of one filter, newest first. By patient or person their own index is walked; by event
 * alone each event's index is walked for as many rows as are shown, and the walks are merged: an
 * `IN` over them would sort every match first.
 */
export async function findEntries(tx: ReadTx, filter: EntryFilter, limit: number): Promise<StoredEntry[]> {
  if (filter.subject !== null || filter.actor !== null || filter.events.length === 0) return tx.all(writeWalk(filter, null, limit), EntryRowSchema);
  const found: StoredEntry[] = [];
  for (const name of filter.events) found.push(...(await tx.all(writeWalk(filter, name, limit), EntryRowSchema)));
  return found.sort((a, b) => b.seq - a.seq).slice(0, limit);
}

function writeWalk({ subject, actor, events, refusedOnly, positions }: EntryFilter, one: string | null, limit: number): Sql {
  const conditions = ["seq >= ? AND seq < ?"];
  const values: SqlValue[] = [positions.fromSeq, positions.toSeq];
  const narrow = (condition: string, ...bound: SqlValue[]) => {
    conditions.push(condition);
    values.push(...bound);
  };
  if (subject !== null) narrow("subject = ?", subject);
  // A patient's entries are fewer than a person's: where both are asked for, the patient's index leads.
  if (actor !== null) narrow(subject === null ? "actor = ?" : "+actor = ?", actor);
  if (one !== null) narrow(matchEvent(one), one);
  else if (events.length > 0) narrow(`+ev IN (${events.map(() => "?").join(", ")})`, ...events);
  if (refusedOnly) narrow("+ev LIKE '%.failed'");
  return {
    text: `SELECT seq, canonical, hash FROM audit_events WHERE ${conditions.join(" AND ")} ORDER BY seq DESC LIMIT ?`,
    values: [...values, limit],
  };
}

const ViewerRowSchema = z.object({
  actor: z.string(),
  times: z.int(),
  refused: z.int(),
  first_at: z.string(),
  last_at: z.string(),
  on_team: z.int(),
});

/** Who touched one chart, how often, from when to when. */
export function listViewers(tx: ReadTx, subject: string, patientId: PatientId, { fromSeq, toSeq }: Positions) {
  return tx.all(
    sql`SELECT v.*, EXISTS (SELECT 1 FROM care_team c WHERE c.patient_id = ${patientId} AND c.user_id = v.actor) AS on_team
      FROM (SELECT +actor AS actor, COUNT(*) AS times, COUNT(*) FILTER (WHERE ev LIKE '%.failed') AS refused, MIN(at) AS first_at, MAX(at) AS last_at
        FROM audit_events WHERE subject = ${subject} AND seq >= ${fromSeq} AND seq < ${toSeq} GROUP BY +actor) v ORDER BY last_at DESC, actor`,
    ViewerRowSchema,
  );
}

const DeedRowSchema = z.object({ ev: z.string(), times: z.int(), charts: z.int(), first_at: z.string(), last_at: z.string() });

/** What one person did, act by act, and how many charts that touched in all. */
export async function listDeeds(tx: ReadTx, actor: UserId, { fromSeq, toSeq }: Positions) {
  const deeds = await tx.all(
    sql`SELECT +ev AS ev, COUNT(*) AS times, COUNT(DISTINCT subject) AS charts, MIN(at) AS first_at, MAX(at) AS last_at
      FROM audit_events WHERE actor = ${actor} AND seq >= ${fromSeq} AND seq < ${toSeq} GROUP BY +ev ORDER BY times DESC, 1`,
    DeedRowSchema,
  );
  const all = await tx.get(
    sql`SELECT COUNT(DISTINCT subject) AS charts FROM audit_events WHERE actor = ${actor} AND seq >= ${fromSeq} AND seq < ${toSeq}`,
    z.object({ charts: z.int() }),
  );
  return { deeds, charts: all?.charts ?? 0 };
}

const WhoseRowSchema = z.object({ patient_id: PatientIdSchema });

/** Whose chart an audit token means; a destroyed record's has no name any more. */
export async function nameSubject(tx: ReadTx, subject: string): Promise<{ patientId: PatientId; name: string | null } | null> {
  const row = await tx.get(
    sql`SELECT id AS patient_id FROM patients WHERE subject = ${subject} UNION ALL SELECT patient_id FROM shred_ledger WHERE subject = ${subject}`,
    WhoseRowSchema,
  );
  if (row === null) return null;
  return { patientId: row.patient_id, name: (await namePatients(tx, [row.patient_id])).get(row.patient_id)?.name ?? null };
}

/** A patient's audit token, that of a destroyed record too. */
export async function readSubject(tx: ReadTx, patientId: PatientId): Promise<string | null> {
  const row = await tx.get(
    sql`SELECT subject FROM patients WHERE id = ${patientId} UNION ALL SELECT subject FROM shred_ledger WHERE patient_id = ${patientId}`,
    z.object({ subject: z.string() }),
  );
  return row?.subject ?? null;
}
