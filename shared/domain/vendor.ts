import { z } from "zod";
import { AgreementIdSchema, SendIdSchema, UserIdSchema } from "./ids.ts";
import { CalendarDateSchema, InstantSchema } from "./time.ts";

/** Vendors this build can speak to. */
export const vendorIds = ["anthropic"] as const;
export const VendorIdSchema = z.enum(vendorIds);
export type VendorId = z.infer<typeof VendorIdSchema>;

export const vendorNames: Readonly<Record<VendorId, string>> = { anthropic: "Anthropic" };

/** What a vendor's interface is used for; each is allowed or not by the agreement. */
export const vendorFeatures = ["messages", "streaming"] as const;
export const VendorFeatureSchema = z.enum(vendorFeatures);
export type VendorFeature = z.infer<typeof VendorFeatureSchema>;

/** What kind of text an agreement lets out. */
export const dataClasses = ["identifiers-removed", "identified"] as const;
export const DataClassSchema = z.enum(dataClasses);
export type DataClass = z.infer<typeof DataClassSchema>;

export const retentionModes = ["none", "zero-data-retention", "hipaa-ready", "limited-days"] as const;

/** A Business Associate Agreement as the registry keeps it (164.504(e), 164.308(b)). */
export const AgreementTermsSchema = z.strictObject({
  vendorId: VendorIdSchema,
  title: z.string().trim().min(1).max(160),
  counterparty: z.string().trim().min(1).max(160),
  executedOn: CalendarDateSchema,
  effectiveOn: CalendarDateSchema,
  expiresOn: CalendarDateSchema,
  /** SHA-256 of the signed document, hex, or "" when it is kept on paper only. */
  documentSha256: z.string().regex(/^([0-9a-f]{64})?$/),
  endpoint: z.url({ protocol: /^https$/ }).max(300),
  modelIds: z
    .array(z.string().regex(/^[a-zA-Z0-9._:@/-]{2,100}$/))
    .min(1)
    .max(20),
  features: z.array(VendorFeatureSchema).min(1),
  region: z.enum(["us", "global"]),
  dataClasses: z.array(DataClassSchema).min(1),
  retentionMode: z.enum(retentionModes),
  retentionDays: z.int().min(0).max(3650),
  incidentContact: z.string().trim().min(1).max(200),
});
export type AgreementTerms = z.infer<typeof AgreementTermsSchema>;

export const AgreementSchema = z.strictObject({
  id: AgreementIdSchema,
  terms: AgreementTermsSchema,
  state: z.enum(["active", "suspended"]),
  recordedAt: InstantSchema,
  recordedBy: UserIdSchema,
  hasCredential: z.boolean(),
});
export type Agreement = z.infer<typeof AgreementSchema>;

/** One attempt to send, allowed or refused, as the clinician reads it. */
export const SendSchema = z.strictObject({
  id: SendIdSchema,
  at: InstantSchema,
  userName: z.string(),
  patientName: z.string(),
  vendorName: z.string(),
  modelId: z.string(),
  host: z.string(),
  task: z.string(),
  dataClass: DataClassSchema,
  outcome: z.enum(["refused", "in-flight", "completed", "failed"]),
  code: z.string().nullable(),
  identifiersReplaced: z.int().min(0),
  bytesSent: z.int().min(0),
  tokensIn: z.int().min(0).nullable(),
  tokensOut: z.int().min(0).nullable(),
});
export type Send = z.infer<typeof SendSchema>;
