import { z } from "zod";
import type { ReadTx } from "../sql.ts";
import type { Positions } from "./audit-positions.ts";

/** Events of every hour, which the index over events leaves out: found by walking back a little, where an index would cost each of them a page. */
const everyday: readonly string[] = ["worklist.viewed", "patients.searched", "patient.opened", "encounter.opened", "note.opened", "note.saved"];

/** The condition for one event, its name bound once; the index is taken only where its own condition stands word for word. */
export function matchEvent(name: string): string {
  return everyday.includes(name) ? "ev = ?" : `ev = ? AND ev NOT IN (${everyday.map((other) => `'${other}'`).join(", ")})`;
}

/** How many entries of one event the log holds in a stretch. */
export async function countEntriesOf(tx: ReadTx, name: string, { fromSeq, toSeq }: Positions): Promise<number> {
  const text = `SELECT COUNT(*) AS entries FROM audit_events WHERE ${matchEvent(name)} AND seq >= ? AND seq < ?`;
  const row = await tx.get({ text, values: [name, fromSeq, toSeq] }, z.object({ entries: z.int() }));
  return row?.entries ?? 0;
}
