import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { writeAdministrativeTemplates } from "../../../main/policy/administrative-templates.ts";
import { defaultPolicy, describePolicySchema, listSettings, PolicySchema } from "../../../main/policy/index.ts";
import { readRegistryValues } from "../../../main/policy/registry.ts";

const published = (name: string) => readFileSync(new URL(`../../../docs/policy/${name}`, import.meta.url), "utf8");
const { admx, adml } = writeAdministrativeTemplates();
const settings = listSettings();

describe("what is published of the policy", () => {
  it("is the schema the program itself reads by", () => {
    expect(published("policy.schema.json")).toBe(`${JSON.stringify(describePolicySchema(), null, 2)}\n`);
  });

  it("is the templates made of that schema", () => {
    expect(published("chartwell.admx")).toBe(admx);
    expect(published("en-US/chartwell.adml")).toBe(adml);
  });

  it("says of every setting what it does", () => {
    expect(settings.filter(({ description }) => description.length < 15).map(({ path }) => path)).toEqual([]);
    for (const { path } of settings) expect(admx).toContain(`valueName="${path}"`);
  });

  it("refers to no string, presentation or element that is not there", () => {
    const defined = new Set([...adml.matchAll(/<string id="([^"]+)"/g)].map(([, id]) => id));
    for (const [, id] of admx.matchAll(/\$\(string\.([^)]+)\)/g)) expect(defined).toContain(id);
    const presented = new Set([...adml.matchAll(/<presentation id="([^"]+)"/g)].map(([, id]) => id));
    for (const [, id] of admx.matchAll(/\$\(presentation\.([^)]+)\)/g)) expect(presented).toContain(id);
    const elements = new Set([...admx.matchAll(/<(?:enum|decimal|text|multiText) id="([^"]+)"/g)].map(([, id]) => id));
    for (const [, id] of adml.matchAll(/refId="([^"]+)"/g)) expect(elements).toContain(id);
  });
});

/** As `reg query` prints what those templates write. */
const printed = `\r
HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Chartwell\r
    owner    REG_SZ    Larkspur Counseling IT\r
    idleMinutes    REG_DWORD    0x5\r
    secondFactor    REG_SZ    required\r
    recoveryPeople    REG_SZ    1\r
    reviewFromRisk    REG_SZ    0.25\r
    retention.adoptGuideline    REG_DWORD    0x1\r
    retention.leastYears    REG_DWORD    0xa\r
    exportFormats    REG_MULTI_SZ    zip\\0age\r
    vendors    REG_SZ    [{"vendor":"bedrock","regions":["us-east-1"]}]\r
    audit.siem    REG_SZ    {"host":"siem.larkspur.lan","authorities":["-----BEGIN CERTIFICATE-----"]}\r
`;

describe("Group Policy", () => {
  it("says what the file would say", () => {
    const read: unknown = JSON.parse(readRegistryValues(printed) ?? "null");
    expect(PolicySchema.parse(read)).toEqual({
      ...defaultPolicy,
      owner: "Larkspur Counseling IT",
      idleMinutes: 5,
      secondFactor: "required",
      recoveryPeople: 1,
      reviewFromRisk: 0.25,
      retention: { rules: [], adoptGuideline: true, leastYears: 10 },
      exportFormats: ["zip", "age"],
      vendors: [{ vendor: "bedrock", models: null, regions: ["us-east-1"] }],
      audit: {
        ...defaultPolicy.audit,
        siem: { host: "siem.larkspur.lan", port: 6514, authorities: ["-----BEGIN CERTIFICATE-----"], enterpriseNumber: 32_473 },
      },
    });
  });

  it("drops nothing in silence: an unknown or a misspelt value is refused by the schema", () => {
    for (const line of ["    idleMinuets    REG_DWORD    0x5", "    idleMinutes    REG_SZ    five", "    vendors    REG_SZ    bedrock"]) {
      const text = `HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Chartwell\r\n    owner    REG_SZ    IT\r\n${line}\r\n`;
      const read: unknown = JSON.parse(readRegistryValues(text) ?? "null");
      expect(PolicySchema.safeParse(read).success).toBe(false);
    }
  });

  it("is none where the key is empty", () => expect(readRegistryValues("\r\n")).toBeNull());
});
