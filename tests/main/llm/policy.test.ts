import { describe, expect, it } from "vitest";
import { type Ask, decide } from "../../../main/llm/policy.ts";
import type { AgreementFile } from "../../../main/llm/ports.ts";
import { buildAgreement } from "../../support/build-agreement.ts";

const file: AgreementFile = { agreement: buildAgreement(), credential: "sk-invented-credential" };
const ask: Ask = {
  vendorId: "anthropic",
  endpoint: file.agreement.terms.endpoint,
  modelId: "claude-sonnet-5-5",
  features: ["messages", "streaming"],
  dataClass: "identifiers-removed",
};
const days = { today: "2026-11-23", highWaterDay: "2026-11-23" };
const withTerms = (terms: Partial<AgreementFile["agreement"]["terms"]>): AgreementFile => ({ ...file, agreement: buildAgreement(terms) });

describe("the gate's policy", () => {
  it("lets through what an agreement in force covers", () => {
    expect(decide(file, ask, days).ok).toBe(true);
  });

  const refusals: readonly (readonly [name: string, code: string, file: AgreementFile | null, ask: Ask, days: typeof days])[] = [
    ["no agreement", "gate.no-agreement", null, ask, days],
    ["suspended", "gate.agreement-suspended", { ...file, agreement: { ...file.agreement, state: "suspended" } }, ask, days],
    ["expired", "gate.agreement-expired", file, ask, { today: "2027-07-01", highWaterDay: "2027-07-01" }],
    ["not yet in effect", "gate.agreement-expired", file, ask, { today: "2026-06-30", highWaterDay: "2026-06-30" }],
    ["expired, clock turned back", "gate.agreement-expired", file, ask, { today: "2026-11-23", highWaterDay: "2027-07-02" }],
    ["in force, clock turned back", "gate.clock-doubtful", file, ask, { today: "2026-10-01", highWaterDay: "2026-11-23" }],
    ["another endpoint", "gate.endpoint-not-allowed", file, { ...ask, endpoint: "https://api.elsewhere.test" }, days],
    ["another port", "gate.endpoint-not-allowed", file, { ...ask, endpoint: "https://api.anthropic.com:8443" }, days],
    ["a look-alike host", "gate.endpoint-not-allowed", file, { ...ask, endpoint: "https://api.anthropic.com.elsewhere.test" }, days],
    ["another model", "gate.model-not-allowed", file, { ...ask, modelId: "claude-opus-4-1" }, days],
    ["an alias", "gate.model-not-allowed", withTerms({ modelIds: ["claude-latest"] }), { ...ask, modelId: "claude-latest" }, days],
    ["a feature not agreed", "gate.feature-not-allowed", withTerms({ features: ["messages"] }), ask, days],
    ["another region", "gate.region-not-allowed", withTerms({ region: "global" }), ask, days],
    ["another class of data", "gate.data-class-not-allowed", file, { ...ask, dataClass: "identified" }, days],
    ["no credential", "gate.no-credential", { ...file, credential: null }, ask, days],
  ];
  it.each(refusals)("%s: %s", (_name, code, given, asked, on) => {
    expect(decide(given, asked, on)).toEqual({ ok: false, error: expect.objectContaining({ code }) as unknown });
  });

  it("counts the last day as covered", () => {
    expect(decide(file, ask, { today: "2027-06-30", highWaterDay: "2027-06-30" }).ok).toBe(true);
  });
});
