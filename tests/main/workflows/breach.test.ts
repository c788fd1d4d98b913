import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from "@zip.js/zip.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AssessmentId, PatientId } from "../../../shared/domain/ids.ts";
import { buildAssessment } from "../../support/build-assessment.ts";
import { password, type TestApp } from "../../support/compose-test-app.ts";
import { destroyPatient, discardDrafts } from "../../support/destroy-patient.ts";
import { type SendingClinic, startSendingClinic } from "../../support/start-sending-clinic.ts";

let sending: SendingClinic;
let clinic: TestApp;
let okonkwo: PatientId;
let gone: PatientId;
let id: AssessmentId;
const backupFolder = mkdtempSync(join(tmpdir(), "chartwell-breach-backups-"));
const body = buildAssessment();
const { title, source, stretch } = body;

beforeAll(async () => {
  sending = await startSendingClinic({ backupFolder });
  clinic = sending.clinic;
  okonkwo = await sending.sendSessionOf();
  await sending.sendSessionOf({ familyName: "Reyes", givenName: "Luz", stateCode: "CA", bornOn: "2012-03-02" });
  await sending.sendSessionOf({ familyName: "Halvorsen", givenName: "Nils", stateCode: "CA", address: "" });
  gone = await sending.sendSessionOf({ familyName: "Marsh", givenName: "Ida" });
  await sending.registerWithSession({ familyName: "Untouched", givenName: "Noor" });
  await discardDrafts(clinic, gone);
  await destroyPatient(clinic, gone, { from: "lindqvist", to: "abara" });
  ({ id } = await clinic.ask("breach.open", { title, source, stretch, notice: null }));
});
afterAll(async () => {
  await sending.remove();
  rmSync(backupFolder, { recursive: true, force: true });
});

/** Opens both archives of a package; gives its files as text by name. */
async function unpack(bytes: Uint8Array, passphrase: string): Promise<Map<string, string>> {
  const [outer] = await new ZipReader(new Uint8ArrayReader(bytes), { password: passphrase, useWebWorkers: false }).getEntries();
  if (outer === undefined || outer.directory) throw new Error("empty");
  const inner = await outer.getData(new Uint8ArrayWriter());
  const files = new Map<string, string>();
  for (const entry of await new ZipReader(new Uint8ArrayReader(inner), { useWebWorkers: false }).getEntries()) {
    if (!entry.directory) files.set(entry.filename, new TextDecoder().decode(await entry.getData(new Uint8ArrayWriter())));
  }
  return files;
}

describe("an assessment", () => {
  it("counts who is reached, per state, with minors, those without an address and those destroyed since", async () => {
    const view = await clinic.ask("breach.read", { id });
    expect(view.affected).toMatchObject({ patients: 4, destroyed: 1, minors: 1, withoutAddress: 2, times: 4 });
    expect(view.affected.perState).toEqual([
      { stateCode: "CA", patients: 2 },
      { stateCode: "", patients: 1 },
      { stateCode: "AZ", patients: 1 },
    ]);
    expect(view.affected.perExposure).toEqual([{ exposure: "transcript-identifiers-removed", patients: 4 }]);
    expect(view.evidence).toMatchObject({ sendsInRecord: 4, sendsInLog: 4 });
    expect(view).toMatchObject({ outcome: "breach", gaps: ["discovery", "letter-words"], duties: [], state: "open" });
  });

  it("lists them by name, a page after another", async () => {
    const first = await clinic.ask("breach.affected", { id, after: null, limit: 3 });
    const second = await clinic.ask("breach.affected", { id, after: first.next, limit: 3 });
    expect([...first.people, ...second.people].map(({ name }) => name).sort()).toEqual(["Halvorsen, Nils", "Okonkwo, Adaeze", "Reyes, Luz", null]);
    expect(second.next).toBeNull();
  });

  it("is refused to clinicians, IT and auditors, and about one's own access", async () => {
    for (const username of ["whitcombe", "iverson", "auden"]) {
      await clinic.signIn(username);
      expect(await clinic.codeOf("breach.list", {})).toBe("session.not-permitted");
    }
    await clinic.signIn("lindqvist");
    const own = (await clinic.ask("users.list", {})).users.find(({ username }) => username === "lindqvist");
    const opening = { title, stretch, notice: null, source: { kind: "person" as const, userId: own?.id as never } };
    expect(await clinic.codeOf("breach.open", opening)).toBe("breach.own-access");
  });

  it("takes what is filled in once, tells what is due, and does not conclude half-filled", async () => {
    expect(await clinic.codeOf("breach.conclude", { id, revision: 1, password })).toBe("breach.incomplete");
    const saved = await clinic.ask("breach.save", { id, revision: 1, body: { ...body, words: { ...body.words, returnedLetters: 8 } } });
    expect(saved).toMatchObject({ revision: 2, discoveredOn: "2026-11-20", badAddresses: 4, substitute: "other-means" });
    expect(saved.duties.map(({ id: duty, dueOn, daysLeft }) => [duty, dueOn, daysLeft])).toEqual([
      ["state-individuals:CA", "2026-12-20", 27],
      ["individuals", "2027-01-19", 57],
      ["hhs-annual", "2027-03-01", 98],
    ]);
    expect(await clinic.codeOf("breach.save", { id, revision: 1, body })).toBe("breach.changed-elsewhere");
  });

  it("keeps what is written sealed, and out of the log", async () => {
    const everything = { patientId: null, userId: null, events: [], refusedOnly: false, stretch: null };
    const { rows } = await clinic.ask("audit.find", { filter: everything, beforeSeq: null, limit: 500 });
    expect(JSON.stringify(rows.map(({ fields }) => fields))).not.toContain("Vendor incident");
  });
});

describe("a concluded assessment", () => {
  it("is final, kept, and in the accounting of everyone it reaches", async () => {
    const concluded = await clinic.ask("breach.conclude", { id, revision: 2, password });
    expect(concluded).toMatchObject({ state: "concluded", outcome: "breach", concludedByName: "Per Lindqvist" });
    expect(await clinic.codeOf("breach.save", { id, revision: 2, body })).toBe("breach.concluded");
    const listed = await clinic.ask("disclosures.list", { patientId: okonkwo });
    expect(listed.disclosures).toMatchObject([{ purpose: "breach", disclosedOn: "2026-11-23", content: { recipient: "Anthropic PBC" } }]);
    // What is sent later does not change what was concluded.
    await sending.sendSessionOf({ familyName: "Later", givenName: "Ana" });
    await clinic.signIn("lindqvist");
    expect((await clinic.ask("breach.read", { id })).affected.patients).toBe(4);
  });

  it("keeps the day each notice was given, and says what is due next", async () => {
    const step = await clinic.ask("breach.recordStep", { id, duty: "state-individuals:CA", doneOn: "2026-11-24" });
    expect(step.duties[0]).toMatchObject({ id: "state-individuals:CA", doneOn: "2026-11-24" });
    expect(await clinic.codeOf("breach.recordStep", { id, duty: "media:AZ", doneOn: "2026-11-24" })).toBe("breach.not-found");
    const { assessments } = await clinic.ask("breach.list", {});
    expect(assessments).toMatchObject([{ id, outcome: "breach", patients: 4, nextDueOn: "2027-01-19" }]);
  });

  it("is written out: a letter to each address with all it must say, worksheet, evidence, hashes", async () => {
    const exported = await clinic.ask("breach.export", { id, password });
    const files = await unpack(clinic.exports.get("chosen") ?? new Uint8Array(), exported.passphrase);
    expect([...files.keys()]).toEqual([
      ...["assessment.html", "letters.html", "hhs-worksheet.html", "to-business-associate.html", "affected.csv", "log-of-the-year.csv"],
      ...["evidence/query.json", "evidence/entries.jsonl", "evidence/checkpoints.json", "manifest.json"],
    ]);
    const letters = files.get("letters.html") ?? "";
    expect(exported.letters).toBe(2);
    expect(letters.match(/class="sheet"/g)).toHaveLength(2);
    for (const part of ["What happened", "What information was involved", "What you can do", "What we are doing", "For more information"]) {
      expect(letters, part).toContain(part);
    }
    for (const said of ["November 20, 2026", body.words.patientSteps, "800-555-0100", "4417 Larkspur Court", "parent or guardian of"]) {
      expect(letters, said).toContain(said);
    }
    // Nothing above the first heading, which is what shows through an envelope, tells what kind of clinic wrote.
    for (const letter of letters.split('class="sheet"').slice(1))
      expect(letter.slice(0, letter.indexOf("<h1>"))).not.toContain("Larkspur Counseling");
    expect(files.get("hhs-worksheet.html")).toContain("Fewer than 500");
    // Two entries a send, the one made since among them: the excerpt is of the time, not of the list.
    expect((files.get("evidence/entries.jsonl") ?? "").trim().split("\n")).toHaveLength(10);
    expect(files.get("affected.csv")).toContain("record destroyed");
    expect(JSON.parse(files.get("manifest.json") ?? "{}").files).toHaveLength(9);
  });
});

describe("other ways to lose information", () => {
  it("a person: everyone whose chart they touched; a computer: everyone in the record, secured or not", async () => {
    const users = (await clinic.ask("users.list", {})).users;
    const userId = users.find(({ username }) => username === "whitcombe")?.id as never;
    const person = await clinic.ask("breach.open", { title: "Curiosity", stretch, notice: null, source: { kind: "person", userId } });
    expect((await clinic.ask("breach.read", person)).affected).toMatchObject({ patients: 6, destroyed: 1 });
    const lost = await clinic.ask("breach.open", { title: "Laptop", stretch, notice: null, source: { kind: "computer" } });
    const view = await clinic.ask("breach.read", lost);
    expect(view).toMatchObject({ outcome: "breach", affected: { patients: 6 } });
    const locked = { ...view.body, protection: body.protection, knowledge: body.knowledge };
    expect(await clinic.ask("breach.save", { ...lost, revision: 1, body: locked })).toMatchObject({ outcome: "secured", gaps: [], duties: [] });
    expect(await clinic.ask("breach.conclude", { ...lost, revision: 2, password })).toMatchObject({ outcome: "secured", duties: [] });
  });

  it("a lost backup: everybody it held, and nobody who came later", async () => {
    clinic.clock.advance(60_000);
    await clinic.ask("backups.configure", { everyHours: 24, keepCount: 2, chooseNew: true });
    const { backupId } = await clinic.ask("backups.run", {});
    clinic.clock.advance(60_000);
    await sending.registerWithSession({ familyName: "Newcomer", givenName: "Sol" });
    await clinic.signIn("lindqvist");
    const lost = await clinic.ask("breach.open", { title: "Drive", stretch, notice: null, source: { kind: "backup", backupId } });
    const view = await clinic.ask("breach.read", lost);
    expect(view).toMatchObject({ outcome: "breach", affected: { patients: 5, destroyed: 0 } });
    const apart = { ...view.body, protection: { ...view.body.protection, keyApart: "yes" as const }, knowledge: body.knowledge };
    expect((await clinic.ask("breach.save", { ...lost, revision: 1, body: apart })).outcome).toBe("secured");
  });

  it("a business associate's notice starts the clock", async () => {
    const notice = { receivedOn: "2026-11-20", discoveredOn: "2026-11-02", actsAsAgent: true, statedPatients: 3 };
    const opened = await clinic.ask("breach.open", { title: "Told by the vendor", source, stretch, notice });
    expect((await clinic.ask("breach.read", opened)).discoveredOn).toBe("2026-11-02");
  });
});
