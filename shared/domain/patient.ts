import { z } from "zod";
import { ConsentIdSchema, PatientIdSchema, UserIdSchema } from "./ids.ts";
import { CalendarDateSchema, InstantSchema } from "./time.ts";

/** Who else is named in this chart: their names are identifiers too (164.514(b)(2)(i)). */
export const RelatedPersonSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  relationship: z.string().trim().max(60),
});

export const DemographicsSchema = z.strictObject({
  familyName: z.string().trim().min(1).max(80),
  givenName: z.string().trim().min(1).max(80),
  preferredName: z.string().trim().max(80),
  pronouns: z.string().trim().max(40),
  bornOn: CalendarDateSchema,
  mrn: z.string().trim().min(1).max(40),
  phone: z.string().trim().max(40),
  email: z.string().trim().max(120),
  address: z.string().trim().max(300),
  stateCode: z.string().regex(/^[A-Z]{2}$/),
  /** Alerts and allergies shown in the banner. */
  alerts: z.string().trim().max(300),
  relatedPersons: z.array(RelatedPersonSchema).max(30),
});
export type Demographics = z.infer<typeof DemographicsSchema>;

export const PatientSchema = z.strictObject({
  id: PatientIdSchema,
  demographics: DemographicsSchema,
  registeredAt: InstantSchema,
});
export type Patient = z.infer<typeof PatientSchema>;

/** A row of a search result: enough to tell two people apart, nothing more. */
export const PatientSummarySchema = z.strictObject({
  id: PatientIdSchema,
  familyName: z.string(),
  givenName: z.string(),
  bornOn: CalendarDateSchema,
  mrn: z.string(),
});
export type PatientSummary = z.infer<typeof PatientSummarySchema>;

/** What a patient can agree to; drafting with AI has its own consent (several states require it). */
export const consentKinds = ["session-recording", "ai-drafting"] as const;
export const ConsentKindSchema = z.enum(consentKinds);
export type ConsentKind = z.infer<typeof ConsentKindSchema>;

export const ConsentSchema = z.strictObject({
  id: ConsentIdSchema,
  patientId: PatientIdSchema,
  kind: ConsentKindSchema,
  decision: z.enum(["given", "declined"]),
  /** How it was given. */
  method: z.enum(["signed-form", "electronic", "verbal-documented"]),
  /** The version of the consent text the patient saw. */
  textVersion: z.string().min(1).max(40),
  recordedAt: InstantSchema,
  recordedBy: UserIdSchema,
  revokedAt: InstantSchema.nullable(),
});
export type Consent = z.infer<typeof ConsentSchema>;
