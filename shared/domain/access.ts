import { z } from "zod";
import { GlassBreakIdSchema, PatientIdSchema, UserIdSchema } from "./ids.ts";
import { InstantSchema } from "./time.ts";

/** Why somebody outside the care team opens a chart: codes, so that the log needs no free text. */
export const glassReasons = ["emergency-treatment", "crisis-call", "covering-colleague", "patient-request"] as const;
export const GlassReasonSchema = z.enum(glassReasons);

/** An emergency access lasts this long at the most (164.312(a)(2)(ii)). */
export const glassMinutes = 60;

/** One emergency access as its reviewer sees it. */
export const GlassReviewSchema = z.strictObject({
  id: GlassBreakIdSchema,
  patientId: PatientIdSchema,
  patientName: z.string(),
  userId: UserIdSchema,
  userName: z.string(),
  reason: GlassReasonSchema,
  openedAt: InstantSchema,
  untilAt: InstantSchema,
  reviewedAt: InstantSchema.nullable(),
  verdict: z.enum(["justified", "not-justified"]).nullable(),
});
export type GlassReview = z.infer<typeof GlassReviewSchema>;

/** Why a patient's record is destroyed. */
export const destructionReasons = ["retention-ended", "patient-request", "entered-in-error", "court-order"] as const;
export const DestructionReasonSchema = z.enum(destructionReasons);

/** One key as the inventory lists it: never the key, never what it sealed. */
export const KeyLineSchema = z.strictObject({
  keyId: z.string(),
  purpose: z.enum([
    "device",
    "device-and-person",
    "passphrase",
    "recovery-sheet",
    "master",
    "database",
    "people-share",
    "clinic-settings",
    "keybag",
    "locked-spool",
    "person",
    "psychotherapy-notes",
    "retired-master",
    "patient-record",
    "patient-accounting",
  ]),
  createdAt: InstantSchema.nullable(),
  /** How many keys this line stands for. */
  count: z.int().min(0),
  /** Days since it was made, and whether it is older than its cryptoperiod (NIST SP 800-57). */
  ageDays: z.int().min(0).nullable(),
  overdue: z.boolean(),
});
export type KeyLine = z.infer<typeof KeyLineSchema>;
