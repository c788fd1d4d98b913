import { z } from "zod";
import { errorCodes } from "../errors.ts";
import { InstantSchema } from "./time.ts";

/** A place outside the record where evidence of the log is kept. */
export const AnchorNameSchema = z.enum(["folder", "timestamp", "siem", "cloudwatch", "fhir-feed"]);
export type AnchorName = z.infer<typeof AnchorNameSchema>;

/** How one of them stands. */
export const AnchorLineSchema = z.strictObject({
  anchor: AnchorNameSchema,
  /** Everything before this position is vouched for there. */
  size: z.int().min(0),
  /** When it last took something; null before the first time. */
  at: InstantSchema.nullable(),
  failedCode: z.enum(errorCodes).nullable(),
  failedAt: InstantSchema.nullable(),
  /** Failures in a row. */
  attempts: z.int().min(0),
});
export type AnchorLine = z.infer<typeof AnchorLineSchema>;

export const AnchorStatusSchema = z.strictObject({
  checkpoint: z
    .strictObject({
      size: z.int().min(0),
      at: InstantSchema,
      /** The first words of the root, to be written into the clinic's paper log. */
      code: z.string(),
    })
    .nullable(),
  /** The places the policy names; none means that all evidence lies with the record. */
  anchors: z.array(AnchorLineSchema),
});
export type AnchorStatus = z.infer<typeof AnchorStatusSchema>;
