import { createHash } from "node:crypto";
import { hashBytes, hashText } from "./sha256.ts";

/** The root of a log without entries (RFC 6962, 2.1). */
export const emptyRoot: Buffer = createHash("sha256").digest();

/** Hashes one canonical entry as a leaf; the prefix keeps a leaf from passing for a node (RFC 6962, 2.1). */
export function hashLeaf(canonical: string): Buffer {
  return Buffer.from(spellLeaf(canonical), "latin1");
}

const spellLeaf = (canonical: string): string => hashText(`\0${canonical}`, "binary");

const hashBytesLong = 32;
/** A node's input, written over each time: the prefix and the two hashes below it. */
const nodeInput = Buffer.alloc(1 + 2 * hashBytesLong, 1);

function spellNode(left: string, right: string): string {
  nodeInput.write(left, 1, hashBytesLong, "latin1");
  nodeInput.write(right, 1 + hashBytesLong, hashBytesLong, "latin1");
  return hashBytes(nodeInput, "binary");
}

/** Hashes two subtrees' roots into the root above them (RFC 6962, 2.1). */
export function hashNode(left: Buffer, right: Buffer): Buffer {
  return Buffer.from(spellNode(left.toString("latin1"), right.toString("latin1")), "latin1");
}

/** A tree that only grows and keeps one hash per level, so that a log of any length needs no memory. */
export interface MerkleTree {
  append(leaf: Buffer): void;
  /** Appends one canonical entry. */
  appendEntry(canonical: string): void;
  size(): number;
  root(): Buffer;
  /** The roots of the full subtrees, largest first: all that is needed to grow on later. */
  peaks(): readonly Buffer[];
}

/** Makes an empty tree, or takes one up where its peaks were written down. */
export function createMerkleTree(from: { readonly size: number; readonly peaks: readonly Buffer[] } = { size: 0, peaks: [] }): MerkleTree {
  const peaks = from.peaks.map((peak) => peak.toString("latin1"));
  let size = from.size;

  function grow(leaf: string): void {
    let node = leaf;
    for (let left = size; left % 2 === 1; left = (left - 1) / 2) node = spellNode(peaks.pop() as string, node);
    peaks.push(node);
    size += 1;
  }

  return {
    append: (leaf) => grow(leaf.toString("latin1")),
    appendEntry: (canonical) => grow(spellLeaf(canonical)),
    size: () => size,
    peaks: () => peaks.map((peak) => Buffer.from(peak, "latin1")),
    root() {
      const root = peaks.reduceRight<string | null>((right, left) => (right === null ? left : spellNode(left, right)), null);
      return root === null ? emptyRoot : Buffer.from(root, "latin1");
    },
  };
}

/** Checks an inclusion proof against a root somebody else kept (RFC 9162, 2.1.3.2). */
export function checkInclusion(leaf: Buffer, index: number, size: number, proof: readonly Buffer[], root: Buffer): boolean {
  if (index < 0 || index >= size) return false;
  let at = index;
  let last = size - 1;
  let node = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      node = hashNode(sibling, node);
      for (; at !== 0 && at % 2 === 0; last = Math.floor(last / 2)) at /= 2;
    } else node = hashNode(node, sibling);
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && node.equals(root);
}

/** Checks that a later root continues an earlier one (RFC 9162, 2.1.4.2). */
export function checkConsistency(earlier: { size: number; root: Buffer }, later: { size: number; root: Buffer }, proof: readonly Buffer[]): boolean {
  if (earlier.size < 1 || earlier.size > later.size) return false;
  if (earlier.size === later.size) return proof.length === 0 && earlier.root.equals(later.root);
  const path = Number.isInteger(Math.log2(earlier.size)) ? [earlier.root, ...proof] : [...proof];
  const first = path.shift();
  if (first === undefined) return false;
  let at = earlier.size - 1;
  let last = later.size - 1;
  for (; at % 2 === 1; last = Math.floor(last / 2)) at = (at - 1) / 2;
  let [old, now] = [first, first];
  for (const sibling of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [old, now] = [hashNode(sibling, old), hashNode(sibling, now)];
      for (; at !== 0 && at % 2 === 0; last = Math.floor(last / 2)) at /= 2;
    } else now = hashNode(now, sibling);
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && old.equals(earlier.root) && now.equals(later.root);
}
