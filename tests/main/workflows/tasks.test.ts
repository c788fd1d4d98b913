import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { scanBytes } from "../../../main/canary/scan.ts";
import { findProcedure } from "../../../main/drafting/index.ts";
import type { SessionType } from "../../../shared/domain/codes.ts";
import type { EncounterId } from "../../../shared/domain/ids.ts";
import type { NewTemplate } from "../../../shared/domain/note.ts";
import { buildTerms } from "../../support/build-agreement.ts";
import { buildDemographics, spokenSession } from "../../support/build-patient.ts";
import { password, startTestClinic, type TestApp } from "../../support/compose-test-app.ts";
import { type Certificates, makeCertificates } from "../../support/vendor/certificates.ts";
import { startProtocols } from "../../support/vendor/start-protocols.ts";
import { startVendor, type VendorStandIn } from "../../support/vendor/start-vendor.ts";

const planted = ["Adaeze", "Okonkwo", "Marcus", "602-555-0142", "six oh two", "Flagstaff", "00412", "1987-07-14", "ada.okonkwo"];
let certificates: Certificates;
let folder: string;
let vendor: VendorStandIn;
let clinic: TestApp;
let encounterId: EncounterId;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-tasks-"));
  certificates = makeCertificates(folder);
});
beforeEach(async () => {
  vendor = await startVendor(certificates, "answer");
  clinic = await startTestClinic({ policy: { extraCertificateAuthorities: [certificates.caPem] } });
  await clinic.signIn("abara");
  const features = ["messages", "streaming", "structured-output"] as const;
  const terms = buildTerms({ endpoint: vendor.origin, features: [...features], usdPerMillionIn: 3, usdPerMillionOut: 15 });
  const { id: agreementId } = await clinic.ask("agreements.record", { terms, credential: { apiKey: "sk-invented-credential" }, password });
  await clinic.ask("agreements.ask", { agreementId });
  await clinic.signIn("whitcombe");
  const { id: patientId } = await clinic.ask("patients.register", buildDemographics());
  await clinic.ask("consents.record", { patientId, kind: "ai-drafting", decision: "given", method: "signed-form", textVersion: "2026-07" });
  const imported = await clinic.ask("transcripts.import", {
    patientId,
    bytes: new TextEncoder().encode(spokenSession),
    kindHint: "txt",
    startedAt: "2026-11-23T09:02:00.000Z",
    endedAt: "2026-11-23T09:54:00.000Z",
  });
  encounterId = imported.encounterId;
});
afterEach(async () => {
  await clinic.remove();
  await vendor.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const reviewed = () => ({ encounterId, doubtsReviewed: true });
const makeDraft = (templateId = "dap") =>
  clinic.ask("drafts.create", {
    draftId: "dft_00000000000000000000000001" as never,
    encounterId,
    templateId,
    via: "vendor",
    added: [],
    doubtsReviewed: true,
  });

describe("every task", () => {
  it("sends no identifier, in words or in the form of the reply, and stands in the log with its version and its cost", async () => {
    const { note } = await makeDraft();
    await clinic.ask("sections.redraft", { ...reviewed(), noteId: note.id, sectionId: "plan", wish: "shorter" });
    await clinic.ask("sessions.summarise", reviewed());
    await clinic.ask("sessions.classify", reviewed());
    await clinic.ask("codes.suggest", reviewed());
    expect(vendor.requests).toHaveLength(5);
    for (const { body } of vendor.requests) expect(scanBytes(Buffer.from(body), planted, "wire")).toEqual([]);
    const { sends } = await clinic.ask("sends.list", { limit: 20 });
    expect(sends.map(({ task }) => task)).toEqual(["suggest-codes/1", "classify-session/1", "summarise/1", "redraft-section/2", "draft-note/2"]);
    // 812 tokens at $3 and 240 at $15 a million.
    expect(sends.every(({ costMicroUsd }) => costMicroUsd === 812 * 3 + 240 * 15)).toBe(true);
    expect(scanBytes(readFileSync(join(clinic.folder, "logs", "chartwell.log")), planted, "log")).toEqual([]);
  });

  it("keeps codes only with lines the session has, and takes the clinician's word for the kind", async () => {
    expect(await clinic.ask("codes.suggest", reviewed())).toEqual({ diagnoses: [{ code: "F41.1", lines: [2] }] });
    expect(await clinic.ask("sessions.classify", reviewed())).toEqual({ type: "individual", lines: [1, 2] });
    const { procedures, codes } = await clinic.ask("codes.view", { encounterId });
    expect(codes).toBeNull();
    expect(procedures["individual"]).toEqual({ code: "90834", addOn: null, minutes: 52, why: "by-time" });
    const chosen = { sessionType: "individual" as const, procedure: "90834", diagnoses: [{ code: "F41.1", lines: [2] }] };
    await clinic.ask("codes.save", { encounterId, codes: chosen });
    expect((await clinic.ask("codes.view", { encounterId })).codes).toEqual(chosen);
  });

  it("drafts a section again in place, and leaves what a person wrote", async () => {
    const { note } = await makeDraft();
    const own = { key: "own1", text: "Typed by hand.", source: "typed" as const, lines: [], review: null, doubts: [] };
    const sections = note.sections.map((section) => (section.id === "plan" ? { ...section, sentences: [own, ...section.sentences] } : section));
    const saved = await clinic.ask("notes.save", { noteId: note.id, revision: note.revision, sections });
    const redrafted = await clinic.ask("sections.redraft", { ...reviewed(), noteId: note.id, sectionId: "plan", wish: "longer" });
    expect(redrafted.revision).toBe(saved.revision + 1);
    const plan = redrafted.sections.find(({ id }) => id === "plan");
    expect(plan?.sentences[0]?.text).toBe("Typed by hand.");
    expect(plan?.sentences.length).toBeGreaterThan(1);
    expect(redrafted.sections.find(({ id }) => id === "data")).toEqual(saved.sections.find(({ id }) => id === "data"));
  });

  it("describes progress only where a plan has goals, and sends them without names", async () => {
    expect(await clinic.codeOf("sessions.progress", reviewed())).toBe("task.no-goals");
    const { note } = await makeDraft("treatment-plan");
    const goal = {
      key: "goal1",
      text: "Adaeze Okonkwo will call Marcus twice a week.",
      source: "typed" as const,
      lines: [],
      review: null,
      doubts: [],
    };
    const sections = note.sections.map((section) => (section.id === "goals" ? { ...section, sentences: [goal] } : section));
    await clinic.ask("notes.save", { noteId: note.id, revision: note.revision, sections });
    await clinic.ask("sessions.progress", reviewed());
    const body = vendor.requests.at(-1)?.body ?? "";
    expect(body).toContain("will call");
    expect(body).toContain("<goals>");
    expect(scanBytes(Buffer.from(body), planted, "wire")).toEqual([]);
  });

  it("asks for the second look at doubts like the first", async () => {
    const preview = await clinic.ask("drafts.preview", { encounterId, templateId: "dap", added: [] });
    const code = await clinic.codeOf("sessions.summarise", { encounterId, doubtsReviewed: false });
    expect(code).toBe(preview.doubtful.length > 0 ? "deid.review-needed" : null);
  });
});

describe("a second detector", () => {
  it("looks over what is left before anything goes on, and its finds are replaced too", async () => {
    const far = await startProtocols(certificates);
    const line = "The river walk by Larkspur Mill helps me sleep.";
    far.answers.set("/", {
      type: "application/x-amz-json-1.1",
      get body() {
        const { Text } = JSON.parse(far.requests.at(-1)?.body ?? "{}") as { Text: string };
        const start = [...Text.slice(0, Text.indexOf("river walk"))].length;
        return JSON.stringify({ Entities: [{ Id: 0, BeginOffset: start, EndOffset: start + 10, Score: 0.9, Type: "ADDRESS" }], ModelVersion: "2" });
      },
    });
    const looked = await startTestClinic({ policy: { extraCertificateAuthorities: [certificates.caPem], secondDetector: "comprehend-medical" } });
    await looked.signIn("whitcombe");
    const { id: patientId } = await looked.ask("patients.register", buildDemographics());
    await looked.ask("consents.record", { patientId, kind: "ai-drafting", decision: "given", method: "signed-form", textVersion: "2026-07" });
    const bytes = new TextEncoder().encode(`Clinician: How are you, Adaeze? \u{1F642}\nClient: ${line}\n`);
    const times = { startedAt: "2026-11-23T09:02:00.000Z", endedAt: "2026-11-23T09:54:00.000Z" };
    const { encounterId: other } = await looked.ask("transcripts.import", { patientId, bytes, kindHint: "txt", ...times });
    await looked.signIn("abara");
    const { id: agreementId } = await looked.ask("agreements.record", {
      terms: buildTerms({ endpoint: vendor.origin }),
      credential: { apiKey: "sk-invented-credential" },
      password,
    });
    await looked.ask("agreements.ask", { agreementId });
    await looked.signIn("whitcombe");
    const ask = { encounterId: other, doubtsReviewed: true };
    expect(await looked.codeOf("sessions.summarise", ask)).toBe("gate.no-agreement");
    expect(vendor.requests).toHaveLength(0);
    await looked.signIn("abara");
    const terms = buildTerms({
      ...{ vendorId: "comprehend-medical", endpoint: far.origin, organizationId: "029608264753", cloudRegions: ["us-east-1"] },
      ...{ modelIds: ["detect-phi"], features: ["detect-phi"], retentionVerifiedOn: "2026-11-01" },
    });
    const credential = { accessKeyId: "AKIAQNZGKIQY56JQ7WML", secretAccessKey: "an invented secret key of forty letters" };
    await looked.ask("agreements.record", { terms, credential, password });
    await looked.signIn("whitcombe");
    await looked.codeOf("sessions.summarise", ask);
    const sent = vendor.requests.at(-1)?.body ?? "";
    expect(sent).toContain("helps me sleep");
    expect(sent).not.toContain("river walk");
    expect(far.requests[0]?.body).not.toContain("Adaeze");
    await looked.remove();
    await far.close();
  });
});

describe("formats of the clinic's own", () => {
  const format: NewTemplate = {
    templateId: null,
    name: "Couples note",
    sections: [
      { title: "Themes", guidance: "What the couple worked on." },
      { title: "Agreements", guidance: "What both agreed to try." },
    ],
    style: { length: "brief", quote: "none", voice: "clinician" },
    example: "Both partners named the same worry. They agreed on one evening a week.",
  };

  it("are used only after somebody else approved them, with example, length and voice on the way out", async () => {
    const proposed = await clinic.ask("templates.propose", format);
    expect(await clinic.codeOf("drafts.preview", { encounterId, templateId: proposed.template.id, added: [] })).toBe("template.not-found");
    expect(await clinic.codeOf("templates.approve", { templateId: proposed.template.id })).toBe("session.not-permitted");
    await clinic.signIn("abara");
    expect((await clinic.ask("templates.approve", { templateId: proposed.template.id })).state).toBe("approved");
    await clinic.signIn("whitcombe");
    const { note } = await makeDraft(proposed.template.id);
    expect(note.sections.map(({ title }) => title)).toEqual(["Themes", "Agreements"]);
    const body = vendor.requests.at(-1)?.body ?? "";
    for (const word of ["<example>", "the same worry", "no more than three sentences", "first person"]) expect(body).toContain(word);
  });

  it("are refused while they name anybody", async () => {
    expect(await clinic.codeOf("templates.propose", { ...format, example: "Dr. Adaeze Okonkwo met Mr. Henry Walker on March 3, 2026." })).toBe(
      "template.holds-identifiers",
    );
  });

  it("make a new version when they change, and can be taken out of use", async () => {
    const { template } = await clinic.ask("templates.propose", format);
    expect(await clinic.codeOf("templates.propose", format)).toBe("template.name-taken");
    await clinic.signIn("abara");
    await clinic.ask("templates.approve", { templateId: template.id });
    const second = await clinic.ask("templates.propose", { ...format, templateId: template.id, name: "Couples, short" });
    expect(second.template.version).toBe(2);
    expect(await clinic.codeOf("templates.approve", { templateId: template.id })).toBe("agreement.own-approval");
    await clinic.ask("templates.retire", { templateId: template.id });
    expect((await clinic.ask("templates.list", {})).own).toEqual([]);
  });
});

describe("the procedure by the clock", () => {
  const start = "2026-11-23T09:00:00.000Z";
  const minutesOn = (minutes: number) => new Date(Date.parse(start) + minutes * 60_000).toISOString();
  const cases: readonly (readonly [SessionType, number, string | null, string])[] = [
    ["individual", 15, null, "too-short"],
    ["individual", 16, "90832", "by-time"],
    ["individual", 37, "90832", "by-time"],
    ["individual", 38, "90834", "by-time"],
    ["individual", 52, "90834", "by-time"],
    ["individual", 53, "90837", "by-time"],
    ["individual", 180, "90837", "by-time"],
    ["family-with-client", 25, null, "too-short"],
    ["family-with-client", 26, "90847", "by-time"],
    ["family-without-client", 50, "90846", "by-time"],
    ["group", 90, "90853", "by-kind"],
    ["evaluation", 60, "90791", "by-kind"],
    ["crisis", 29, null, "too-short"],
    ["crisis", 30, "90839", "by-time"],
    ["other", 60, null, "no-code"],
  ];
  it.each(cases)("%s, %i minutes: %s", (type, minutes, code, why) => {
    expect(findProcedure(type, start, minutesOn(minutes))).toMatchObject({ code, why });
  });

  it("counts the half hours of a long crisis, and nothing where the end is unknown or before the start", () => {
    expect(findProcedure("crisis", start, minutesOn(74)).addOn).toBeNull();
    expect(findProcedure("crisis", start, minutesOn(75)).addOn).toEqual({ code: "90840", units: 1 });
    expect(findProcedure("crisis", start, minutesOn(105)).addOn).toEqual({ code: "90840", units: 2 });
    expect(findProcedure("individual", start, null).why).toBe("no-times");
    expect(findProcedure("individual", start, minutesOn(-5)).why).toBe("no-times");
  });
});

describe("what is kept of a transcript", () => {
  const keepings = [
    { keep: "nothing", days: 0, left: () => 0 },
    { keep: "cited-lines", days: 0, left: (cited: number) => cited },
    { keep: "transcript", days: 30, left: null },
  ] as const;

  it.each(keepings)("$keep, $days days after signing", async ({ keep, days, left }) => {
    const kept = await startTestClinic({ policy: { transcripts: { keep, days } } });
    await kept.signIn("whitcombe");
    const { id: patientId } = await kept.ask("patients.register", buildDemographics());
    const bytes = new TextEncoder().encode(spokenSession);
    const times = { startedAt: "2026-11-23T09:02:00.000Z", endedAt: "2026-11-23T09:54:00.000Z" };
    const { encounterId: session, turnCount } = await kept.ask("transcripts.import", { patientId, bytes, kindHint: "txt", ...times });
    const draftId = "dft_00000000000000000000000009" as never;
    const { note } = await kept.ask("drafts.create", {
      draftId,
      encounterId: session,
      templateId: "dap",
      via: "device",
      added: [],
      doubtsReviewed: true,
    });
    const sections = note.sections.map((section) => ({
      ...section,
      sentences: section.sentences.map((sentence) => ({ ...sentence, review: sentence.review ?? ("accepted" as const) })),
    }));
    const saved = await kept.ask("notes.save", { noteId: note.id, revision: note.revision, sections });
    const turnsLeft = async () => (await kept.ask("encounters.open", { encounterId: session })).turns.length;
    expect(await turnsLeft()).toBe(turnCount);
    await kept.ask("notes.sign", { noteId: note.id, revision: saved.revision, password });
    if (left === null) {
      expect(await turnsLeft()).toBe(turnCount);
      kept.clock.advance(31 * 86_400_000);
      await kept.signIn("whitcombe");
      await kept.app.runDue();
      expect(await turnsLeft()).toBe(0);
    } else {
      const cited = new Set(saved.sections.flatMap(({ sentences }) => sentences.flatMap(({ lines }) => lines))).size;
      expect(await turnsLeft()).toBe(left(cited));
    }
    await kept.signIn("abara");
    const { rows } = await kept.ask("audit.list", { beforeSeq: null, limit: 100 });
    expect(rows.filter(({ event }) => event === "transcript.reduced")).toHaveLength(1);
    await kept.remove();
  });
});

describe("a sudden end in the middle of a send", () => {
  it("leaves the intent on disk, and the next start closes it as cut off", async () => {
    vendor.behave("hang");
    const asked = clinic.codeOf("sessions.summarise", reviewed()).catch(() => null);
    await expect.poll(() => vendor.requests.length).toBe(1);
    const again = await clinic.restart("hard");
    await again.signIn("whitcombe");
    expect((await again.ask("sends.list", { limit: 5 })).sends[0]).toMatchObject({ outcome: "failed", code: "draft.interrupted" });
    await again.signIn("abara");
    const { rows } = await again.ask("audit.list", { beforeSeq: null, limit: 60 });
    const names = rows.map(({ event }) => event);
    expect(names).toContain("llm.request-sent");
    expect(names).toContain("sends.interrupted");
    expect((await again.ask("audit.verify", {})).intact).toBe(true);
    await again.app.stop();
    await vendor.close();
    await asked;
  });
});
