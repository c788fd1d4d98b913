import { createMerkleTree, hashNode } from "./merkle.ts";

/** Entries from `from` up to, not including, `to`: one sibling of a proof is the root over one such run. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** The part of a log that is no longer held: its length, and the tree's right edge there. */
export interface TreeStart {
  readonly size: number;
  readonly peaks: readonly Buffer[];
}

/** The largest power of two below a size of two or more. */
function splitAt(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}

/** The runs whose roots prove that the entry at a position is in a log of that size (RFC 6962, 2.1.1). */
export function listInclusionRuns(index: number, size: number): Run[] {
  if (!Number.isInteger(index) || index < 0 || index >= size) throw new RangeError("the position is outside the log");
  const runs: Run[] = [];
  for (let [from, to] = [0, size]; to - from > 1; ) {
    const middle = from + splitAt(to - from);
    runs.unshift(index < middle ? { from: middle, to } : { from, to: middle });
    [from, to] = index < middle ? [from, middle] : [middle, to];
  }
  return runs;
}

/** The runs whose roots prove that a log of one size continues its own first entries (RFC 6962, 2.1.2). */
export function listConsistencyRuns(earlierSize: number, size: number): Run[] {
  if (!Number.isInteger(earlierSize) || earlierSize < 1 || earlierSize > size) throw new RangeError("the earlier size is outside the log");
  const runs: Run[] = [];
  let [from, to] = [0, size];
  while (earlierSize !== to) {
    const middle = from + splitAt(to - from);
    runs.unshift(earlierSize <= middle ? { from: middle, to } : { from, to: middle });
    [from, to] = earlierSize <= middle ? [from, middle] : [middle, to];
  }
  // The earlier root itself is known to whoever checks; any other last run is not.
  return from === 0 ? runs : [{ from, to }, ...runs];
}

/**
 * Collects a proof while a log is read once, in order, from its start: one hash per level is kept,
 * so a log of any length needs no memory. Throws when a run lies in a part that is no longer held.
 */
export function createProver(runs: readonly Run[], start: TreeStart = { size: 0, peaks: [] }): { push(leaf: Buffer): void; proof(): Buffer[] } {
  const trees = runs.map((run) => ({ run, tree: createMerkleTree(takeUp(run, start)) }));
  let position = start.size;
  return {
    push(leaf) {
      for (const { run, tree } of trees) if (position >= run.from && position < run.to) tree.append(leaf);
      position += 1;
    },
    proof() {
      if (trees.some(({ run }) => run.to > position)) throw new RangeError("the log ended before the proof");
      return trees.map(({ tree }) => tree.root());
    },
  };
}

/** The part of a run that lies before the start, as peaks of a tree of its own. */
function takeUp({ from, to }: Run, start: TreeStart): TreeStart {
  if (from >= start.size) return { size: 0, peaks: [] };
  const peaks: Buffer[] = [];
  let at = 0;
  let covered = 0;
  for (const peak of start.peaks) {
    const width = 2 ** Math.floor(Math.log2(start.size - at));
    if (at >= from && at + width <= to) {
      peaks.push(peak);
      covered += width;
    }
    at += width;
  }
  if (covered !== Math.min(to, start.size) - from) throw new RangeError("the run lies in a part that is no longer held");
  return { size: covered, peaks };
}

/** The root that the right edge of a tree stands for. */
export function foldPeaks(peaks: readonly Buffer[]): Buffer | null {
  return peaks.reduceRight<Buffer | null>((right, left) => (right === null ? left : hashNode(left, right)), null);
}

/** Proves that the entry at a position is in the log of these leaves. */
export function proveInclusion(leaves: readonly Buffer[], index: number): Buffer[] {
  return prove(leaves, listInclusionRuns(index, leaves.length));
}

/** Proves that the log of these leaves continues its own first entries. */
export function proveConsistency(leaves: readonly Buffer[], earlierSize: number): Buffer[] {
  return prove(leaves, listConsistencyRuns(earlierSize, leaves.length));
}

function prove(leaves: readonly Buffer[], runs: readonly Run[]): Buffer[] {
  const prover = createProver(runs);
  for (const leaf of leaves) prover.push(leaf);
  return prover.proof();
}
