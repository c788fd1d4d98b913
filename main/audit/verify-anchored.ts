import { type Checkpoint, type CheckpointKey } from "./checkpoint.ts";
import { openLine } from "./follow-keys.ts";
import { createMerkleTree, emptyRoot } from "./merkle.ts";
import { foldPeaks } from "./prove.ts";
import { type ChainVerdict, createChainVerifier, type StoredEntry } from "./verify.ts";

/** What the chain alone shows, and what only a checkpoint kept elsewhere can. */
export type AnchoredVerdict =
  | ChainVerdict
  | "checkpoint-unsigned"
  | "checkpoints-forked"
  | "log-rewritten"
  | "tail-missing"
  | "rolled-back"
  | "start-unproved";

/** A verification against checkpoints. What lies at or after `anchoredTo` rests on the chain alone. */
export interface AnchoredReport {
  readonly verdict: AnchoredVerdict;
  /** The position reached: entries verified, and those retention removed before them. */
  readonly checked: number;
  /** The first position that is wrong, or that no checkpoint vouches for any longer. */
  readonly firstBadSeq: number | null;
  readonly anchoredTo: number;
  readonly head: string;
}

/** Where a log begins whose oldest entries were removed: what was before, vouched for by a checkpoint. */
export interface LogStart {
  readonly size: number;
  readonly head: string;
  readonly peaks: readonly Buffer[];
}

export interface Beside {
  /** Checkpoints that lie with the log itself; they tell an old copy put back from a tail cut off. */
  readonly own?: readonly string[];
  readonly start?: LogStart | null;
}

/**
 * Verifies entries in order against checkpoints kept out of reach of whoever holds the log. The chain
 * finds edits, deletions, insertions and swaps; the checkpoints find a missing tail (`tail-missing`),
 * an older copy put back (`rolled-back`), a log written anew (`log-rewritten`), two histories of one
 * log (`checkpoints-forked`) and a signature of another key (`checkpoint-unsigned`).
 */
export function createAnchoredVerifier(
  notes: readonly string[],
  key: CheckpointKey,
  beside: Beside = {},
): { push(row: StoredEntry): boolean; report(): AnchoredReport } {
  const start = beside.start ?? null;
  const chain = createChainVerifier(start ?? undefined);
  const tree = createMerkleTree(start ?? undefined);
  const { judged: atOnce, kept, own } = openAll(notes, beside.own ?? [], key);
  let judged: AnchoredVerdict = atOnce;
  let anchoredTo = 0;
  let parted = false;
  // Whoever cuts off the beginning can say where it now begins; only the log itself can say that it was allowed to.
  const removal = start === null ? null : `"ev":"log.entries-removed","fields":{"beforeSeq":${start.size}}`;
  let announced = removal === null;

  if (judged === "intact" && start !== null) {
    if (provesStart(start, kept.get(start.size) ?? own.get(start.size))) anchoredTo = start.size;
    else judged = "start-unproved";
  }
  const longestOwn = Math.max(0, ...own.keys());
  const longest = Math.max(longestOwn, ...kept.keys());

  function name(): AnchoredVerdict {
    const { verdict, checked } = chain.report();
    if (judged !== "intact") return judged;
    if (verdict !== "intact") return verdict;
    if (parted) return "log-rewritten";
    if (checked >= longest) return announced ? "intact" : "start-unproved";
    return own.size > 0 && checked >= longestOwn ? "rolled-back" : "tail-missing";
  }

  function locate(verdict: AnchoredVerdict): number | null {
    if (verdict === "intact") return null;
    if (verdict === "log-rewritten") return anchoredTo;
    if (verdict === "checkpoint-unsigned" || verdict === "start-unproved") return 0;
    return verdict === "checkpoints-forked" ? anchoredTo : chain.report().checked;
  }

  /** Holds the tree against what was promised for its size; false when nothing further can be learnt. */
  function compare(): boolean {
    const ofOwn = own.get(tree.size())?.root.equals(tree.root());
    const ofKept = kept.get(tree.size())?.root.equals(tree.root());
    // It is signed by the clinic's key and still not the history kept elsewhere: the log was continued twice.
    if (parted && ofOwn === true) judged = "checkpoints-forked";
    else if (ofOwn === false || ofKept === false) parted = true;
    else if (!parted && (ofOwn === true || ofKept === true)) anchoredTo = tree.size();
    return judged === "intact" && !(parted && tree.size() >= longestOwn);
  }

  return {
    push(row) {
      if (judged !== "intact" || !chain.push(row)) return false;
      announced ||= removal !== null && row.canonical.includes(removal);
      tree.appendEntry(row.canonical);
      return own.has(tree.size()) || kept.has(tree.size()) ? compare() : true;
    },
    report() {
      const verdict = name();
      const { checked, head } = chain.report();
      return { verdict, checked, firstBadSeq: locate(verdict), anchoredTo, head };
    },
  };
}

interface Opened {
  readonly judged: AnchoredVerdict;
  readonly kept: ReadonlyMap<number, Checkpoint>;
  readonly own: ReadonlyMap<number, Checkpoint>;
}

function openAll(notes: readonly string[], ownNotes: readonly string[], key: CheckpointKey): Opened {
  const [kept, own] = [new Map<number, Checkpoint>(), new Map<number, Checkpoint>()];
  // One line of keys for all: an endorsement may lie in either place.
  const opened = openLine([...ownNotes, ...notes], key);
  if (opened === null) return { judged: "checkpoint-unsigned", kept, own };
  const roots = new Map<number, Buffer>([[0, emptyRoot]]);
  const forked = opened.some(({ origin, size, root }) => {
    const known = roots.get(size) ?? root;
    roots.set(size, root);
    return !known.equals(root) || origin !== opened[0]?.origin;
  });
  const [ownSizes, keptSizes] = [ownNotes, notes].map((listed) => new Set(listed.map((note) => Number(note.split("\n", 2)[1]))));
  for (const checkpoint of opened) {
    if (ownSizes?.has(checkpoint.size) === true) own.set(checkpoint.size, checkpoint);
    if (keptSizes?.has(checkpoint.size) === true) kept.set(checkpoint.size, checkpoint);
  }
  return { judged: forked ? "checkpoints-forked" : "intact", kept, own };
}

function provesStart(start: LogStart, checkpoint: Checkpoint | undefined): boolean {
  const root = foldPeaks(start.peaks);
  return checkpoint !== undefined && root !== null && checkpoint.root.equals(root) && checkpoint.extensions.includes(`head ${start.head}`);
}
