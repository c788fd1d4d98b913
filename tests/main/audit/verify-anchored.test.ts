import { createHash, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { hashEntry } from "../../../main/audit/chain.ts";
import {
  type CheckpointKey,
  createAnchoredVerifier,
  createMerkleTree,
  event,
  hashLeaf,
  linkEntry,
  openCheckpoint,
  type SealedEntry,
  signCheckpoint,
  systemActor,
} from "../../../main/audit/index.ts";

const golden = {
  note: "clinic.example/audit/7f2f6a52\n4\noZmFLPtBnlA7HXXEtAQ7g2FXDcC5v+PpAQQvKemI9qg=\n\n— clinic-audit-2026 Hfo2C4orqe7jsZVgkIAa3knAyTtcJjLdGqIsqKG2lz0iEz9zLcmLwJaVi+tZbPYa6SgQMgd3HSgiugeBzMel5OaGYg8=\n",
  publicKey: "6kpsY+KcUgq+9VB7Ey7F+ZVHdq6+vnuSQh7qaRRG0iw=",
};

function createSigner() {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url");
  const key: CheckpointKey = { name: "clinic-audit", publicKey: raw };
  const seal = (rows: readonly SealedEntry[]) => {
    const tree = createMerkleTree();
    for (const row of rows) tree.append(hashLeaf(row.canonical));
    return signCheckpoint({ origin: "clinic.example/audit/i1", size: rows.length, root: tree.root(), extensions: ["head x"] }, key, privateKey);
  };
  return { key, seal };
}

/** A chain whose entries carry numbers from `salt` on, so that two salts are two histories. */
function makeChain(length: number, salt = 0): SealedEntry[] {
  const chain: SealedEntry[] = [];
  for (let index = 0; index < length; index += 1) {
    const last = chain.at(-1);
    const at = { ts: new Date(Date.UTC(2026, 10, 23, 9, 0, index)).toISOString(), mono: index, boot: "b1", inst: "i1" };
    const statement = { event: event("patients.searched", { queryLength: salt + index }), actor: systemActor, out: 0 };
    chain.push(linkEntry(statement, last === undefined ? null : { seq: last.entry.seq, hash: last.hash }, at));
  }
  return chain;
}

/** Links edited entries anew, as somebody holding the file could. */
function rechain(rows: readonly SealedEntry[]): SealedEntry[] {
  let last: { seq: number; hash: string } | null = null;
  return rows.map(({ entry }) => {
    const moment = { ts: entry.ts, mono: entry.mono, boot: entry.boot, inst: entry.inst };
    const fields = { queryLength: Number(entry.fields["queryLength"]) };
    const sealed = linkEntry({ event: event("patients.searched", fields), actor: systemActor, out: entry.out }, last, moment);
    last = { seq: sealed.entry.seq, hash: sealed.hash };
    return sealed;
  });
}

const { key, seal } = createSigner();
const honest = makeChain(24);
const notes = [seal(honest.slice(0, 8)), seal(honest.slice(0, 16)), seal(honest)];

function verify(rows: readonly { canonical: string; hash: string }[], kept: readonly string[] = notes, under = key) {
  const verifier = createAnchoredVerifier(kept, under);
  for (const row of rows) if (!verifier.push(row)) break;
  return verifier.report();
}

describe("a checkpoint", () => {
  it("matches the known answer", () => {
    const known = { name: "clinic-audit-2026", publicKey: Buffer.from(golden.publicKey, "base64") };
    expect(openCheckpoint(golden.note, known)).toMatchObject({ origin: "clinic.example/audit/7f2f6a52", size: 4, extensions: [] });
    expect(openCheckpoint(golden.note.replace("\n4\n", "\n5\n"), known)).toBeNull();
  });

  it("refuses a line that could pass for two", () => {
    const { privateKey } = generateKeyPairSync("ed25519");
    const split = { origin: "a\nb", size: 0, root: hashLeaf(""), extensions: [] };
    expect(() => signCheckpoint(split, key, privateKey)).toThrow(TypeError);
  });
});

describe("a log held against its checkpoints", () => {
  it("verifies, and says how far the checkpoints reach", () => {
    expect(verify(honest)).toMatchObject({ verdict: "intact", firstBadSeq: null, anchoredTo: 24 });
    expect(verify(honest, notes.slice(0, 2))).toMatchObject({ verdict: "intact", checked: 24, anchoredTo: 16 });
  });

  it("names a missing tail, which an old copy put back also is", () => {
    expect(verify(honest.slice(0, 19))).toMatchObject({ verdict: "tail-missing", firstBadSeq: 19 });
    expect(verify([])).toMatchObject({ verdict: "tail-missing", firstBadSeq: 0 });
  });

  it("names a log written anew, from the first position no checkpoint vouches for", () => {
    expect(verify(makeChain(24, 500))).toMatchObject({ verdict: "log-rewritten", firstBadSeq: 0 });
    const edited = honest.map((row, index) => (index === 11 ? { ...row, entry: { ...row.entry, fields: { queryLength: 99 } } } : row));
    expect(verify(rechain(edited))).toMatchObject({ verdict: "log-rewritten", firstBadSeq: 8, anchoredTo: 8 });
  });

  it("names two histories of one log, another log's checkpoint and another key", () => {
    expect(verify(honest, [...notes, seal(makeChain(16, 500))]).verdict).toBe("checkpoints-forked");
    expect(verify(honest, [createSigner().seal(honest)]).verdict).toBe("checkpoint-unsigned");
    expect(verify(honest, notes, createSigner().key).verdict).toBe("checkpoint-unsigned");
  });

  it("leaves what came after the last checkpoint to the chain alone", () => {
    const rewrittenTail = rechain(honest.map((row, index) => (index < 20 ? row : { ...row, entry: { ...row.entry, fields: { queryLength: 77 } } })));
    expect(verify(rewrittenTail, notes.slice(0, 2))).toMatchObject({ verdict: "intact", anchoredTo: 16 });
    expect(verify(rewrittenTail).verdict).toBe("log-rewritten");
  });
});

describe("tampering by somebody who holds the file", () => {
  it("is caught in every one of 10,000 random cases once the whole log is anchored", () => {
    let drawn = 0;
    const draw = (below: number) => {
      drawn += 1;
      return createHash("sha256").update(String(drawn)).digest().readUInt32BE(0) % below;
    };
    const kinds = [
      (at: number) => honest.map((row, index) => (index === at ? forge(row) : row)),
      (at: number) => honest.filter((_row, index) => index !== at),
      (at: number) => [...honest.slice(0, at), honest[draw(24)] as SealedEntry, ...honest.slice(at)],
      (at: number) => [...honest.slice(0, at), ...honest.slice(at + 1, at + 2), honest[at] as SealedEntry, ...honest.slice(at + 2)],
      (at: number) => honest.slice(0, at),
      (at: number) => rechain(honest.map((row, index) => (index === at ? forge(row) : row))),
      (at: number) => rechain(honest.filter((_row, index) => index !== at)),
    ];
    const forge = (row: SealedEntry): SealedEntry => {
      const entry = { ...row.entry, fields: { queryLength: 100 + draw(10_000) } };
      const canonical = row.canonical.replace(/"queryLength":\d+/, `"queryLength":${String(entry.fields.queryLength)}`);
      return { entry, canonical, hash: hashEntry(canonical) };
    };
    const verdicts = new Map<string, number>();
    for (let round = 0; round < 10_000; round += 1) {
      // Swapping the last entry with nothing changes nothing; the one before it is the last that can be.
      const tampered = (kinds[round % kinds.length] as (at: number) => readonly SealedEntry[])(draw(23));
      const { verdict } = verify(tampered);
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    }
    expect(verdicts.get("intact")).toBeUndefined();
    expect([...verdicts.values()].reduce((sum, count) => sum + count, 0)).toBe(10_000);
    expect([...verdicts.keys()].sort()).toEqual(["link-broken", "log-rewritten", "sequence-broken", "tail-missing"]);
  }, 120_000);
});
