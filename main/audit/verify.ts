import { genesisHash, hashEntry } from "./chain.ts";
import { scanEntry } from "./scan.ts";

/** A stored row: the canonical text and the hash kept beside it. */
export interface StoredEntry {
  readonly canonical: string;
  readonly hash: string;
}

export type ChainVerdict = "intact" | "entry-edited" | "sequence-broken" | "link-broken" | "row-unreadable" | "clock-regressed";

/** What a verification found; `firstBadSeq` is the position expected where the chain first fails. */
export interface ChainReport {
  readonly verdict: ChainVerdict;
  readonly checked: number;
  readonly firstBadSeq: number | null;
  readonly head: string;
}

/**
 * Verifies entries in order, one at a time, so that a log of any length needs no memory. A chain
 * shows edits, deletions, insertions and swaps; a missing tail or a log rewritten from its first
 * entry shows only against a head kept elsewhere, which the caller compares. A log whose oldest
 * entries were removed is taken up where it now begins.
 */
export function createChainVerifier(start = { size: 0, head: genesisHash }): { push(row: StoredEntry): boolean; report(): ChainReport } {
  let expectedSeq = start.size;
  let head = start.head;
  let lastTs = "";
  let verdict: ChainVerdict = "intact";

  function judge(row: StoredEntry): ChainVerdict {
    const entry = scanEntry(row.canonical);
    if (entry === null) return "row-unreadable";
    if (entry.seq !== expectedSeq) return "sequence-broken";
    if (entry.prev !== head) return "link-broken";
    if (hashEntry(row.canonical) !== row.hash) return "entry-edited";
    if (entry.ts < lastTs) return "clock-regressed";
    lastTs = entry.ts;
    return "intact";
  }

  return {
    push(row) {
      if (verdict !== "intact") return false;
      verdict = judge(row);
      if (verdict !== "intact") return false;
      head = row.hash;
      expectedSeq += 1;
      return true;
    },
    report: () => ({ verdict, checked: expectedSeq, firstBadSeq: verdict === "intact" ? null : expectedSeq, head }),
  };
}

/** Shortens a head to eight groups of four that can be read aloud or written into a paper log. */
export function formatHeadCode(head: string): string {
  return (head.slice(0, 32).match(/.{4}/g) ?? []).join(" ").toUpperCase();
}
