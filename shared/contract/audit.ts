import { z } from "zod";
import { FindingSchema, ReviewKindSchema, ReviewLimitsSchema, reviewVerdicts, SignedReviewSchema, StretchSchema } from "../domain/access-review.ts";
import { PatientIdSchema, ReviewIdSchema, SendIdSchema, UserIdSchema } from "../domain/ids.ts";
import { TimeZoneSchema } from "../domain/local-time.ts";
import { PasswordSchema } from "../domain/people.ts";
import { InstantSchema } from "../domain/time.ts";
import { SendSchema } from "../domain/vendor.ts";
import { call } from "./call.ts";
import { AuditRowSchema } from "./compliance.ts";

const office = ["practice-manager", "privacy-officer"] as const;
const watchers = [...office, "auditor"] as const;

/** What part of the log is wanted; everything left null or empty does not narrow it. */
export const AuditFilterSchema = z.strictObject({
  patientId: PatientIdSchema.nullable(),
  userId: UserIdSchema.nullable(),
  events: z.array(z.string().regex(/^[a-z]+\.[a-z-]+$/)).max(40),
  refusedOnly: z.boolean(),
  stretch: StretchSchema.nullable(),
});
export type AuditFilter = z.infer<typeof AuditFilterSchema>;

/** A row with the names behind its tokens, for those who may know them. */
export const FoundRowSchema = z.strictObject({
  ...AuditRowSchema.shape,
  actorName: z.string(),
  patientName: z.string().nullable(),
});
export type FoundRow = z.infer<typeof FoundRowSchema>;

/** One person's traffic with one chart. */
export const ViewerSchema = z.strictObject({
  userId: z.string(),
  userName: z.string(),
  role: z.string(),
  onCareTeam: z.boolean(),
  times: z.int().min(1),
  refused: z.int().min(0),
  firstAt: InstantSchema,
  lastAt: InstantSchema,
});

/** One kind of act of one person. */
export const DeedSchema = z.strictObject({
  event: z.string(),
  times: z.int().min(1),
  charts: z.int().min(0),
  firstAt: InstantSchema,
  lastAt: InstantSchema,
});

export const tallyKeys = ["vendor", "model", "task", "person", "day"] as const;
/** What left under one heading. */
export const TallySchema = z.strictObject({
  key: z.string(),
  sent: z.int().min(0),
  refused: z.int().min(0),
  charts: z.int().min(0),
  bytes: z.int().min(0),
  tokensIn: z.int().min(0),
  tokensOut: z.int().min(0),
});

/** Questions put to the log: they are themselves entries of it. */
export const auditCalls = {
  "audit.find": call({
    who: watchers,
    input: () => z.strictObject({ filter: AuditFilterSchema, beforeSeq: z.int().min(0).nullable(), limit: z.int().min(1).max(500) }),
    output: () => z.strictObject({ rows: z.array(FoundRowSchema), nextBeforeSeq: z.int().min(0).nullable() }),
  }),
  "audit.whoSaw": call({
    who: office,
    input: () => z.strictObject({ patientId: PatientIdSchema, stretch: StretchSchema }),
    output: () => z.strictObject({ viewers: z.array(ViewerSchema) }),
  }),
  "audit.whatDid": call({
    who: watchers,
    input: () => z.strictObject({ userId: UserIdSchema, stretch: StretchSchema }),
    output: () => z.strictObject({ deeds: z.array(DeedSchema), charts: z.int().min(0) }),
  }),
  "reviews.look": call({
    who: office,
    input: () => z.strictObject({ kind: ReviewKindSchema, stretch: StretchSchema, limits: ReviewLimitsSchema, timeZone: TimeZoneSchema }),
    output: () => z.strictObject({ findings: z.array(FindingSchema).max(2000) }),
  }),
  "reviews.sign": call({
    who: office,
    input: () =>
      z.strictObject({
        kind: ReviewKindSchema,
        stretch: StretchSchema,
        limits: ReviewLimitsSchema,
        timeZone: TimeZoneSchema,
        verdict: z.enum(reviewVerdicts),
        remarks: z.string().trim().max(2000),
        password: PasswordSchema,
      }),
    output: () => z.strictObject({ reviewId: ReviewIdSchema, findings: z.int().min(0) }),
  }),
  "reviews.list": call({
    who: watchers,
    input: () => z.strictObject({}),
    output: () => z.strictObject({ reviews: z.array(SignedReviewSchema).max(200) }),
  }),
  "sends.tally": call({
    who: watchers,
    input: () => z.strictObject({ stretch: StretchSchema, by: z.enum(tallyKeys), timeZone: TimeZoneSchema }),
    output: () => z.strictObject({ tallies: z.array(TallySchema), charts: z.int().min(0) }),
  }),
  /** Everything about one send: what, where, under which agreement, and its entries with the checkpoint that covers them. */
  "sends.trace": call({
    who: office,
    input: () => z.strictObject({ sendId: SendIdSchema }),
    output: () =>
      z.strictObject({
        send: SendSchema,
        agreementTitle: z.string().nullable(),
        vendorRequestId: z.string().nullable(),
        httpStatus: z.int().nullable(),
        rows: z.array(FoundRowSchema),
        checkpoint: z.strictObject({ size: z.int(), at: InstantSchema }).nullable(),
      }),
  }),
} as const;
