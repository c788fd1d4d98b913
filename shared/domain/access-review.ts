import { z } from "zod";
import { PatientIdSchema, ReviewIdSchema } from "./ids.ts";
import { InstantSchema } from "./time.ts";

/** The regular reviews of who looked at what (164.308(a)(1)(ii)(D)). */
export const reviewKinds = ["own-record", "same-surname", "after-hours", "bulk", "break-glass"] as const;
export const ReviewKindSchema = z.enum(reviewKinds);
export type ReviewKind = z.infer<typeof ReviewKindSchema>;

export const reviewVerdicts = ["nothing-unusual", "followed-up"] as const;

/** A stretch of time, the end not included. */
export const StretchSchema = z.strictObject({ fromAt: InstantSchema, toAt: InstantSchema }).refine(({ fromAt, toAt }) => fromAt < toAt);
export type Stretch = z.infer<typeof StretchSchema>;

/** The longest stretch one review looks over: a quarter of a year and a day's slack. */
export const longestReviewDays = 93;

/** What counts as unusual; hours are the clinic's own. */
export const ReviewLimitsSchema = z.strictObject({
  opensHour: z.int().min(0).max(23),
  closesHour: z.int().min(1).max(24),
  /** Charts one person touches in a day before it is listed. */
  bulkCharts: z.int().min(2).max(1000),
});
export type ReviewLimits = z.infer<typeof ReviewLimitsSchema>;

/** One thing a reviewer should look at. */
export const FindingSchema = z.strictObject({
  userId: z.string(),
  userName: z.string(),
  /** Null where the finding is about many charts. */
  patientId: PatientIdSchema.nullable(),
  patientName: z.string(),
  charts: z.int().min(1),
  times: z.int().min(1),
  firstAt: InstantSchema,
  lastAt: InstantSchema,
});
export type Finding = z.infer<typeof FindingSchema>;

/** A review somebody signed. */
export const SignedReviewSchema = z.strictObject({
  id: ReviewIdSchema,
  kind: ReviewKindSchema,
  fromAt: InstantSchema,
  toAt: InstantSchema,
  findings: z.int().min(0),
  verdict: z.enum(reviewVerdicts),
  remarks: z.string(),
  signedAt: InstantSchema,
  signedByName: z.string(),
});
export type SignedReview = z.infer<typeof SignedReviewSchema>;
