import { type CheckpointKey, openCheckpoint } from "./checkpoint.ts";
import { createMerkleTree, emptyRoot, hashLeaf } from "./merkle.ts";
import { type ChainVerdict, createChainVerifier, type StoredEntry } from "./verify.ts";

/** What the chain alone shows, and what only a checkpoint kept elsewhere can. */
export type AnchoredVerdict = ChainVerdict | "checkpoint-unsigned" | "checkpoints-forked" | "log-rewritten" | "tail-missing";

/** A verification against checkpoints. What lies at or after `anchoredTo` rests on the chain alone. */
export interface AnchoredReport {
  readonly verdict: AnchoredVerdict;
  readonly checked: number;
  /** The first position that is wrong, or that no checkpoint vouches for any longer. */
  readonly firstBadSeq: number | null;
  readonly anchoredTo: number;
  readonly head: string;
}

/**
 * Verifies entries in order against checkpoints kept out of reach of whoever holds the log. The chain
 * finds edits, deletions, insertions and swaps; the checkpoints find a missing tail or an older copy
 * put back (`tail-missing`), a log written anew (`log-rewritten`), two histories of one log
 * (`checkpoints-forked`) and a signature of another key (`checkpoint-unsigned`).
 */
export function createAnchoredVerifier(notes: readonly string[], key: CheckpointKey): { push(row: StoredEntry): boolean; report(): AnchoredReport } {
  const chain = createChainVerifier();
  const tree = createMerkleTree();
  const roots = new Map<number, Buffer>();
  let judged: AnchoredVerdict = "intact";
  let anchoredTo = 0;
  const origins = new Set<string>();

  for (const note of notes) {
    const checkpoint = openCheckpoint(note, key);
    if (checkpoint === null) {
      judged = "checkpoint-unsigned";
      break;
    }
    origins.add(checkpoint.origin);
    const known = roots.get(checkpoint.size) ?? (checkpoint.size === 0 ? emptyRoot : checkpoint.root);
    if (!known.equals(checkpoint.root) || origins.size > 1) {
      judged = "checkpoints-forked";
      break;
    }
    roots.set(checkpoint.size, checkpoint.root);
  }
  const longest = Math.max(0, ...roots.keys());

  function name(): AnchoredVerdict {
    const { verdict, checked } = chain.report();
    if (judged !== "intact") return judged;
    if (verdict !== "intact") return verdict;
    return checked < longest ? "tail-missing" : "intact";
  }

  function locate(verdict: AnchoredVerdict): number | null {
    if (verdict === "intact") return null;
    if (verdict === "log-rewritten") return anchoredTo;
    if (verdict === "checkpoint-unsigned" || verdict === "checkpoints-forked") return 0;
    return chain.report().checked;
  }

  return {
    push(row) {
      if (judged !== "intact" || !chain.push(row)) return false;
      tree.append(hashLeaf(row.canonical));
      const promised = roots.get(tree.size());
      if (promised === undefined) return true;
      if (!promised.equals(tree.root())) {
        judged = "log-rewritten";
        return false;
      }
      anchoredTo = tree.size();
      return true;
    },
    report() {
      const verdict = name();
      const { checked, head } = chain.report();
      return { verdict, checked, firstBadSeq: locate(verdict), anchoredTo, head };
    },
  };
}
