import { z } from "zod";
import { StretchSchema } from "./access-review.ts";
import { AssessmentIdSchema, BackupIdSchema, UserIdSchema } from "./ids.ts";
import { CalendarDateSchema, InstantSchema } from "./time.ts";
import { DataClassSchema, VendorIdSchema } from "./vendor.ts";

/** Where information may have got out. */
export const BreachSourceSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("vendor"), vendorId: VendorIdSchema, dataClasses: z.array(DataClassSchema).min(1) }),
  z.strictObject({ kind: z.literal("person"), userId: UserIdSchema }),
  z.strictObject({ kind: z.literal("computer") }),
  z.strictObject({ kind: z.literal("backup"), backupId: BackupIdSchema }),
]);
export type BreachSource = z.infer<typeof BreachSourceSchema>;

const answer = z.enum(["yes", "no", "unknown"]);
const prose = z.string().max(4000);

/** Whoever first knew, and when: the clock starts at the earliest who counts (164.404(a)(2)). */
export const KnowledgeSchema = z.strictObject({
  on: CalendarDateSchema,
  /** An associate who is the clinic's agent counts as the clinic; an independent one counts when it tells. */
  by: z.enum(["workforce", "agent", "associate-notice", "wrongdoer"]),
  how: z.string().max(400),
});
export type Knowledge = z.infer<typeof KnowledgeSchema>;

/** What stood between a finder and the text (74 FR 42740); only "yes" protects. */
export const ProtectionSchema = z.strictObject({
  diskEncrypted: answer,
  /** How the computer was when it went. */
  machineState: z.enum(["off", "locked", "open", "unknown"]),
  strongLogin: answer,
  /** Neither password nor recovery sheet went with it. */
  keyApart: answer,
});
export type Protection = z.infer<typeof ProtectionSchema>;

/** The three exceptions of 164.402(1). */
export const exclusionKinds = ["good-faith", "between-authorized", "not-retainable"] as const;

/** The four factors of 164.402(2), in the rule's order. */
export const factorNames = ["nature", "recipient", "acquired", "mitigation"] as const;
export const FactorSchema = z.strictObject({
  factor: z.enum(factorNames),
  level: z.enum(["low", "medium", "high"]).nullable(),
  rationale: prose,
});

/** A law-enforcement delay (164.412): in writing for the time it names, by word of mouth for 30 days. */
export const HoldSchema = z.discriminatedUnion("form", [
  z.strictObject({ form: z.literal("written"), statedOn: CalendarDateSchema, untilOn: CalendarDateSchema, official: z.string().max(200) }),
  z.strictObject({ form: z.literal("oral"), statedOn: CalendarDateSchema, official: z.string().max(200) }),
]);
export type Hold = z.infer<typeof HoldSchema>;

/** What a business associate wrote (164.410). */
export const AssociateNoticeSchema = z.strictObject({
  receivedOn: CalendarDateSchema,
  discoveredOn: CalendarDateSchema,
  actsAsAgent: z.boolean(),
  statedPatients: z.int().min(0).nullable(),
});

/** What letters, reports and the portal are filled from. */
export const NoticeWordsSchema = z.strictObject({
  happened: prose,
  involved: prose,
  patientSteps: prose,
  clinicSteps: prose,
  contact: z.string().max(600),
  signer: z.string().max(160),
  recipient: z.string().max(300),
  /** Letters that came back, beside those who have no address on record. */
  returnedLetters: z.int().min(0).max(1_000_000),
});
export type NoticeWords = z.infer<typeof NoticeWordsSchema>;

/** One assessment as people fill it in. */
export const AssessmentBodySchema = z.strictObject({
  title: z.string().trim().min(1).max(120),
  source: BreachSourceSchema,
  stretch: StretchSchema,
  notice: AssociateNoticeSchema.nullable(),
  knowledge: z.array(KnowledgeSchema).max(20),
  protection: ProtectionSchema,
  exclusion: z.strictObject({ kind: z.enum(exclusionKinds), rationale: prose }).nullable(),
  factors: z.array(FactorSchema).length(factorNames.length),
  /** What the assessor makes of the four factors; a breach is presumed until then. */
  conclusion: z.enum(["presumed", "low-probability", "notify"]),
  hold: HoldSchema.nullable(),
  /** A clinic licensed under California H&S 1204 has a clock of its own. */
  licensedInCalifornia: z.boolean(),
  words: NoticeWordsSchema,
});
export type AssessmentBody = z.infer<typeof AssessmentBodySchema>;

export const breachOutcomes = ["secured", "excluded", "low-probability", "breach"] as const;
export const BreachOutcomeSchema = z.enum(breachOutcomes);
export type BreachOutcome = z.infer<typeof BreachOutcomeSchema>;

/** What was in reach of whoever had it. */
export const exposures = ["transcript-identifiers-removed", "transcript-identified", "chart-viewed", "whole-record"] as const;
export const ExposureSchema = z.enum(exposures);
export type Exposure = z.infer<typeof ExposureSchema>;

/** How many people, where they live, what and when. */
export const AffectedSummarySchema = z.strictObject({
  patients: z.int().min(0),
  /** Records destroyed since: they count, and cannot be written to. */
  destroyed: z.int().min(0),
  minors: z.int().min(0),
  withoutAddress: z.int().min(0),
  /** By state of residence; "" where it is not known. */
  perState: z.array(z.strictObject({ stateCode: z.string(), patients: z.int().min(1) })),
  perExposure: z.array(z.strictObject({ exposure: ExposureSchema, patients: z.int().min(1) })),
  times: z.int().min(0),
  firstAt: InstantSchema.nullable(),
  lastAt: InstantSchema.nullable(),
});
export type AffectedSummary = z.infer<typeof AffectedSummarySchema>;

/** One duty with its day. */
export const DutySchema = z.strictObject({
  id: z.string().max(60),
  kind: z.enum(["individuals", "media", "hhs-now", "hhs-annual", "state-individuals", "state-attorney", "state-agency"]),
  stateCode: z.string(),
  patients: z.int().min(0),
  dueOn: CalendarDateSchema,
  rule: z.string(),
  /** A law-enforcement delay moved the day. */
  held: z.boolean(),
});
export type Duty = z.infer<typeof DutySchema>;

export const AssessmentLineSchema = z.strictObject({
  id: AssessmentIdSchema,
  title: z.string(),
  state: z.enum(["open", "concluded"]),
  openedAt: InstantSchema,
  openedByName: z.string(),
  concludedAt: InstantSchema.nullable(),
  outcome: BreachOutcomeSchema.nullable(),
  patients: z.int().min(0).nullable(),
  discoveredOn: CalendarDateSchema.nullable(),
  /** The next day by which something is due and not recorded as done. */
  nextDueOn: CalendarDateSchema.nullable(),
});
export type AssessmentLine = z.infer<typeof AssessmentLineSchema>;
