import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { scanBytes } from "../../../main/canary/scan.ts";
import type { EncounterId, PatientId } from "../../../shared/domain/ids.ts";
import { listUnresolved, type Note } from "../../../shared/domain/note.ts";
import { buildTerms } from "../../support/build-agreement.ts";
import { buildDemographics, spokenSession } from "../../support/build-patient.ts";
import { password, people, startTestClinic, type TestApp } from "../../support/compose-test-app.ts";
import { type Certificates, makeCertificates } from "../../support/vendor/certificates.ts";
import { type Behaviour, startVendor, type VendorStandIn } from "../../support/vendor/start-vendor.ts";

const planted = ["Adaeze", "Okonkwo", "Marcus", "602-555-0142", "six oh two", "Flagstaff", "00412", "1987-07-14", "ada.okonkwo"];
const encode = (text: string) => new TextEncoder().encode(text);
let certificates: Certificates;
let certificateFolder: string;
let vendor: VendorStandIn;
let clinic: TestApp;
beforeAll(() => {
  certificateFolder = mkdtempSync(join(tmpdir(), "chartwell-path-"));
  certificates = makeCertificates(certificateFolder);
});
beforeEach(async () => {
  vendor = await startVendor(certificates, "answer");
  clinic = await startTestClinic({ policy: { extraCertificateAuthorities: [certificates.caPem] } });
});
afterEach(async () => {
  await clinic.remove();
  await vendor.close();
});
afterAll(() => rmSync(certificateFolder, { recursive: true, force: true }));

let drafts = 0;
function nextDraftId() {
  drafts += 1;
  return `dft_${String(drafts).padStart(26, "0")}` as never;
}

async function importSession(): Promise<{ patientId: PatientId; encounterId: EncounterId }> {
  await clinic.signIn("whitcombe");
  const { id: patientId } = await clinic.ask("patients.register", buildDemographics());
  await clinic.ask("consents.record", { patientId, kind: "ai-drafting", decision: "given", method: "signed-form", textVersion: "2026-07" });
  const { encounterId } = await clinic.ask("transcripts.import", {
    patientId,
    bytes: encode(spokenSession),
    kindHint: "txt",
    startedAt: "2026-11-23T09:02:00.000Z",
    endedAt: "2026-11-23T09:54:00.000Z",
  });
  return { patientId, encounterId };
}

async function recordAgreement(): Promise<void> {
  await clinic.signIn("abara");
  const { id: agreementId } = await clinic.ask("agreements.record", {
    terms: buildTerms({ endpoint: vendor.origin }),
    credential: { apiKey: "sk-invented-credential" },
    password,
  });
  await clinic.ask("agreements.ask", { agreementId });
  await clinic.signIn("whitcombe");
}

const draft = (encounterId: EncounterId, via: "device" | "vendor") => ({
  draftId: nextDraftId(),
  encounterId,
  templateId: "dap",
  via,
  added: [],
  doubtsReviewed: true,
});

async function settle(note: Note): Promise<Note> {
  const sections = note.sections.map((section) => ({
    ...section,
    sentences: section.sentences.map((sentence) => ({ ...sentence, review: sentence.review ?? ("accepted" as const) })),
  }));
  const saved = await clinic.ask("notes.save", { noteId: note.id, revision: note.revision, sections });
  return { ...note, ...saved };
}

describe("from a session to a signed note", () => {
  it("refuses a vendor without an agreement, drafts on the device instead, signs, exports", async () => {
    const { patientId, encounterId } = await importSession();
    const preview = await clinic.ask("drafts.preview", { encounterId, templateId: "dap", added: [] });
    expect(preview.destination.refusal).toBe("gate.no-agreement");
    expect(await clinic.codeOf("drafts.create", draft(encounterId, "vendor"))).toBe("gate.no-agreement");
    expect(vendor.requests).toHaveLength(0);
    const { note } = await clinic.ask("drafts.create", draft(encounterId, "device"));
    expect(note.drafter).toEqual({ kind: "device", method: "extractive/1" });
    expect(note.sections.flatMap(({ sentences }) => sentences).some(({ text }) => text.includes("four hours a night"))).toBe(true);
    const settled = await settle(note);
    expect(await clinic.codeOf("notes.sign", { noteId: note.id, revision: settled.revision, password: "a wrong password" })).toBe(
      "session.reauthentication-failed",
    );
    const signed = await clinic.ask("notes.sign", { noteId: note.id, revision: settled.revision, password });
    expect(signed.signature?.printedName).toBe("Rosalind Whitcombe, LCSW");
    expect(await clinic.codeOf("notes.save", { noteId: note.id, revision: settled.revision, sections: settled.sections })).toBe("note.signed");
    expect(await clinic.codeOf("drafts.create", draft(encounterId, "device"))).toBe("encounter.has-signed-note");
    const extended = await clinic.ask("notes.addAddendum", { noteId: note.id, text: "Client called to move the next session.", password });
    expect(extended.addenda).toHaveLength(1);
    await clinic.signIn("abara");
    const exported = await clinic.ask("records.export", { patientId, password, format: "zip", warned: false, requestId: null });
    expect(exported.passphrase.split(" ")).toHaveLength(7);
    expect(scanBytes(Buffer.from(clinic.exports.get("chosen") ?? []), planted, "export")).toEqual([]);
  });

  it("sends without identifiers once the agreement is on record, and puts the names back", async () => {
    const { encounterId } = await importSession();
    await recordAgreement();
    const preview = await clinic.ask("drafts.preview", { encounterId, templateId: "dap", added: [] });
    expect(preview.destination).toMatchObject({ refusal: null, modelId: "claude-sonnet-5-5", agreementExpiresOn: "2027-06-30" });
    const { note, roundTrip } = await clinic.ask("drafts.create", draft(encounterId, "vendor"));
    expect(vendor.requests).toHaveLength(1);
    expect(scanBytes(Buffer.from(JSON.stringify(vendor.requests)), planted, "wire")).toEqual([]);
    const texts = note.sections.flatMap(({ sentences }) => sentences).map(({ text }) => text);
    expect(texts.some((text) => text.includes("Marcus"))).toBe(true);
    expect(texts.join(" ")).not.toMatch(/\[[A-Z]+_\d+\]/);
    expect(roundTrip?.restored).toBeGreaterThan(0);
    expect(note.sections.flatMap(({ sentences }) => sentences).find(({ text }) => text.includes("clocks"))).toMatchObject({ source: "unsupported" });
    expect(texts).toContain("Hallucinations: not assessed.");
    expect(clinic.events.filter(({ name }) => name === "draft.sentence").length).toBeGreaterThan(3);
    const { sends } = await clinic.ask("sends.list", { limit: 10 });
    expect(sends).toMatchObject([{ outcome: "completed", tokensOut: 240, patientName: "Okonkwo, Adaeze" }]);
  });

  it("does not sign while a sentence waits for a person, and trusts no source the screen claims", async () => {
    const { encounterId } = await importSession();
    await recordAgreement();
    const { note } = await clinic.ask("drafts.create", draft(encounterId, "vendor"));
    expect(listUnresolved(note).length).toBeGreaterThan(0);
    expect(await clinic.codeOf("notes.sign", { noteId: note.id, revision: note.revision, password })).toBe("note.unresolved-sentences");
    const forged = note.sections.map((section) => ({
      ...section,
      sentences: section.sentences.map((sentence) => ({ ...sentence, text: `${sentence.text} And more.`, source: "said" as const, doubts: [] })),
    }));
    const saved = await clinic.ask("notes.save", { noteId: note.id, revision: note.revision, sections: forged });
    expect(saved.sections.flatMap(({ sentences }) => sentences).every(({ source }) => source === "typed")).toBe(true);
    expect(await clinic.codeOf("notes.save", { noteId: note.id, revision: note.revision, sections: forged })).toBe("note.changed-elsewhere");
  });

  it("lets no name of the chart stand, and has on record what was let stand and why", async () => {
    const { encounterId } = await importSession();
    await recordAgreement();
    const { spans } = await clinic.ask("drafts.preview", { encounterId, templateId: "dap", added: [] });
    const charted = spans.find(({ why }) => why.includes("known-identifier"));
    if (charted === undefined) throw new Error("nothing of the chart was found");
    const { line, start, end } = charted;
    const released = [{ line, start, end, reason: "needed-for-care" as const }];
    expect(await clinic.codeOf("drafts.create", { ...draft(encounterId, "vendor"), released })).toBe("deid.release-not-allowed");
    expect(vendor.requests).toHaveLength(0);
    await clinic.signIn("auden");
    const { rows } = await clinic.ask("audit.list", { beforeSeq: null, limit: 60 });
    expect(rows.find(({ event }) => event === "redactions.released")?.fields).toMatchObject({ neededForCare: 1, publicKnowledge: 0 });
  });

  it("needs the patient's consent to drafting with AI before anything is sent", async () => {
    const { patientId, encounterId } = await importSession();
    await recordAgreement();
    const { consents } = await clinic.ask("patients.open", { patientId });
    await clinic.ask("consents.revoke", { patientId, consentId: consents[0]?.id as never });
    expect(await clinic.codeOf("drafts.create", draft(encounterId, "vendor"))).toBe("consent.missing");
    expect(vendor.requests).toHaveLength(0);
    expect(await clinic.codeOf("drafts.create", draft(encounterId, "device"))).toBe(null);
  });
});

describe("what goes wrong leaves the session as it was", () => {
  const cases: readonly (readonly [Behaviour, string])[] = [
    ["half-stream", "vendor.interrupted"],
    ["invalid-json", "vendor.invalid-reply"],
    ["garbage", "vendor.invalid-reply"],
    ["401", "vendor.refused"],
    ["redirect", "vendor.redirected"],
    ["429", "vendor.rate-limited"],
    ["529", "vendor.overloaded"],
  ];
  it.each(cases)("a vendor that answers %s: %s", { timeout: 30_000 }, async (behaviour, code) => {
    const { encounterId } = await importSession();
    await recordAgreement();
    vendor.behave(behaviour);
    expect(await clinic.codeOf("drafts.create", draft(encounterId, "vendor"))).toBe(code);
    const { encounter } = await clinic.ask("encounters.open", { encounterId });
    expect(encounter).toMatchObject({ state: "to-draft", noteId: null });
    await clinic.signIn("auden");
    const { rows } = await clinic.ask("audit.list", { beforeSeq: null, limit: 60 });
    expect(rows.some(({ event, fields }) => event === "draft.ended" && fields["code"] === code)).toBe(true);
    expect((await clinic.ask("audit.verify", {})).intact).toBe(true);
  });

  it("cancelling a draft, and quitting in the middle of one", async () => {
    const { encounterId } = await importSession();
    await recordAgreement();
    vendor.behave("slow-answer");
    const order = draft(encounterId, "vendor");
    const running = clinic.codeOf("drafts.create", order);
    expect(await clinic.codeOf("drafts.create", draft(encounterId, "device"))).toBe("draft.already-running");
    await new Promise((resolve) => setTimeout(resolve, 400));
    await clinic.ask("drafts.cancel", { draftId: order.draftId });
    expect(await running).toBe("vendor.cancelled");
    const another = clinic.codeOf("drafts.create", draft(encounterId, "vendor"));
    await new Promise((resolve) => setTimeout(resolve, 400));
    const again = await clinic.restart();
    expect(await another).toBe("vendor.cancelled");
    await again.signIn("whitcombe");
    expect((await again.ask("encounters.open", { encounterId })).encounter.state).toBe("to-draft");
    clinic = again;
  });

  it("a bad transcript is refused on record and keeps nothing", async () => {
    const { patientId } = await importSession();
    const bad = { patientId, startedAt: "2026-11-23T09:02:00.000Z", endedAt: null };
    expect(await clinic.codeOf("transcripts.import", { ...bad, bytes: new Uint8Array(0), kindHint: "txt" })).toBe("transcript.empty");
    expect(await clinic.codeOf("transcripts.import", { ...bad, bytes: encode("%PDF-1.4"), kindHint: "pdf" })).toBe("transcript.binary");
    expect(await clinic.codeOf("transcripts.import", { ...bad, bytes: new Uint8Array(10 * 1024 * 1024 + 1).fill(97), kindHint: "txt" })).toBe(
      "transcript.too-large",
    );
    expect((await clinic.ask("patients.open", { patientId })).encounters).toHaveLength(1);
    await clinic.signIn("auden");
    const { rows } = await clinic.ask("audit.list", { beforeSeq: null, limit: 60 });
    expect(
      rows
        .filter(({ event }) => event === "transcript.imported.failed")
        .map(({ code }) => code)
        .sort(),
    ).toEqual(["transcript.binary", "transcript.empty", "transcript.too-large"]);
  });
});

describe("nothing is left lying about", () => {
  it("no file the program wrote holds a planted identifier, and the log holds only codes", async () => {
    const { encounterId } = await importSession();
    await recordAgreement();
    await clinic.ask("drafts.create", draft(encounterId, "vendor"));
    vendor.behave("half-stream");
    await clinic.codeOf("drafts.create", draft(encounterId, "vendor"));
    const files = readdirSync(clinic.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map(({ name }) => name)).toContain("record.db-wal");
    for (const file of files)
      expect(
        scanBytes(
          readFileSync(join(file.parentPath, file.name)),
          [...planted, "sk-invented", "four hours a night", ...people.map((person) => person.displayName)],
          file.name,
        ),
      ).toEqual([]);
  });

  it("a restart finds everything that was acknowledged", async () => {
    const { patientId, encounterId } = await importSession();
    const { note } = await clinic.ask("drafts.create", draft(encounterId, "device"));
    const again = await clinic.restart("hard");
    await again.signIn("whitcombe");
    expect(await again.ask("notes.open", { noteId: note.id })).toEqual(note);
    expect((await again.ask("patients.open", { patientId })).patient.demographics.familyName).toBe("Okonkwo");
    await clinic.app.stop();
    clinic = again;
  });
});

describe("a bug on the way", () => {
  it("ends the draft on record and leaves the session to be drafted again", async () => {
    const { encounterId } = await importSession();
    await recordAgreement();
    const deliver = clinic.events.push.bind(clinic.events);
    clinic.events.push = (...told) => {
      if (told.some(({ name }) => name === "draft.sentence")) throw new Error("an invented bug that quotes Adaeze Okonkwo");
      return deliver(...told);
    };
    const code = await clinic.codeOf("drafts.create", draft(encounterId, "device"));
    expect(code).toBe("app.unexpected");
    clinic.events.push = deliver;
    expect((await clinic.ask("encounters.open", { encounterId })).encounter.state).toBe("to-draft");
    expect(await clinic.codeOf("drafts.create", draft(encounterId, "device"))).toBe(null);
    for (const name of readdirSync(join(clinic.folder, "logs")))
      expect(readFileSync(join(clinic.folder, "logs", name), "utf8")).not.toContain("Okonkwo");
  });
});
