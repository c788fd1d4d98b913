import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashNote } from "../../../main/documents/index.ts";
import type { Mapping } from "../../../shared/domain/intake.ts";
import { buildDemographics } from "../../support/build-patient.ts";
import { password, startTestClinic, type TestApp } from "../../support/compose-test-app.ts";
import { openEncrypted, readText } from "../../support/open-package.ts";
import { signSession } from "../../support/sign-session.ts";

let clinic: TestApp;
beforeEach(async () => {
  clinic = await startTestClinic();
  await clinic.signIn("abara");
});
afterEach(() => clinic.remove());

const encode = (text: string) => new TextEncoder().encode(text);
const look = (text: string) => clinic.ask("imports.look", { bytes: encode(text), passphrase: "" });
const listMrns = async () => (await clinic.ask("patients.search", { query: "", limit: 100 })).patients.map(({ mrn }) => mrn).sort();

async function run(mapping: Mapping, dryRun: boolean, dateOrder: "year-first" | "month-first" | "day-first" = "month-first") {
  return clinic.ask("imports.run", { mapping, dateOrder, from: 0, count: 500, dryRun });
}

const table = `Last Name,First Name,DOB,Chart No,Phone,State,Notes
Reyes,Luz,03/02/2012,A-1,602-555-0111,Arizona,"likes, commas"
Halvorsen,Nils,12/31/1970,A-2,,AZ,
Marsh,,1/2/1980,A-3,,AZ,
Voss,Ida,31/31/1980,A-4,,AZ,
Okonkwo,Adaeze,07/14/1987,A-5,,AZ,
Lindgren,Per,7/14/1987,A-1,,AZ,
Tanaka,Emi,1/1/1991,A-7,,Atlantis,
`;

it("what one person looks at is nobody else's to bring in", async () => {
  await look(table);
  await clinic.askAs("window-2", "session.signIn", { username: "lindqvist", password });
  const mapping = { familyName: 0, givenName: 1, bornOn: 2, mrn: 3 };
  const run = { mapping, dateOrder: "month-first", from: 0, count: 500, dryRun: true } as const;
  await expect(clinic.askAs("window-2", "imports.run", run)).rejects.toThrow("import.nothing-held");
  await clinic.ask("session.signOut", {});
  await clinic.signIn("abara");
  expect(await clinic.codeOf("imports.run", run)).toBe("import.nothing-held");
});

describe("a table", () => {
  it("is mapped by its heading, tried without taking anybody, then taken; every row not taken is named with its reason", async () => {
    await clinic.ask("patients.register", buildDemographics());
    const looked = await look(table);
    if (looked.kind !== "table") throw new Error(looked.kind);
    expect(looked).toMatchObject({
      rows: 7,
      dateOrder: "month-first",
      mapping: { familyName: 0, givenName: 1, bornOn: 2, mrn: 3, phone: 4, stateCode: 5 },
    });
    expect(looked.columns[6]).toEqual({ name: "Notes", samples: ["likes, commas", "", ""] });
    const expected = [
      { row: 3, why: "field-missing", field: "givenName" },
      { row: 4, why: "date-unreadable", field: "bornOn" },
      { row: 5, why: "same-name-and-birth", field: null },
      { row: 6, why: "twice-in-file", field: "mrn" },
      { row: 7, why: "state-unknown", field: "stateCode" },
    ];
    const tried = await run(looked.mapping, true);
    expect(tried).toEqual({ upTo: 7, rows: 7, taken: 2, faults: expected });
    expect(await listMrns()).toEqual(["00412"]);
    expect(await run(looked.mapping, false)).toEqual({ upTo: 7, rows: 7, taken: 2, faults: expected });
    expect(await listMrns()).toEqual(["00412", "A-1", "A-2"]);
    const [luz] = (await clinic.ask("patients.search", { query: "Reyes", limit: 5 })).patients;
    const { patient } = await clinic.ask("patients.open", { patientId: luz?.id as never });
    expect(patient.demographics).toMatchObject({ bornOn: "2012-03-02", stateCode: "AZ", phone: "602-555-0111" });
    const again = await run(looked.mapping, false);
    expect(again.taken).toBe(0);
    expect(again.faults.slice(0, 2).map(({ why }) => why)).toEqual(["mrn-taken", "mrn-taken"]);
  });

  it("is refused with words when it is none: an image, half a quote, a heading alone", async () => {
    for (const [bytes, code] of [
      [Uint8Array.of(137, 80, 78, 71, 0, 1, 2, 0), "import.unreadable"],
      [encode('Last,First\n"never ends,x'), "import.unreadable"],
      [encode("Last,First,DOB\n"), "import.nobody"],
      [encode("one column\nonly"), "import.unreadable"],
    ] as const) {
      expect(await clinic.codeOf("imports.look", { bytes, passphrase: "" })).toBe(code);
    }
    expect(await clinic.codeOf("imports.run", { mapping: {}, dateOrder: "year-first", from: 0, count: 10, dryRun: true })).toBe(
      "import.nothing-held",
    );
  });

  it("comes in other tongues of a spreadsheet: semicolons, tabs, Windows' code page, a byte order mark", async () => {
    for (const [text, at] of [
      ["\uFEFFSurname;Given name;Born;MRN\nÅberg;Zoë;1980-05-06;S-1\n", "S-1"],
      ["Surname\tGiven name\tBorn\tMRN\nNg\tLi\t1980-05-06\tS-2\n", "S-2"],
    ] as const) {
      const looked = await look(text);
      if (looked.kind !== "table") throw new Error(looked.kind);
      expect((await run(looked.mapping, false, looked.dateOrder)).taken).toBe(1);
      expect(await listMrns()).toContain(at);
    }
    const latin = Uint8Array.from([...encode("Surname,Given name,Born,MRN\nM"), 0xfc, ...encode("ller,Jo,1980-05-06,S-3\n")]);
    const looked = await clinic.ask("imports.look", { bytes: latin, passphrase: "" });
    if (looked.kind !== "table") throw new Error(looked.kind);
    await run(looked.mapping, false, "year-first");
    expect((await clinic.ask("patients.search", { query: "Müller", limit: 5 })).patients).toHaveLength(1);
  });
});

describe("FHIR", () => {
  it("brings the patients of a Bundle, of NDJSON, and of our own package", async () => {
    const patient = (mrn: string) => ({
      resourceType: "Patient",
      identifier: [{ value: "other" }, { type: { coding: [{ code: "MR" }] }, value: mrn }],
      name: [{ use: "official", family: `Family${mrn}`, given: ["Ana", "Maria"] }],
      birthDate: "1990-02-03",
      telecom: [{ system: "phone", value: "602-555-0199" }],
      address: [{ line: ["1 Invented Row"], city: "Flagstaff", state: "AZ", postalCode: "86001" }],
    });
    const bundle = {
      resourceType: "Bundle",
      type: "collection",
      entry: [{ resource: patient("F-1") }, { resource: { resourceType: "Observation" } }, { resource: { ...patient("F-2"), birthDate: undefined } }],
    };
    expect(await look(JSON.stringify(bundle))).toEqual({ kind: "fhir", rows: 2 });
    expect(await run({}, false)).toMatchObject({ taken: 1, faults: [{ row: 2, field: "bornOn" }] });
    expect(await look(`${JSON.stringify(patient("F-3"))}\n${JSON.stringify(patient("F-4"))}\n`)).toEqual({ kind: "fhir", rows: 2 });
    expect((await run({}, false)).taken).toBe(2);
    expect(await listMrns()).toEqual(["F-1", "F-3", "F-4"]);
  });
});

describe("a package of one's own", () => {
  it("gives the same record back in another clinic, signatures that still check among it", async () => {
    await clinic.signIn("whitcombe");
    const { id: patientId } = await clinic.ask("patients.register", buildDemographics());
    await clinic.ask("consents.record", { patientId, kind: "ai-drafting", decision: "given", method: "signed-form", textVersion: "2026-1" });
    const { noteId, encounterId } = await signSession(clinic, patientId);
    await clinic.ask("notes.addAddendum", { noteId, text: "Client called.", password });
    await clinic.signIn("abara");
    const content = { recipient: "County court", recipientAddress: "", what: "The record", basis: "Subpoena" };
    await clinic.ask("disclosures.record", { patientId, disclosedOn: "2026-11-20", purpose: "court-order", content });
    const exported = async (app: TestApp) => {
      const { passphrase } = await app.ask("records.export", { patientId, password, format: "zip", warned: false, requestId: null });
      const bytes = Uint8Array.from(app.exports.get("chosen") ?? []);
      return { bytes, passphrase, record: JSON.parse(readText(await openEncrypted(bytes, passphrase), "record.json")) };
    };
    const first = await exported(clinic);
    const elsewhere = await startTestClinic({ clock: clinic.clock });
    await elsewhere.signIn("abara");
    expect(await elsewhere.ask("imports.look", { bytes: first.bytes, passphrase: "" })).toEqual({ kind: "passphrase-needed" });
    expect(await elsewhere.ask("imports.look", { bytes: first.bytes, passphrase: first.passphrase })).toEqual({
      kind: "package",
      sessions: 1,
      notes: 1,
    });
    await elsewhere.ask("imports.takePackage", {});
    const second = await exported(elsewhere);
    const comparable = (record: typeof first.record) =>
      JSON.parse(JSON.stringify(record, (key, value) => (["signedBy", "addedBy", "recordedAt"].includes(key) && value !== null ? undefined : value)));
    expect(comparable(second.record)).toEqual(comparable(first.record));
    await elsewhere.signIn("whitcombe");
    const { note } = await elsewhere.ask("notes.openForEncounter", { encounterId });
    if (note === null) throw new Error("no note");
    expect(hashNote(note)).toBe(note.signature?.contentSha256);
    expect(await elsewhere.ask("notes.search", { query: "hours" })).toMatchObject({ notes: [{ id: noteId }] });
    await elsewhere.signIn("abara");
    await elsewhere.ask("imports.look", { bytes: first.bytes, passphrase: first.passphrase });
    expect(await elsewhere.codeOf("imports.takePackage", {})).toBe("import.already-here");
    await elsewhere.remove();
  });
});
