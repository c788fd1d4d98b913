import { z } from "zod";
import type { SealedEntry } from "../../audit/index.ts";
import type { EngineHandle } from "../engines/engine.ts";
import { type ReadTx, sql } from "../sql.ts";

const LastRowSchema = z.object({ seq: z.int(), hash: z.string(), at: z.string() });
const StoredRowSchema = z.object({ canonical: z.string(), hash: z.string() });
export type StoredRow = z.infer<typeof StoredRowSchema>;
const CountRowSchema = z.object({ total: z.int() });

/** Asks for the newest entry. */
export const lastAuditEntry = sql`SELECT seq, hash, at FROM audit_events ORDER BY seq DESC LIMIT 1`;

/** The newest entry's position, hash and time, or null in an empty log. */
export function readLastAuditEntry(rows: unknown[]): z.infer<typeof LastRowSchema> | null {
  return rows[0] === undefined ? null : LastRowSchema.parse(rows[0]);
}

/** Appends one linked entry. */
export function insertAuditEntry(handle: EngineHandle, { entry, canonical, hash }: SealedEntry): Promise<void> {
  return handle.owe(sql`INSERT INTO audit_events (seq, at, ev, actor, subject, canonical, hash)
    VALUES (${entry.seq}, ${entry.ts}, ${entry.ev}, ${entry.actor}, ${entry.subj ?? null}, ${canonical}, ${hash})`);
}

/** Entries from a position on, oldest first. */
export function listAuditEntriesFrom(tx: ReadTx, fromSeq: number, limit: number) {
  return tx.all(sql`SELECT canonical, hash FROM audit_events WHERE seq >= ${fromSeq} ORDER BY seq LIMIT ${limit}`, StoredRowSchema);
}

/** Entries before a position, newest first. */
export function listAuditEntriesBefore(tx: ReadTx, beforeSeq: number, limit: number) {
  return tx.all(sql`SELECT canonical, hash FROM audit_events WHERE seq < ${beforeSeq} ORDER BY seq DESC LIMIT ${limit}`, StoredRowSchema);
}

/** How many entries the log holds. */
export async function countAuditEntries(tx: ReadTx): Promise<number> {
  const row = await tx.get(sql`SELECT COUNT(*) AS total FROM audit_events`, CountRowSchema);
  return row?.total ?? 0;
}

/** The latest day the log has seen; turning back the clock does not undo it. */
export async function readHighWaterDay(tx: ReadTx): Promise<string> {
  const row = await tx.get(sql`SELECT MAX(at) AS at FROM audit_events`, z.object({ at: z.string().nullable() }));
  return row?.at?.slice(0, 10) ?? "0000-01-01";
}
