import { describe, expect, it } from "vitest";
import { checkConsistency, checkInclusion, createMerkleTree, hashLeaf, proveConsistency, proveInclusion } from "../../../main/audit/index.ts";
import { emptyRoot } from "../../../main/audit/merkle.ts";

/** Known answers, made by an independent implementation of RFC 6962. */
const golden = {
  leaves: [
    "73fe0149088c87726af713b692390dcce265b5557c1ac12d6c97e1c3c7546f41",
    "594783463b7379d6648c47d690b0d8a9e5853b8ed92df493f577467a9e57ea5c",
    "fd11b72387bf4a0fa6f69441b91a09e30ebeca4add596cee18466e7d86fd1919",
    "3a690bd9164d59fbac984fa00a39585d6d4cbc18da57f3fd86e8d4f4d36afd2c",
  ],
  canonical0:
    '{"actor":"u-0042","boot":"b-1","ev":"session.login","inst":"7f2f6a52","mono":1000,"out":0,"prev":"0000000000000000000000000000000000000000000000000000000000000000","seq":0,"ts":"2026-11-22T15:24:04.123Z","v":1}',
  rootOfThree: "dKmFI/SaqkB13GNwYhJ7+HrKUrmIinJaFTdaIVxTGsM=",
  rootOfFour: "oZmFLPtBnlA7HXXEtAQ7g2FXDcC5v+PpAQQvKemI9qg=",
  emptyRoot: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
};

const grow = (leaves: readonly Buffer[]) => {
  const tree = createMerkleTree();
  for (const leaf of leaves) tree.append(leaf);
  return tree.root();
};
const leaves = Array.from({ length: 33 }, (_unused, index) => hashLeaf(`entry ${index}`));

describe("the tree", () => {
  it("matches the known answers", () => {
    const known = golden.leaves.map((hex) => Buffer.from(hex, "hex"));
    expect(hashLeaf(golden.canonical0).toString("hex")).toBe(golden.leaves[0]);
    expect(grow(known.slice(0, 3)).toString("base64")).toBe(golden.rootOfThree);
    expect(grow(known).toString("base64")).toBe(golden.rootOfFour);
    expect(grow([]).toString("hex")).toBe(golden.emptyRoot);
    expect(emptyRoot.toString("hex")).toBe(golden.emptyRoot);
  });

  it("proves every entry of every size, and no other entry", () => {
    for (let size = 1; size <= leaves.length; size += 1) {
      const held = leaves.slice(0, size);
      const root = grow(held);
      for (let index = 0; index < size; index += 1) {
        const proof = proveInclusion(held, index);
        expect(checkInclusion(leaves[index] as Buffer, index, size, proof, root)).toBe(true);
        expect(checkInclusion(hashLeaf("another"), index, size, proof, root)).toBe(false);
      }
    }
  });

  it("proves that every size continues every smaller one, and no other history", () => {
    for (let size = 1; size <= leaves.length; size += 1) {
      const later = { size, root: grow(leaves.slice(0, size)) };
      for (let earlierSize = 1; earlierSize <= size; earlierSize += 1) {
        const proof = proveConsistency(leaves.slice(0, size), earlierSize);
        const earlier = { size: earlierSize, root: grow(leaves.slice(0, earlierSize)) };
        expect(checkConsistency(earlier, later, proof)).toBe(true);
        expect(checkConsistency({ ...earlier, root: hashLeaf("forged") }, later, proof)).toBe(false);
      }
    }
  });
});
