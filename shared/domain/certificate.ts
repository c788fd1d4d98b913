import { z } from "zod";
import { DestructionReasonSchema } from "./access.ts";
import { BackupIdSchema, DestructionIdSchema, SubjectTokenSchema } from "./ids.ts";
import { ScopeSchema } from "./rights.ts";
import { CalendarDateSchema, InstantSchema } from "./time.ts";

/** What is known before the deed and written down with it. */
export const CertificateDraftSchema = z.strictObject({
  format: z.literal("chartwell-destruction/1"),
  id: DestructionIdSchema,
  /** The audit log's random name for the patient: the certificate names nobody. */
  subject: SubjectTokenSchema,
  reason: DestructionReasonSchema,
  /** The rule by which it was allowed. */
  basis: z.string(),
  scope: ScopeSchema.omit({ backups: true }),
  keysDestroyed: z.array(z.string()),
  proposedByName: z.string(),
  proposedAt: InstantSchema,
  approvedByName: z.string(),
  destroyedAt: InstantSchema,
  /** The sound files that go with it, by their random ids. */
  soundFiles: z.array(z.string()),
  appVersion: z.string(),
});
export type CertificateDraft = z.infer<typeof CertificateDraftSchema>;

/** What was destroyed, how, by whom, and what remains and why (NIST SP 800-88r2; 45 CFR 164.310(d)(2)(i)). */
export const CertificateSchema = CertificateDraftSchema.extend({
  method: z.strictObject({ standard: z.string(), steps: z.array(z.string()) }),
  backups: z.array(z.strictObject({ id: BackupIdSchema, madeAt: InstantSchema, state: z.enum(["rewritten", "not-in-it", "out-of-reach"]) })),
  remains: z.array(z.strictObject({ what: z.string(), why: z.string(), until: CalendarDateSchema.nullable() })),
});
export type Certificate = z.infer<typeof CertificateSchema>;
