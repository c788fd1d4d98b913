import { z } from "zod";
import { AgreementIdSchema, UserIdSchema } from "./ids.ts";
import { CalendarDateSchema, InstantSchema } from "./time.ts";
import { DataClassSchema, RetentionModeSchema, VendorFeatureSchema, type VendorId, VendorIdSchema } from "./vendor.ts";

const line = (longest: number) => z.string().trim().max(longest);

/**
 * A Business Associate Agreement, or the registration of a server of the clinic's own, as the
 * registry keeps it (164.504(e), 164.308(b); fields after the vendor registry of the house rules).
 * What it does not name, the gate refuses.
 */
export const AgreementTermsSchema = z.strictObject({
  vendorId: VendorIdSchema,
  title: line(160).min(1),
  counterparty: line(160).min(1),
  executedOn: CalendarDateSchema,
  effectiveOn: CalendarDateSchema,
  expiresOn: CalendarDateSchema,
  /** SHA-256 of the signed document, hex, or "" when it is kept on paper only. */
  documentSha256: z.string().regex(/^([0-9a-f]{64})?$/),
  /** The exact name of the covered service, as the vendor's own list writes it. */
  serviceName: line(160).default(""),
  /** The organization, account, tenant or project the agreement covers; a key of another one is refused. */
  organizationId: line(120).default(""),
  endpoint: z.url({ protocol: /^https$/ }).max(300),
  /** Where the vendor's own statement of what it keeps is read, when that is another host; or "". */
  proofEndpoint: z.union([z.literal(""), z.url({ protocol: /^https$/ }).max(300)]).default(""),
  modelIds: z
    .array(z.string().regex(/^[a-zA-Z0-9._:@/-]{2,200}$/))
    .min(1)
    .max(20),
  features: z.array(VendorFeatureSchema).min(1),
  region: z.enum(["us", "global"]),
  /** The cloud Regions the agreement names, such as "us-east-1"; none where the vendor has no Regions. */
  cloudRegions: z
    .array(z.string().regex(/^[a-z0-9-]{2,40}$/))
    .max(10)
    .default([]),
  dataClasses: z.array(DataClassSchema).min(1),
  retentionMode: RetentionModeSchema,
  retentionDays: z.int().min(0).max(3650),
  /** The day somebody last saw proof of what the vendor keeps; null until the vendor was asked. */
  retentionVerifiedOn: CalendarDateSchema.nullable().default(null),
  /** SHA-256 of the SubjectPublicKeyInfo of certificates that are accepted, base64; none: any that verifies. */
  pinnedKeys: z
    .array(z.string().regex(/^[A-Za-z0-9+/]{43}=$/))
    .max(6)
    .default([]),
  incidentContact: line(200).min(1),
  /** How many days before its end a party must say that it ends; and whether it goes on by itself. */
  noticeDays: z.int().min(0).max(730).default(0),
  renewsItself: z.boolean().default(false),
  /** List prices in US dollars for a million tokens, for the cost column; 0 where nothing is charged. */
  usdPerMillionIn: z.number().min(0).max(10_000).default(0),
  usdPerMillionOut: z.number().min(0).max(10_000).default(0),
});
export type AgreementTerms = z.infer<typeof AgreementTermsSchema>;

/** `proposed` waits for a second person; `superseded` gave way to a later one. */
export const agreementStates = ["proposed", "active", "suspended", "superseded"] as const;

/** What the far end itself said when it was asked, without any text of a patient. */
export const ProofSchema = z.strictObject({
  at: InstantSchema,
  /** The organization the key belongs to, as the vendor names it; "" where it does not say. */
  organizationId: z.string(),
  /** What the vendor says it keeps; null where it has no way to say. */
  retentionMode: RetentionModeSchema.nullable(),
});
export type Proof = z.infer<typeof ProofSchema>;

export const AgreementSchema = z.strictObject({
  id: AgreementIdSchema,
  terms: AgreementTermsSchema,
  state: z.enum(agreementStates),
  recordedAt: InstantSchema,
  recordedBy: UserIdSchema,
  hasCredential: z.boolean(),
  hasDocument: z.boolean(),
  reviewedAt: InstantSchema.nullable(),
  proof: ProofSchema.nullable(),
  /** Who proposed the change that waits for a second person. */
  proposedBy: UserIdSchema.nullable(),
});
export type Agreement = z.infer<typeof AgreementSchema>;

/** A vendor's secrets by name: what it takes differs from vendor to vendor. */
export const VendorCredentialSchema = z.record(z.string().regex(/^[a-zA-Z]{1,40}$/), z.string().max(8_000));
export type VendorCredential = z.infer<typeof VendorCredentialSchema>;

/** One thing a person types to give the program access. */
export interface CredentialField {
  readonly name: string;
  readonly label: string;
  readonly isOptional: boolean;
}

const field = (name: string, label: string, isOptional = false): CredentialField => ({ name, label, isOptional });
const awsFields = [
  field("accessKeyId", "Access key ID"),
  field("secretAccessKey", "Secret access key"),
  field("sessionToken", "Session token", true),
];
const googleFields = [field("serviceAccount", "Service account key (the whole JSON file)")];

/** What each vendor takes. */
export const credentialFields: Readonly<Record<VendorId, readonly CredentialField[]>> = {
  anthropic: [field("apiKey", "API key")],
  bedrock: awsFields,
  vertex: googleFields,
  gemini: googleFields,
  openai: [field("apiKey", "API key"), field("adminKey", "Admin key, to read back what is kept", true)],
  "azure-openai": [field("apiKey", "Key of the resource")],
  "comprehend-medical": awsFields,
  "on-premises": [field("apiKey", "Key of the server", true)],
};

/** The first thing missing from a credential, or null when a vendor could be spoken to with it. */
export function findMissingField(vendorId: VendorId, credential: VendorCredential): CredentialField | null {
  return credentialFields[vendorId].find(({ name, isOptional }) => !isOptional && (credential[name] ?? "").trim() === "") ?? null;
}
