import { z } from "zod";

/** The identifier types of 164.514(b)(2)(i)(A)-(R), as the detector names them. */
export const identifierTypes = [
  "NAME",
  "DATE",
  "AGE90",
  "LOCATION",
  "ORG",
  "PHONE",
  "FAX",
  "EMAIL",
  "URL",
  "IP",
  "SSN",
  "MRN",
  "HEALTHPLAN",
  "ACCOUNT",
  "LICENSE",
  "VEHICLE",
  "DEVICE",
  "BIOMETRIC",
  "ID",
] as const;
export const IdentifierTypeSchema = z.enum(identifierTypes);
export type IdentifierType = z.infer<typeof IdentifierTypeSchema>;

/** Which layer found a span, so that "why was this replaced?" has an answer. */
export const detectionReasons = [
  "known-identifier",
  "pattern",
  "spoken-pattern",
  "context-word",
  "lexicon",
  "tagger",
  "pack",
  "propagated",
  "added-by-person",
] as const;
export const DetectionReasonSchema = z.enum(detectionReasons);
export type DetectionReason = z.infer<typeof DetectionReasonSchema>;

/** One place in one transcript line that is replaced. Offsets are UTF-16, end-exclusive. */
export const ReplacedSpanSchema = z.strictObject({
  line: z.int().min(1),
  start: z.int().min(0),
  end: z.int().min(1),
  type: IdentifierTypeSchema,
  /** "[PATIENT_1]", "[DATE_2]": typed, numbered by first appearance, never derived. */
  placeholder: z.string().regex(/^\[[A-Z0-9_]+_\d+\]$/),
  confidence: z.number().min(0).max(1),
  why: z.array(DetectionReasonSchema).min(1),
});
export type ReplacedSpan = z.infer<typeof ReplacedSpanSchema>;

/** A place that looks like an identifier but was not replaced; a person may replace it. */
export const DoubtfulSpanSchema = z.strictObject({
  line: z.int().min(1),
  start: z.int().min(0),
  end: z.int().min(1),
  why: z.enum(["name-like", "number-like", "unique-role"]),
  /** How likely it is an identifier: the panel shows the likeliest first. */
  risk: z.number().min(0).max(1),
});
export type DoubtfulSpan = z.infer<typeof DoubtfulSpanSchema>;

/** A redaction a person adds in the Privacy panel. */
export const AddedRedactionSchema = z.strictObject({
  line: z.int().min(1),
  start: z.int().min(0),
  end: z.int().min(1),
});
export type AddedRedaction = z.infer<typeof AddedRedactionSchema>;

/** Why a person lets a replaced place stand. A reason is a code: the audit trail holds no words. */
export const releaseReasons = ["not-an-identifier", "public-knowledge", "needed-for-care"] as const;
export const ReleaseReasonSchema = z.enum(releaseReasons);
export type ReleaseReason = z.infer<typeof ReleaseReasonSchema>;

/** A replaced place a person lets stand after all, with the reason that goes into the audit trail. */
export const ReleasedRedactionSchema = z.strictObject({ ...AddedRedactionSchema.shape, reason: ReleaseReasonSchema });
export type ReleasedRedaction = z.infer<typeof ReleasedRedactionSchema>;
