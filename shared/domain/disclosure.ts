import { z } from "zod";
import { DisclosureIdSchema, PatientIdSchema } from "./ids.ts";
import { CalendarDateSchema, InstantSchema } from "./time.ts";

/**
 * Why something was disclosed that a patient may ask about (164.528). Treatment, payment, operations,
 * and what the patient asked for or authorized are exempt and have no place here (164.528(a)(1)).
 */
export const disclosurePurposes = [
  "public-health",
  "abuse-report",
  "health-oversight",
  "court-order",
  "law-enforcement",
  "coroner",
  "research",
  "serious-threat",
  "required-by-law",
  "breach",
] as const;
export const DisclosurePurposeSchema = z.enum(disclosurePurposes);
export type DisclosurePurpose = z.infer<typeof DisclosurePurposeSchema>;

/** What 164.528(b)(2) asks of each entry. */
export const DisclosureContentSchema = z.strictObject({
  recipient: z.string().trim().min(1).max(200),
  recipientAddress: z.string().trim().max(300),
  /** A brief description of the information. */
  what: z.string().trim().min(1).max(600),
  /** A brief statement of the purpose, or where the written request is kept. */
  basis: z.string().trim().min(1).max(600),
});

export const DisclosureSchema = z.strictObject({
  id: DisclosureIdSchema,
  patientId: PatientIdSchema,
  disclosedOn: CalendarDateSchema,
  purpose: DisclosurePurposeSchema,
  content: DisclosureContentSchema,
  recordedAt: InstantSchema,
  recordedByName: z.string(),
});
export type Disclosure = z.infer<typeof DisclosureSchema>;
