import { z } from "zod";
import type { Checkpoint, CheckpointKey } from "./checkpoint.ts";
import { openLine } from "./follow-keys.ts";
import { checkConsistency, checkInclusion, hashLeaf } from "./merkle.ts";
import { readEntry } from "./read-entry.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const common = { format: z.literal("chartwell-audit-proof/1"), key: z.strictObject({ name: z.string(), publicKey: z.string() }) };

/**
 * A proof that stands alone: an event with its path to a signed checkpoint, or two checkpoints with
 * the path from one to the other. `notes` are the checkpoints by which the oldest key hands on, and
 * those the proof is about.
 */
export const ProofSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    ...common,
    kind: z.literal("inclusion"),
    notes: z.array(z.string()),
    canonical: z.string(),
    size: z.int().min(1),
    path: z.array(hash),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("consistency"),
    notes: z.array(z.string()),
    earlierSize: z.int().min(1),
    size: z.int().min(1),
    path: z.array(hash),
  }),
]);
export type Proof = z.infer<typeof ProofSchema>;

export type ProofVerdict = "proved" | "not-proved" | "checkpoint-unsigned" | "entry-unreadable";

/** Checks a proof against the oldest trusted key. It shows nothing about any other event. */
export function checkProof(proof: Proof, oldest: CheckpointKey): ProofVerdict {
  const opened = openLine(proof.notes, oldest);
  const later = opened?.find(({ size }) => size === proof.size);
  if (opened === null || later === undefined) return "checkpoint-unsigned";
  const path = proof.path.map((hex) => Buffer.from(hex, "hex"));
  if (proof.kind === "consistency") return say(continues(opened, proof.earlierSize, later, path));
  const entry = readEntry(proof.canonical);
  if (entry === null) return "entry-unreadable";
  return say(checkInclusion(hashLeaf(proof.canonical), entry.seq, proof.size, path, later.root));
}

function continues(opened: readonly Checkpoint[], earlierSize: number, later: Checkpoint, path: readonly Buffer[]): boolean {
  const earlier = opened.find(({ size }) => size === earlierSize);
  return earlier !== undefined && checkConsistency(earlier, later, path);
}

const say = (holds: boolean): ProofVerdict => (holds ? "proved" : "not-proved");
