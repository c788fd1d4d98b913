import { z } from "zod";
import type { Instant } from "../../../shared/domain/time.ts";
import { type ReadTx, sql } from "../sql.ts";

const EndsRowSchema = z.object({ first: z.int().nullable(), last: z.int().nullable() });
const MomentRowSchema = z.object({ at: z.string() });

/** Positions of the log: from the first, up to but not including the second. */
export interface Positions {
  readonly fromSeq: number;
  readonly toSeq: number;
}

/**
 * The first position at or after a moment. Positions and times rise together, so halving finds it in
 * some two dozen look-ups however long the log is, and time needs no index of its own.
 */
export async function findPosition(tx: ReadTx, at: Instant): Promise<number> {
  // Each on its own: asked for together, SQLite reads the whole table.
  const ends = await tx.get(sql`SELECT (SELECT MIN(seq) FROM audit_events) AS first, (SELECT MAX(seq) FROM audit_events) AS last`, EndsRowSchema);
  let low = ends?.first ?? 0;
  let high = (ends?.last ?? -1) + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = await tx.get(sql`SELECT at FROM audit_events WHERE seq >= ${middle} ORDER BY seq LIMIT 1`, MomentRowSchema);
    if (row !== null && row.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The positions of a stretch of time; the whole log when there is none. */
export async function findPositions(tx: ReadTx, stretch: { fromAt: Instant; toAt: Instant } | null): Promise<Positions> {
  if (stretch === null) return { fromSeq: 0, toSeq: Number.MAX_SAFE_INTEGER };
  return { fromSeq: await findPosition(tx, stretch.fromAt), toSeq: await findPosition(tx, stretch.toAt) };
}
