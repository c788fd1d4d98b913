import { beforeAll, describe, expect, it } from "vitest";
import { toFhirAuditEvent } from "../../../main/audit/fhir-audit-event.ts";
import { auditEvents, type Entry, event, linkEntry, outcomes } from "../../../main/audit/index.ts";
import { findFhirFaults, loadDefinitions } from "../../support/find-fhir-faults.ts";

beforeAll(loadDefinitions, 60_000);

const moment = { ts: "2026-11-23T15:24:04.123Z", mono: 12, boot: "b", inst: "inst_0a1b" };
const actor = { userId: "usr_00000000000000000000000001", role: "clinician", sessionId: "x_1" };
const subject = `s_${"0a".repeat(16)}`;
const sentFields = {
  sendId: "snd_00000000000000000000000001",
  vendor: "anthropic",
  model: "claude-sonnet-5-5",
  host: "api.anthropic.com",
  task: "draft-note/2",
  taskSha256: "a".repeat(64),
  dataClass: "identifiers-removed",
  agreementId: "agr_00000000000000000000000001",
  identifiersReplaced: 12,
  bytes: 5_937,
};
const seal = (stated: ReturnType<typeof event>): Entry => linkEntry({ event: stated, actor, out: outcomes.success }, null, moment).entry;

describe("the FHIR feed", () => {
  it("tells a vendor call as IHE BALP's privacy disclosure, valid by three validators", () => {
    const told = toFhirAuditEvent(seal(event("llm.request-sent", sentFields, subject))) as {
      agent: { type: { coding: { code: string }[] }; who: unknown; network?: unknown; policy?: string[] }[];
      source: { observer: unknown };
      entity: { role: { code: string } }[];
      subtype: { code: string }[];
      type: { code: string };
      action: string;
    };
    expect(findFhirFaults(told)).toEqual([]);
    const by = (code: string) => told.agent.filter(({ type }) => type.coding.some((coding) => coding.code === code));
    expect(by("110153")).toHaveLength(1);
    expect(by("110152")).toHaveLength(1);
    expect(by("110153")[0]?.who).toEqual(told.source.observer);
    expect(by("110152")[0]?.policy).toEqual(["urn:chartwell:agreement:agr_00000000000000000000000001"]);
    expect(told.entity.filter(({ role }) => role.code === "1")).toHaveLength(1);
    expect(told.entity.length).toBeGreaterThanOrEqual(2);
    expect(told).toMatchObject({ action: "R", type: { code: "110106" } });
    expect(told.subtype.map(({ code }) => code)).toContain("disclose");
  });

  it.each(Object.keys(auditEvents))("tells %s, valid by three validators", (name) => {
    const entry: Entry = { ...seal(event("users.listed", {}, subject)), ev: name, fields: { some: "fact", count: 3, held: true } };
    expect(findFhirFaults(toFhirAuditEvent(entry))).toEqual([]);
    expect(findFhirFaults(toFhirAuditEvent({ ...entry, ev: `${name}.failed`, out: 4, reason_code: "vault.busy" }))).toEqual([]);
  });

  it("is caught by the validators when it is wrong", () => {
    const told = toFhirAuditEvent(seal(event("llm.request-sent", sentFields, subject)));
    for (const broken of [
      { ...told, recorded: "yesterday" },
      { ...told, action: "Q" },
      { ...told, agent: undefined },
      { ...told, unknown: 1 },
    ])
      expect(findFhirFaults(JSON.parse(JSON.stringify(broken)))).not.toEqual([]);
  });
});
