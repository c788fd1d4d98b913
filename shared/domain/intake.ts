import { z } from "zod";

/** The fields of a patient a table may bring. */
export const intakeFields = [
  ...["familyName", "givenName", "preferredName", "pronouns", "bornOn", "mrn"],
  ...["phone", "email", "address", "stateCode", "alerts"],
] as const;
export const IntakeFieldSchema = z.enum([
  ...["familyName", "givenName", "preferredName", "pronouns", "bornOn", "mrn"],
  ...["phone", "email", "address", "stateCode", "alerts"],
] as const);
export type IntakeField = z.infer<typeof IntakeFieldSchema>;

/** How a date is written where a file does not write it year first. */
export const DateOrderSchema = z.enum(["year-first", "month-first", "day-first"]);
export type DateOrder = z.infer<typeof DateOrderSchema>;

/** Which column holds which field; a field without a column is not in the file. */
export const MappingSchema = z.partialRecord(IntakeFieldSchema, z.int().min(0).max(200));
export type Mapping = z.infer<typeof MappingSchema>;

/** Larger files are refused: a hundred thousand patients are some 20 MB of text. */
export const largestIntakeBytes = 50 * 1024 * 1024;

/** Why a row was not taken. */
export const RowFaultSchema = z.strictObject({
  row: z.int().min(1),
  why: z.enum([
    "field-missing",
    "date-unreadable",
    "field-too-long",
    "state-unknown",
    "row-unreadable",
    "mrn-taken",
    "same-name-and-birth",
    "twice-in-file",
    "destroyed-here",
  ]),
  field: IntakeFieldSchema.nullable(),
});
export type RowFault = z.infer<typeof RowFaultSchema>;
