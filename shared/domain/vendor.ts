import { z } from "zod";
import { SendIdSchema } from "./ids.ts";
import { InstantSchema } from "./time.ts";

/** Far ends this build can speak to, each over its maker's own library. */
export const vendorIds = ["anthropic", "bedrock", "vertex", "gemini", "openai", "azure-openai", "comprehend-medical", "on-premises"] as const;
export const VendorIdSchema = z.enum(vendorIds);
export type VendorId = z.infer<typeof VendorIdSchema>;

export const vendorNames: Readonly<Record<VendorId, string>> = {
  anthropic: "Anthropic",
  bedrock: "Claude on AWS Bedrock",
  vertex: "Claude on Google Vertex AI",
  gemini: "Gemini on Google Vertex AI",
  openai: "OpenAI",
  "azure-openai": "Azure OpenAI",
  "comprehend-medical": "AWS Comprehend Medical",
  "on-premises": "The clinic's own server",
};

/**
 * What a far end is to the clinic. A server of the clinic's own is no business associate, so using
 * it is no disclosure (160.103); every other one is, and needs an agreement (164.502(e)).
 */
export function isOwnServer(vendorId: VendorId): boolean {
  return vendorId === "on-premises";
}

/** Whether a far end drafts and answers, or only finds identifiers. */
export function canDraft(vendorId: VendorId): boolean {
  return vendorId !== "comprehend-medical";
}

/** What a vendor's interface is used for; each is allowed or not by the agreement. */
export const vendorFeatures = ["messages", "streaming", "structured-output", "detect-phi"] as const;
export const VendorFeatureSchema = z.enum(vendorFeatures);
export type VendorFeature = z.infer<typeof VendorFeatureSchema>;

/** What kind of text an agreement lets out. */
export const dataClasses = ["identifiers-removed", "identified"] as const;
export const DataClassSchema = z.enum(dataClasses);
export type DataClass = z.infer<typeof DataClassSchema>;

export const retentionModes = ["none", "zero-data-retention", "hipaa-ready", "limited-days"] as const;
export const RetentionModeSchema = z.enum(retentionModes);
export type RetentionMode = z.infer<typeof RetentionModeSchema>;

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
  /** By the agreement's own prices, in millionths of a US dollar; null where it names none. */
  costMicroUsd: z.int().min(0).nullable(),
});
export type Send = z.infer<typeof SendSchema>;
