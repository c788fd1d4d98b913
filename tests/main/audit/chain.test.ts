import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { writeCanonical } from "../../../main/audit/canonical.ts";
import { EntrySchema, hashEntry } from "../../../main/audit/chain.ts";
import {
  auditEvents,
  createChainVerifier,
  event,
  formatHeadCode,
  genesisHash,
  linkEntry,
  type SealedEntry,
  systemActor,
} from "../../../main/audit/index.ts";

/** Known answers for the chain's form, written out so that no implementation can drift with its test. */
const golden = {
  canonical:
    '{"actor":"u-0042","boot":"b-1","ev":"session.login","inst":"7f2f6a52","mono":1000,"out":0,"prev":"0000000000000000000000000000000000000000000000000000000000000000","seq":0,"ts":"2026-11-22T15:24:04.123Z","v":1}',
  hash: "efdbad8eb80f9738e7c0d33c42ef2838ab35e75541a321723e858e60269069c4",
};

function makeChain(length: number): SealedEntry[] {
  const chain: SealedEntry[] = [];
  for (let index = 0; index < length; index += 1) {
    const last = chain.at(-1);
    const at = { ts: new Date(Date.UTC(2026, 10, 23, 9, 0, index)).toISOString(), mono: index, boot: "b1", inst: "i1" };
    const statement = { event: event("patients.searched", { queryLength: index }), actor: systemActor, out: 0 };
    chain.push(linkEntry(statement, last === undefined ? null : { seq: last.entry.seq, hash: last.hash }, at));
  }
  return chain;
}

function verify(rows: readonly { canonical: string; hash: string }[]) {
  const verifier = createChainVerifier();
  for (const row of rows) verifier.push(row);
  return verifier.report();
}

describe("canonical form", () => {
  it("matches the known answer whatever order the keys come in", () => {
    const shuffled = JSON.parse(golden.canonical) as Record<string, string | number>;
    const reversed = Object.fromEntries(Object.entries(shuffled).reverse());
    expect(writeCanonical(reversed)).toBe(golden.canonical);
    expect(hashEntry(golden.canonical)).toBe(golden.hash);
  });

  it("refuses fractions and broken strings", () => {
    expect(() => writeCanonical({ a: 1.5 })).toThrow(TypeError);
    expect(() => writeCanonical({ a: "\ud800" })).toThrow(TypeError);
  });
});

describe("the chain", () => {
  it("verifies what it linked", () => {
    const report = verify(makeChain(40));
    expect(report).toMatchObject({ verdict: "intact", checked: 40, firstBadSeq: null });
  });

  it("starts at the genesis link", () => {
    expect(makeChain(1)[0]?.entry.prev).toBe(genesisHash);
  });

  it("names an edit, a deletion, an insertion and a swap with the first bad position", () => {
    const chain = makeChain(10);
    const edited = chain.map((row, index) =>
      index === 4 ? { ...row, canonical: row.canonical.replace('"queryLength":4', '"queryLength":5') } : row,
    );
    expect(verify(edited)).toMatchObject({ verdict: "entry-edited", firstBadSeq: 4 });
    expect(verify(chain.filter((_row, index) => index !== 3))).toMatchObject({ verdict: "sequence-broken", firstBadSeq: 3 });
    expect(verify([...chain.slice(0, 5), chain[4] as SealedEntry, ...chain.slice(5)])).toMatchObject({ verdict: "sequence-broken", firstBadSeq: 5 });
    const swapped = [...chain];
    [swapped[2], swapped[3]] = [swapped[3] as SealedEntry, swapped[2] as SealedEntry];
    expect(verify(swapped)).toMatchObject({ verdict: "sequence-broken", firstBadSeq: 2 });
  });

  it("names an entry rewritten together with its own hash", () => {
    const chain = makeChain(6);
    const canonical = (chain[2] as SealedEntry).canonical.replace('"queryLength":2', '"queryLength":9');
    const forged = chain.map((row, index) => (index === 2 ? { canonical, hash: hashEntry(canonical) } : row));
    expect(verify(forged)).toMatchObject({ verdict: "link-broken", firstBadSeq: 3 });
  });

  it("names a second spelling of the same entry", () => {
    const chain = makeChain(3);
    const spaced = chain.map((row, index) => (index === 1 ? { ...row, canonical: row.canonical.replace(":", ": ") } : row));
    expect(verify(spaced)).toMatchObject({ verdict: "row-unreadable", firstBadSeq: 1 });
  });

  it("does not notice a missing tail by itself; the head does", () => {
    const chain = makeChain(8);
    expect(verify(chain.slice(0, 6)).verdict).toBe("intact");
    expect(verify(chain.slice(0, 6)).head).not.toBe(verify(chain).head);
  });

  it("catches every one of 2,000 random single-byte changes", () => {
    const chain = makeChain(12);
    let state = 7;
    const next = (below: number) => {
      state = createHash("sha256").update(String(state)).digest().readUInt32BE(0);
      return state % below;
    };
    for (let round = 0; round < 2_000; round += 1) {
      const at = next(chain.length);
      const row = chain[at] as SealedEntry;
      const position = next(row.canonical.length);
      const replaced = String.fromCharCode(33 + ((row.canonical.charCodeAt(position) - 33 + 1 + next(90)) % 93));
      if (replaced === row.canonical[position]) continue;
      const changed = row.canonical.slice(0, position) + replaced + row.canonical.slice(position + 1);
      const tampered = chain.map((kept, index) => (index === at ? { ...kept, canonical: changed } : kept));
      expect(verify(tampered).verdict).not.toBe("intact");
    }
  });
});

describe("events", () => {
  it("refuse a field nobody foresaw and a value with free text", () => {
    const at = { ts: "2026-11-23T09:00:00.000Z", mono: 0, boot: "b", inst: "i" };
    const extra = { name: "patients.searched", fields: { queryLength: 1, query: "okonkwo" } } as unknown as ReturnType<typeof event>;
    expect(() => linkEntry({ event: extra, actor: systemActor, out: 0 }, null, at)).toThrow();
    const worded = { name: "user.signed-out", fields: { reason: "went home early" } } as unknown as ReturnType<typeof event>;
    expect(() => linkEntry({ event: worded, actor: systemActor, out: 0 }, null, at)).toThrow();
  });

  it("have names that read back", () => {
    for (const name of Object.keys(auditEvents)) expect(EntrySchema.shape.ev.safeParse(name).success, name).toBe(true);
  });

  it("give a head code that can be read aloud", () => {
    expect(formatHeadCode("0123456789abcdef".repeat(4))).toBe("0123 4567 89AB CDEF 0123 4567 89AB CDEF");
  });
});
