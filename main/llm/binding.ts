import { z } from "zod";
import type { AgreementTerms, Proof, VendorCredential } from "../../shared/domain/agreement.ts";

/**
 * Whether a key belongs to the organization the agreement covers. A key of somebody's private
 * account works just as well at the far end and has no agreement behind it. Where the key itself
 * says whose it is, the key is read; elsewhere the vendor must have said so when it was asked.
 */
export function isBound(terms: AgreementTerms, credential: VendorCredential, proof: Pick<Proof, "organizationId"> | null): boolean {
  const { vendorId, organizationId, endpoint } = terms;
  if (organizationId === "") return false;
  switch (vendorId) {
    case "bedrock":
    case "comprehend-medical":
      return readAwsAccount(credential["accessKeyId"] ?? "") === organizationId;
    case "vertex":
    case "gemini":
      return readServiceAccount(credential["serviceAccount"] ?? "")?.project_id === organizationId;
    case "azure-openai":
      return new URL(endpoint).hostname.split(".")[0] === organizationId.toLowerCase();
    case "anthropic":
    case "openai":
    case "on-premises":
      return proof !== null && proof.organizationId === organizationId;
  }
}

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * The twelve-digit account an AWS access key id belongs to. The id is base32 after its four-letter
 * prefix, and bits 7 to 47 of it are the account; null for ids of another form.
 */
export function readAwsAccount(accessKeyId: string): string | null {
  if (!/^A(?:KIA|SIA)[A-Z2-7]{16}$/.test(accessKeyId)) return null;
  let bits = 0n;
  for (const letter of accessKeyId.slice(4, 14)) bits = (bits << 5n) | BigInt(base32.indexOf(letter));
  return String(((bits >> 2n) >> 7n) & ((1n << 40n) - 1n)).padStart(12, "0");
}

const ServiceAccountSchema = z.object({
  project_id: z.string().min(1),
  client_email: z.string().min(3),
  private_key: z.string().startsWith("-----BEGIN PRIVATE KEY-----"),
});

/** A Google service account out of its key file; null when it is something else. */
export function readServiceAccount(json: string): z.output<typeof ServiceAccountSchema> | null {
  try {
    return ServiceAccountSchema.parse(JSON.parse(json));
  } catch {
    return null;
  }
}
