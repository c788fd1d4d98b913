import { z } from "zod";
import { DestructionReasonSchema } from "../domain/access.ts";
import { DestructionIdSchema, HoldIdSchema, PatientIdSchema, RightsRequestIdSchema } from "../domain/ids.ts";
import { PasswordSchema } from "../domain/people.ts";
import {
  BlockSchema,
  DecisionSchema,
  DestructionSchema,
  HoldReasonSchema,
  LapseSchema,
  LegalHoldSchema,
  RequestContentSchema,
  RequestKindSchema,
  RequestLineSchema,
  RightsRequestSchema,
  ScopeSchema,
} from "../domain/rights.ts";
import { CalendarDateSchema, InstantSchema } from "../domain/time.ts";
import { call } from "./call.ts";

const office = ["practice-manager", "privacy-officer"] as const;
/** Who may give the second word to a destruction: another of the office, or the clinical side. */
const approvers = [...office, "supervisor"] as const;
const patient = z.strictObject({ patientId: PatientIdSchema });
const request = z.strictObject({ id: RightsRequestIdSchema });
const Statement = z.string().trim().min(1).max(2_000);

/** Access, amendment, holds, retention and destruction (45 CFR 164.524, 164.526, 164.310(d)(2)). */
export const rightsCalls = {
  /** Every request that still runs, of the whole clinic, by its day; and those closed lately. */
  "rights.clocks": call({
    who: office,
    input: () => z.strictObject({}),
    output: () => z.strictObject({ requests: z.array(RequestLineSchema), today: CalendarDateSchema }),
  }),
  "rights.ofPatient": call({
    who: office,
    input: () => patient,
    output: () => z.strictObject({ requests: z.array(RightsRequestSchema), holds: z.array(LegalHoldSchema), today: CalendarDateSchema }),
  }),
  "rights.record": call({
    who: office,
    input: () =>
      z.strictObject({ patientId: PatientIdSchema, kind: RequestKindSchema, receivedOn: CalendarDateSchema, content: RequestContentSchema }),
    output: () => RightsRequestSchema,
  }),
  /** The one extension there is, with its reason for the letter. */
  "rights.extend": call({ who: office, input: () => request.extend({ reason: Statement }), output: () => RightsRequestSchema }),
  "rights.decide": call({ who: office, input: () => request.extend({ decision: DecisionSchema }), output: () => RightsRequestSchema }),
  "rights.withdraw": call({ who: office, input: () => request, output: () => RightsRequestSchema }),
  /** What the patient answers to a denial, and what the clinic answers to that. */
  "rights.addStatement": call({
    who: office,
    input: () => request.extend({ kind: z.enum(["disagreement", "rebuttal"]), text: Statement }),
    output: () => RightsRequestSchema,
  }),
  /** Writes the letter that goes with where the request stands to a place the person chooses. */
  "rights.writeLetter": call({ who: office, input: () => request, output: () => z.strictObject({ letter: z.string(), byteCount: z.int() }) }),
  "holds.place": call({
    who: office,
    input: () => z.strictObject({ patientId: PatientIdSchema, reason: HoldReasonSchema, matter: LegalHoldSchema.shape.matter }),
    output: () => LegalHoldSchema,
  }),
  "holds.lift": call({ who: office, input: () => z.strictObject({ id: HoldIdSchema, password: PasswordSchema }), output: () => z.strictObject({}) }),
  /** What a destruction would take with it, and what stands in its way. */
  "destructions.weigh": call({
    who: approvers,
    input: () => z.strictObject({ patientId: PatientIdSchema, reason: DestructionReasonSchema }),
    output: () => z.strictObject({ scope: ScopeSchema, blocks: z.array(BlockSchema), notBefore: CalendarDateSchema }),
  }),
  "destructions.propose": call({
    who: office,
    input: () => z.strictObject({ patientId: PatientIdSchema, reason: DestructionReasonSchema, password: PasswordSchema }),
    output: () => z.strictObject({ id: DestructionIdSchema, notBefore: CalendarDateSchema }),
  }),
  "destructions.list": call({
    who: approvers,
    input: () => z.strictObject({}),
    output: () => z.strictObject({ destructions: z.array(DestructionSchema), today: CalendarDateSchema }),
  }),
  "destructions.withdraw": call({ who: approvers, input: () => z.strictObject({ id: DestructionIdSchema }), output: () => z.strictObject({}) }),
  /** The second person's word: what was proposed is destroyed, and a certificate says so. */
  "destructions.approve": call({
    who: approvers,
    input: () => z.strictObject({ id: DestructionIdSchema, password: PasswordSchema }),
    output: () => z.strictObject({ destroyedAt: InstantSchema, backupsRewritten: z.int(), backupsOutOfReach: z.int() }),
  }),
  /** Writes the certificate of a destruction, as a page and as a signed file, into a folder the person chooses. */
  "destructions.certificate": call({
    who: office,
    input: () => z.strictObject({ id: DestructionIdSchema }),
    output: () => z.strictObject({ files: z.int(), sha256: z.string() }),
  }),
  /** What lapses by its clock, before it does: sound, transcripts, and records whose retention has ended. */
  "retention.preview": call({
    who: office,
    input: () => z.strictObject({}),
    output: () =>
      z.strictObject({
        sound: z.array(LapseSchema),
        transcripts: z.array(LapseSchema),
        records: z.array(LapseSchema.extend({ citation: z.string() })),
        recordsMore: z.boolean(),
        soundDays: z.int(),
        transcriptDays: z.int().nullable(),
        unknownStates: z.array(z.string()),
      }),
  }),
} as const;
