import { z } from "zod";
import { StretchSchema } from "../domain/access-review.ts";
import {
  AffectedSummarySchema,
  AssessmentBodySchema,
  AssessmentLineSchema,
  AssociateNoticeSchema,
  BreachOutcomeSchema,
  BreachSourceSchema,
  DutySchema,
  ExposureSchema,
} from "../domain/breach.ts";
import { AssessmentIdSchema, PatientIdSchema } from "../domain/ids.ts";
import { PasswordSchema } from "../domain/people.ts";
import { CalendarDateSchema, InstantSchema } from "../domain/time.ts";
import { call } from "./call.ts";

const office = ["practice-manager", "privacy-officer"] as const;
const one = z.strictObject({ id: AssessmentIdSchema });

/** One duty as a person reads it: with the days left and the day it was done. */
export const DutyLineSchema = z.strictObject({ ...DutySchema.shape, daysLeft: z.int(), doneOn: CalendarDateSchema.nullable() });
export type DutyLine = z.infer<typeof DutyLineSchema>;

/** Everything about one assessment: what people wrote, and what follows from it today. */
export const AssessmentViewSchema = z.strictObject({
  id: AssessmentIdSchema,
  state: z.enum(["open", "concluded"]),
  revision: z.int(),
  body: AssessmentBodySchema,
  openedAt: InstantSchema,
  openedByName: z.string(),
  concludedAt: InstantSchema.nullable(),
  concludedByName: z.string().nullable(),
  affected: AffectedSummarySchema,
  evidence: z.strictObject({
    /** Sends of the stretch, as the record and as the audit log count them. */
    sendsInRecord: z.int(),
    sendsInLog: z.int(),
    lastSeq: z.int(),
    /** Entries a signed checkpoint covers. */
    covered: z.int(),
  }),
  protection: z.strictObject({
    secured: z.boolean(),
    steps: z.array(
      z.strictObject({
        question: z.enum(["readable-to-recipient", "disk-encrypted", "machine-closed", "strong-login", "key-apart"]),
        answer: z.enum(["yes", "no", "unknown"]),
      }),
    ),
  }),
  outcome: BreachOutcomeSchema,
  gaps: z.array(z.enum(["discovery", "exclusion-rationale", "factor-level", "factor-rationale", "high-factor", "letter-words"])),
  discoveredOn: CalendarDateSchema.nullable(),
  duties: z.array(DutyLineSchema),
  substitute: z.enum(["none", "other-means", "posting"]),
  badAddresses: z.int().min(0),
  /** The last day notices must wait, while they must. */
  heldUntil: CalendarDateSchema.nullable(),
});
export type AssessmentView = z.infer<typeof AssessmentViewSchema>;

/** One affected patient; a record destroyed since has no name. */
export const AffectedPersonSchema = z.strictObject({
  patientId: PatientIdSchema,
  name: z.string().nullable(),
  stateCode: z.string(),
  hasAddress: z.boolean(),
  minor: z.boolean(),
  times: z.int(),
  firstAt: InstantSchema,
  lastAt: InstantSchema,
  exposures: z.array(ExposureSchema),
});
export type AffectedPerson = z.infer<typeof AffectedPersonSchema>;

/** The breach assistant (164.400-414). */
export const breachCalls = {
  "breach.list": call({
    who: office,
    input: () => z.strictObject({}),
    output: () => z.strictObject({ assessments: z.array(AssessmentLineSchema).max(200) }),
  }),
  "breach.open": call({
    who: office,
    input: () =>
      z.strictObject({
        title: z.string().trim().min(1).max(120),
        source: BreachSourceSchema,
        stretch: StretchSchema,
        notice: AssociateNoticeSchema.nullable(),
      }),
    output: () => one,
  }),
  "breach.read": call({ who: office, input: () => one, output: () => AssessmentViewSchema }),
  "breach.save": call({
    who: office,
    input: () => z.strictObject({ id: AssessmentIdSchema, revision: z.int(), body: AssessmentBodySchema }),
    output: () => AssessmentViewSchema,
  }),
  /** Affected patients in a fixed order, a page after another. */
  "breach.affected": call({
    who: office,
    input: () => z.strictObject({ id: AssessmentIdSchema, after: PatientIdSchema.nullable(), limit: z.int().min(1).max(500) }),
    output: () => z.strictObject({ people: z.array(AffectedPersonSchema), next: PatientIdSchema.nullable() }),
  }),
  "breach.conclude": call({
    who: office,
    input: () => z.strictObject({ id: AssessmentIdSchema, revision: z.int(), password: PasswordSchema }),
    output: () => AssessmentViewSchema,
  }),
  "breach.recordStep": call({
    who: office,
    input: () => z.strictObject({ id: AssessmentIdSchema, duty: z.string().regex(/^[a-z-]+(:[A-Za-z]+)*$/), doneOn: CalendarDateSchema }),
    output: () => AssessmentViewSchema,
  }),
  /** Letters, reports, worksheet and evidence as an encrypted ZIP at a place the person chooses. */
  "breach.export": call({
    who: office,
    input: () => z.strictObject({ id: AssessmentIdSchema, password: PasswordSchema }),
    output: () => z.strictObject({ fileCount: z.int(), byteCount: z.int(), letters: z.int(), passphrase: z.string(), sha256: z.string() }),
  }),
} as const;
