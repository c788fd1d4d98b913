import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { type Actor, createProver, event, hashLeaf, listConsistencyRuns, listInclusionRuns, type Proof, readEndorsement } from "../audit/index.ts";
import type { Outcome, Vault } from "../vault/vault.ts";
import { readVouching, walkLog } from "./export-audit.ts";

/** Proves one event: its entry, and its path to the newest checkpoint. Nothing else of the log is in it. */
export async function proveEntry(vault: Vault, by: Actor, seq: number): Outcome<Proof> {
  const asked = await vault.record(by, event("audit.proved", { provedSeq: seq }));
  const vouching = asked.ok ? await readVouching(vault, by) : asked;
  if (!vouching.ok) return vouching;
  const { kept, start, size } = vouching.value;
  const from = start?.size ?? 0;
  if (seq < from || seq >= size) return err(failure("audit.not-anchored"));
  const prover = createProver(listInclusionRuns(seq, size), start ?? undefined);
  let canonical = "";
  let at = from;
  const walked = await walkLog(vault, by, { from, to: size }, (row) => {
    if (at === seq) canonical = row.canonical;
    prover.push(hashLeaf(row.canonical));
    at += 1;
  });
  if (!walked.ok) return walked;
  const notes = chooseNotes(kept.notes, [size]);
  return ok({ format: "chartwell-audit-proof/1", kind: "inclusion", key: nameKey(kept), notes, canonical, size, path: spell(prover.proof()) });
}

/** Proves that the log of one checkpoint continues the log of an earlier one. */
export async function proveContinuation(vault: Vault, by: Actor, earlierSize: number, size: number): Outcome<Proof> {
  const vouching = await readVouching(vault, by);
  if (!vouching.ok) return vouching;
  const { kept, start } = vouching.value;
  const sizes = kept.notes.map(readSize);
  const from = start?.size ?? 0;
  if (earlierSize > size || earlierSize < from || !sizes.includes(earlierSize) || !sizes.includes(size)) return err(failure("audit.not-anchored"));
  const prover = createProver(listConsistencyRuns(earlierSize, size), start ?? undefined);
  const walked = await walkLog(vault, by, { from, to: size }, ({ canonical }) => prover.push(hashLeaf(canonical)));
  if (!walked.ok) return walked;
  const notes = chooseNotes(kept.notes, [earlierSize, size]);
  return ok({ format: "chartwell-audit-proof/1", kind: "consistency", key: nameKey(kept), notes, earlierSize, size, path: spell(prover.proof()) });
}

const readSize = (note: string) => Number(note.split("\n", 2)[1]);
const spell = (path: readonly Buffer[]) => path.map((hash) => hash.toString("hex"));
const nameKey = ({ keyName, publicKey }: { keyName: string; publicKey: string }) => ({ name: keyName, publicKey });

/** The checkpoints a proof is about, and those by which an older key hands on. */
function chooseNotes(notes: readonly string[], sizes: readonly number[]): string[] {
  const last = Math.max(...sizes);
  return notes.filter((note) => {
    const size = readSize(note);
    return sizes.includes(size) || (size < last && readEndorsement({ extensions: note.split("\n") }) !== null);
  });
}
