import { describe, expect, it } from "vitest";
import { type Ask, decide, type VendorLock } from "../../../main/llm/policy.ts";
import type { AgreementFile } from "../../../main/llm/ports.ts";
import { buildAgreement } from "../../support/build-agreement.ts";

const file: AgreementFile = { agreement: buildAgreement(), credential: { apiKey: "sk-invented-credential" } };
const ask: Ask = {
  vendorId: "anthropic",
  endpoint: file.agreement.terms.endpoint,
  modelId: "claude-sonnet-5-5",
  cloudRegion: "",
  features: ["messages", "streaming"],
  dataClass: "identifiers-removed",
};
const days = { today: "2026-11-23", highWaterDay: "2026-11-23", proofDays: 90 };
const on = (today: string, highWaterDay = today) => ({ today, highWaterDay, proofDays: 90 });
const withTerms = (terms: Partial<AgreementFile["agreement"]["terms"]>): AgreementFile => ({ ...file, agreement: buildAgreement(terms) });

const withProof = (proof: Partial<NonNullable<AgreementFile["agreement"]["proof"]>> | null): AgreementFile => ({
  ...file,
  agreement: { ...file.agreement, proof: proof === null || file.agreement.proof === null ? null : { ...file.agreement.proof, ...proof } },
});
const bedrock = (terms: Partial<AgreementFile["agreement"]["terms"]> = {}): AgreementFile => ({
  agreement: buildAgreement({
    vendorId: "bedrock",
    organizationId: "029608264753",
    cloudRegions: ["us-east-1"],
    modelIds: ["us.anthropic.claude"],
    ...terms,
  }),
  credential: { accessKeyId: "AKIAQNZGKIQY56JQ7WML", secretAccessKey: "an invented secret" },
});
const bedrockAsk: Ask = { ...ask, vendorId: "bedrock", modelId: "us.anthropic.claude", cloudRegion: "us-east-1" };

describe("the gate's policy", () => {
  it("lets through what an agreement in force covers", () => {
    expect(decide(file, ask, days).ok).toBe(true);
  });

  it.each<[string, VendorLock[] | null, string | null]>([
    ["nothing locked", null, null],
    ["this vendor alone left open", [{ vendor: "anthropic", models: null, regions: null }], null],
    ["this model alone left open", [{ vendor: "anthropic", models: ["claude-sonnet-5-5"], regions: null }], null],
    ["no vendor left open", [], "gate.vendor-locked"],
    ["another vendor left open", [{ vendor: "bedrock", models: null, regions: null }], "gate.vendor-locked"],
    ["another model left open", [{ vendor: "anthropic", models: ["claude-opus-9"], regions: null }], "gate.model-locked"],
    ["a longer name that begins with this model", [{ vendor: "anthropic", models: ["claude-sonnet-5-5-x"], regions: null }], "gate.model-locked"],
  ])("holds to the clinic's policy whatever the agreement says: %s", (_name, locks, code) => {
    const decided = decide(file, ask, days, locks);
    expect(decided.ok ? null : decided.error.code).toBe(code);
  });

  it("holds to the Regions of the clinic's policy", () => {
    const lock = (regions: string[]): VendorLock[] => [{ vendor: "bedrock", models: null, regions }];
    expect(decide(bedrock(), bedrockAsk, days, lock(["us-east-1"])).ok).toBe(true);
    expect(decide(bedrock(), bedrockAsk, days, lock(["us-west-2"]))).toMatchObject({ error: { code: "gate.region-locked" } });
  });

  const refusals: readonly (readonly [name: string, code: string, file: AgreementFile | null, ask: Ask, days: typeof days])[] = [
    ["no agreement", "gate.no-agreement", null, ask, days],
    ["suspended", "gate.agreement-suspended", { ...file, agreement: { ...file.agreement, state: "suspended" } }, ask, days],
    ["expired", "gate.agreement-expired", file, ask, on("2027-07-01")],
    ["not yet in effect", "gate.agreement-expired", file, ask, on("2026-06-30")],
    ["expired, clock turned back", "gate.agreement-expired", file, ask, on("2026-11-23", "2027-07-02")],
    ["in force, clock turned back", "gate.clock-doubtful", file, ask, on("2026-10-01", "2026-11-23")],
    ["another endpoint", "gate.endpoint-not-allowed", file, { ...ask, endpoint: "https://api.elsewhere.test" }, days],
    ["another port", "gate.endpoint-not-allowed", file, { ...ask, endpoint: "https://api.anthropic.com:8443" }, days],
    ["a look-alike host", "gate.endpoint-not-allowed", file, { ...ask, endpoint: "https://api.anthropic.com.elsewhere.test" }, days],
    ["another model", "gate.model-not-allowed", file, { ...ask, modelId: "claude-opus-4-1" }, days],
    ["an alias", "gate.model-not-allowed", withTerms({ modelIds: ["claude-latest"] }), { ...ask, modelId: "claude-latest" }, days],
    ["a feature not agreed", "gate.feature-not-allowed", withTerms({ features: ["messages"] }), ask, days],
    ["another region", "gate.region-not-allowed", withTerms({ region: "global" }), ask, days],
    ["another class of data", "gate.data-class-not-allowed", file, { ...ask, dataClass: "identified" }, days],
    ["a proposal nobody has approved", "gate.no-agreement", { ...file, agreement: { ...file.agreement, state: "proposed" } }, ask, days],
    ["superseded", "gate.no-agreement", { ...file, agreement: { ...file.agreement, state: "superseded" } }, ask, days],
    [
      "a model that leaves the country by its name",
      "gate.region-not-allowed",
      withTerms({ modelIds: ["global.anthropic.claude"] }),
      { ...ask, modelId: "global.anthropic.claude" },
      days,
    ],
    ["a cloud Region not named", "gate.region-not-allowed", bedrock(), { ...bedrockAsk, cloudRegion: "us-west-2" }, days],
    [
      "a cloud Region abroad, though named",
      "gate.region-not-allowed",
      bedrock({ cloudRegions: ["eu-west-1"] }),
      { ...bedrockAsk, cloudRegion: "eu-west-1" },
      days,
    ],
    ["no credential", "gate.no-credential", { ...file, credential: null }, ask, days],
    ["a key nobody has asked the vendor about", "gate.key-not-bound", withProof(null), ask, days],
    ["a key of another organization", "gate.key-not-bound", withProof({ organizationId: "org-private" }), ask, days],
    ["no organization on record", "gate.key-not-bound", withTerms({ organizationId: "" }), ask, days],
    ["an AWS key of another account", "gate.key-not-bound", bedrock({ organizationId: "111122223333" }), bedrockAsk, days],
    ["a proof older than policy allows", "gate.proof-stale", withTerms({ retentionVerifiedOn: "2026-08-24" }), ask, days],
    ["no proof of what is kept", "gate.proof-stale", withTerms({ retentionVerifiedOn: null }), ask, days],
    ["a vendor that keeps more than agreed", "gate.retention-changed", withProof({ retentionMode: "limited-days" }), ask, days],
  ];
  it.each(refusals)("%s: %s", (_name, code, given, asked, on) => {
    expect(decide(given, asked, on)).toEqual({ ok: false, error: expect.objectContaining({ code }) as unknown });
  });

  it("takes an account of AWS, a project of Google and a resource of Azure from the key and the address themselves", () => {
    expect(decide(bedrock(), bedrockAsk, days).ok).toBe(true);
  });

  it("asks nothing of a vendor's from a server of the clinic's own, but still its terms", () => {
    const own: AgreementFile = {
      agreement: { ...buildAgreement({ vendorId: "on-premises", organizationId: "", retentionVerifiedOn: null }), proof: null },
      credential: {},
    };
    const asked: Ask = { ...ask, vendorId: "on-premises" };
    expect(decide(own, asked, days).ok).toBe(true);
    expect(decide(own, { ...asked, dataClass: "identified" }, days)).toMatchObject({ ok: false, error: { code: "gate.data-class-not-allowed" } });
  });

  it("lets a fresh answer of the vendor stand for a document", () => {
    const asked = withProof({ at: "2026-11-20T09:00:00.000Z", retentionMode: "hipaa-ready" });
    const terms = { ...asked.agreement.terms, retentionVerifiedOn: null };
    expect(decide({ ...asked, agreement: { ...asked.agreement, terms } }, ask, days).ok).toBe(true);
  });

  it("counts the last day as covered", () => {
    expect(decide(withTerms({ retentionVerifiedOn: "2027-06-01" }), ask, on("2027-06-30")).ok).toBe(true);
  });
});
