import { z } from "zod";
import { AnchorStatusSchema } from "../domain/anchor.ts";
import { UserIdSchema } from "../domain/ids.ts";
import { PasswordSchema } from "../domain/people.ts";
import { InstantSchema } from "../domain/time.ts";
import { call } from "./call.ts";

const office = ["practice-manager", "privacy-officer"] as const;
const officers = [...office, "it-admin"] as const;
const watchers = ["practice-manager", "privacy-officer", "it-admin", "auditor"] as const;

/** One row of the audit log as it is shown: codes, ids and times, never content. */
export const AuditRowSchema = z.strictObject({
  seq: z.int().min(0),
  at: InstantSchema,
  event: z.string(),
  actor: z.string(),
  role: z.string(),
  subject: z.string().nullable(),
  outcome: z.int(),
  code: z.string().nullable(),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  hash: z.string(),
});
export type AuditRow = z.infer<typeof AuditRowSchema>;

/** What a verification found, with the first bad position when there is one. */
export const VerificationSchema = z.strictObject({
  intact: z.boolean(),
  checked: z.int().min(0),
  firstBadSeq: z.int().min(0).nullable(),
  verdict: z.enum([
    ...["intact", "entry-edited", "sequence-broken", "link-broken", "row-unreadable", "clock-regressed"],
    ...["checkpoint-unsigned", "checkpoints-forked", "log-rewritten", "tail-missing", "rolled-back", "start-unproved"],
  ] as const),
  /** Entries before this are vouched for by a signed checkpoint; the rest by the chain alone. */
  anchoredTo: z.int().min(0),
  headHash: z.string(),
  /** The head as eight short groups that can be read aloud or written into a paper log. */
  headCode: z.string(),
  elapsedMs: z.number(),
});
export type Verification = z.infer<typeof VerificationSchema>;

export const complianceCalls = {
  "audit.list": call({
    who: watchers,
    input: () => z.strictObject({ beforeSeq: z.int().min(0).nullable(), limit: z.int().min(1).max(200) }),
    output: () => z.strictObject({ rows: z.array(AuditRowSchema), total: z.int() }),
  }),
  "audit.verify": call({ who: watchers, input: () => z.strictObject({}), output: () => VerificationSchema }),
  /** Writes the whole log with its checkpoints into a folder the person chooses, for an auditor to verify without this program. */
  "audit.export": call({
    who: watchers,
    input: () => z.strictObject({}),
    output: () => z.strictObject({ name: z.string(), size: z.int().min(0), files: z.int().min(0), sha256: z.string() }),
  }),
  /** The newest checkpoint, its code for the paper log, and where checkpoints are kept beside the record. */
  "audit.anchors": call({ who: [...watchers], input: () => z.strictObject({}), output: () => AnchorStatusSchema }),
  /** Seals the certificate and key by which the log server knows this record. */
  "audit.setShippingKey": call({
    who: officers,
    input: () =>
      z.strictObject({
        certificate: z.string().startsWith("-----BEGIN CERTIFICATE-----").max(20_000),
        privateKey: z
          .string()
          .regex(/^-----BEGIN (EC |RSA )?PRIVATE KEY-----/)
          .max(20_000),
        password: PasswordSchema,
      }),
    output: () => z.strictObject({}),
  }),
  /** How long the log is kept, what may go, and what one officer has proposed. */
  "audit.retention": call({
    who: [...office, "auditor"],
    input: () => z.strictObject({}),
    output: () =>
      z.strictObject({
        years: z.int(),
        removableBefore: z.int().nullable(),
        proposal: z.strictObject({ size: z.int(), proposedBy: UserIdSchema, proposedAt: InstantSchema }).nullable(),
      }),
  }),
  "audit.proposeRemoval": call({
    who: office,
    input: () => z.strictObject({ beforeSeq: z.int().min(1), password: PasswordSchema }),
    output: () => z.strictObject({}),
  }),
  /** A second officer's word; what was proposed goes. */
  "audit.approveRemoval": call({
    who: office,
    input: () => z.strictObject({ beforeSeq: z.int().min(1), password: PasswordSchema }),
    output: () => z.strictObject({ removed: z.int().min(0) }),
  }),
  /** Gives the log's checkpoints a new key, which the old one endorses. */
  "audit.rotateKey": call({ who: officers, input: () => z.strictObject({ password: PasswordSchema }), output: () => z.strictObject({}) }),
} as const;
