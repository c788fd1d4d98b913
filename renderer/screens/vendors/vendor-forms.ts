import type { AgreementTerms } from "../../../shared/domain/agreement.ts";
import { type VendorId, vendorIds, vendorNames } from "../../../shared/domain/vendor.ts";
import { t } from "../../words/language.ts";

/** What a vendor's form begins with and asks for. */
export interface VendorForm {
  readonly counterparty: string;
  readonly endpoint: string;
  readonly proofEndpoint: string;
  readonly service: string;
  readonly models: string;
  readonly region: string;
  /** What the organization is called there; "" where there is none. */
  readonly organization: string;
  readonly retention: AgreementTerms["retentionMode"];
  readonly hint: string;
}

const plain = { proofEndpoint: "", region: "", retention: "zero-data-retention" as const };
const region = "us-east-1";
const vertex = {
  ...plain,
  counterparty: t("Google LLC"),
  endpoint: "https://us-central1-aiplatform.googleapis.com",
  service: t("Vertex AI"),
  region: "us-central1",
  organization: t("Project ID"),
};

/** Where each vendor's agreement usually starts; everything can be changed to what the paper says. */
export const vendorForms: Readonly<Record<VendorId, VendorForm>> = {
  anthropic: {
    ...plain,
    counterparty: t("Anthropic PBC"),
    endpoint: "https://api.anthropic.com",
    service: t("Claude API, Messages"),
    models: "claude-sonnet-5-5",
    organization: t("Organization ID"),
    retention: "hipaa-ready",
    hint: t("An organization of its own with HIPAA readiness switched on. The Console and the chat apps are outside the agreement."),
  },
  bedrock: {
    ...plain,
    counterparty: t("Amazon Web Services, Inc."),
    endpoint: `https://bedrock-runtime.${region}.amazonaws.com`,
    proofEndpoint: `https://bedrock.${region}.amazonaws.com`,
    service: t("Amazon Bedrock"),
    models: "us.anthropic.claude-sonnet-5-5-v1:0",
    region,
    organization: t("AWS account number"),
    hint: t("AWS's Business Associate Addendum. The Region's data retention mode must be none; it is read back from AWS."),
  },
  vertex: {
    ...vertex,
    endpoint: `${vertex.endpoint}/v1`,
    models: "claude-sonnet-5-5",
    hint: t("Google's agreement covers named products only: write the name as it stands on Google's list."),
  },
  gemini: {
    ...vertex,
    models: "gemini-3-pro",
    hint: t("Gemini on Vertex AI. AI Studio and the Gemini Developer API are other products, without an agreement."),
  },
  openai: {
    ...plain,
    counterparty: t("OpenAI OpCo, LLC"),
    endpoint: "https://api.openai.com/v1",
    service: t("OpenAI API"),
    models: "gpt-5.2",
    organization: t("Organization ID"),
    hint: t("Needs OpenAI's agreement and zero data retention. With an admin key the setting is read back from OpenAI."),
  },
  "azure-openai": {
    ...plain,
    counterparty: t("Microsoft Corporation"),
    endpoint: "https://your-resource.openai.azure.com",
    service: t("Azure OpenAI"),
    models: "your-deployment",
    organization: t("Resource name"),
    hint: t("Modified abuse monitoring must be approved for the resource, or Microsoft may keep samples for 30 days."),
  },
  "comprehend-medical": {
    ...plain,
    counterparty: t("Amazon Web Services, Inc."),
    endpoint: `https://comprehendmedical.${region}.amazonaws.com`,
    service: t("Amazon Comprehend Medical"),
    models: "detect-phi",
    region,
    organization: t("AWS account number"),
    hint: t("A second detector that looks over text whose identifiers were already removed here. It drafts nothing."),
  },
  "on-premises": {
    ...plain,
    counterparty: t("This clinic"),
    endpoint: "https://notes-model.clinic.internal:8443/v1",
    service: t("Model server on the clinic's own network"),
    models: "llama3.3:70b",
    organization: "",
    retention: "none",
    hint: t("A server of the clinic's own (Ollama, vLLM). No agreement is needed; every use is still written down."),
  },
};

export const vendorOptions = vendorIds.map((id) => ({ id, label: vendorNames[id] }));

export const retentionOptions = [
  { id: "hipaa-ready", label: t("HIPAA-ready organization") },
  { id: "zero-data-retention", label: t("Zero data retention") },
  { id: "none", label: t("Nothing leaves the building") },
  { id: "limited-days", label: t("Kept for some days") },
] as const;
