import { z } from "zod";

/** The kinds of session a billing code depends on. */
export const sessionTypes = ["individual", "family-with-client", "family-without-client", "group", "evaluation", "crisis", "other"] as const;
export const SessionTypeSchema = z.enum(sessionTypes);
export type SessionType = z.infer<typeof SessionTypeSchema>;

export const sessionTypeNames: Readonly<Record<SessionType, string>> = {
  individual: "Individual psychotherapy",
  "family-with-client": "Family, client present",
  "family-without-client": "Family, client not present",
  group: "Group psychotherapy",
  evaluation: "Diagnostic evaluation",
  crisis: "Crisis psychotherapy",
  other: "Something else",
};

/** A procedure code by the clock, or why there is none. */
export const ProcedureSchema = z.strictObject({
  /** CPT code, or null where the time or the kind of session supports none. */
  code: z
    .string()
    .regex(/^\d{5}$/)
    .nullable(),
  /** Further units of an add-on code, such as 90840 for each half hour of crisis work. */
  addOn: z.strictObject({ code: z.string().regex(/^\d{5}$/), units: z.int().min(1) }).nullable(),
  minutes: z.int().min(0).nullable(),
  why: z.enum(["by-time", "by-kind", "too-short", "no-times", "no-code"]),
});
export type Procedure = z.infer<typeof ProcedureSchema>;

/** An ICD-10-CM code by its form. */
export const DiagnosisCodeSchema = z.string().regex(/^[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?$/);

/** A diagnosis somebody spoke of, with the lines that show it. */
export const DiagnosisSchema = z.strictObject({ code: DiagnosisCodeSchema, lines: z.array(z.int().min(1)).max(20) });
export type Diagnosis = z.infer<typeof DiagnosisSchema>;

/** The codes of a session as the clinician chose them. */
export const SessionCodesSchema = z.strictObject({
  sessionType: SessionTypeSchema,
  procedure: z
    .string()
    .regex(/^\d{5}$/)
    .nullable(),
  diagnoses: z.array(DiagnosisSchema).max(12),
});
export type SessionCodes = z.infer<typeof SessionCodesSchema>;
