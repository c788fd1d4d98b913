import { type Agreement, AgreementSchema, type AgreementTerms, AgreementTermsSchema } from "../../shared/domain/agreement.ts";

/** Terms of an invented agreement, in force from July 2026 to June 2027. */
export function buildTerms(changes: Partial<AgreementTerms> = {}): AgreementTerms {
  return AgreementTermsSchema.parse({
    vendorId: "anthropic",
    title: "Business Associate Agreement",
    counterparty: "Anthropic PBC",
    executedOn: "2026-06-15",
    effectiveOn: "2026-07-01",
    expiresOn: "2027-06-30",
    documentSha256: "",
    endpoint: "https://api.anthropic.com",
    modelIds: ["claude-sonnet-5-5"],
    features: ["messages", "streaming"],
    region: "us",
    dataClasses: ["identifiers-removed"],
    retentionMode: "hipaa-ready",
    retentionDays: 0,
    incidentContact: "security desk",
    organizationId: "org-larkspur",
    retentionVerifiedOn: "2026-11-01",
    ...changes,
  });
}

/** An active agreement on those terms. */
export function buildAgreement(changes: Partial<AgreementTerms> = {}): Agreement {
  return AgreementSchema.parse({
    id: "agr_00000000000000000000000001",
    terms: buildTerms(changes),
    state: "active",
    recordedAt: "2026-07-01T09:00:00.000Z",
    recordedBy: "usr_00000000000000000000000001",
    hasCredential: true,
    hasDocument: false,
    reviewedAt: "2026-07-01T09:00:00.000Z",
    proof: { at: "2026-11-01T09:00:00.000Z", organizationId: "org-larkspur", retentionMode: null },
    proposedBy: null,
  });
}
