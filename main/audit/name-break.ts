import { readEntry } from "./read-entry.ts";
import type { StoredEntry } from "./verify.ts";
import type { AnchoredVerdict } from "./verify-anchored.ts";

export type NamedVerdict = Exclude<AnchoredVerdict, "sequence-broken"> | "entry-deleted" | "entry-inserted" | "entries-swapped";

/**
 * Names what was done where the positions break off, by the row found there and the one behind it: a
 * position left out is a deletion, unless it follows at once; one that was already there, an insertion.
 */
export function nameBreak(verdict: AnchoredVerdict, expectedSeq: number, found: StoredEntry | null, behind: StoredEntry | null): NamedVerdict {
  if (verdict !== "sequence-broken") return verdict;
  const seq = found === null ? null : readSeq(found);
  if (seq !== null && seq < expectedSeq) return "entry-inserted";
  return behind !== null && readSeq(behind) === expectedSeq ? "entries-swapped" : "entry-deleted";
}

function readSeq(row: StoredEntry): number | null {
  return readEntry(row.canonical)?.seq ?? null;
}
