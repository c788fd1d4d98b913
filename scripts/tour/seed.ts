import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import type { CallInput, CallName, CallOutput } from "../../shared/contract/index.ts";
import type { Demographics } from "../../shared/domain/patient.ts";
import { client, clinician, clinicName, locateDialogue, manager, password } from "../day/day.ts";

/** Everyone of the invented clinic, by user name. */
export const staff = {
  clinician: clinician.username,
  trainee: "okafor",
  supervisor: "vasquez",
  manager: manager.username,
  officer: "lindqvist",
  it: "iverson",
} as const;

/** Asks the real program through the window's own bridge; throws the code when it refuses. */
export async function ask<N extends CallName>(window: Page, name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const reply = await window.evaluate(
    async ([call, given]) => (globalThis as unknown as { chartwell: { ask(n: unknown, i: unknown): Promise<unknown> } }).chartwell.ask(call, given),
    [name, input] as const,
  );
  const { ok, value, error } = reply as { ok: boolean; value: CallOutput<N>; error: { code: string } };
  if (!ok) throw new Error(`${name}: ${error.code}`);
  return value;
}

/** The clinic, one person of each role. */
export async function seedClinic(window: Page): Promise<void> {
  const person = (username: string, displayName: string, role: string, credentials = "") => ({ username, displayName, role, credentials, password });
  const users = [
    person(staff.clinician, clinician.name, "clinician", clinician.credentials),
    person(staff.trainee, "Ines Okafor", "clinician", "LPC-Associate"),
    person(staff.supervisor, "Noor Vasquez", "supervisor", "PhD"),
    person(staff.manager, manager.name, "practice-manager"),
    person(staff.officer, "Per Lindqvist", "privacy-officer"),
    person(staff.it, "Kit Iverson", "it-admin"),
  ];
  const clinic = { name: clinicName, address: "12 Invented Row, Flagstaff, AZ 86001", phone: "928-555-0100", stateCode: "AZ" };
  await ask(window, "setup.createClinic", { clinic, users, passphrase: null } as CallInput<"setup.createClinic">);
}

const family = [
  "Abernathy",
  "Castellanos",
  "Dragomir",
  "Eskildsen",
  "Fairweather",
  "Grunwald",
  "Hollingsworth",
  "Iwasaki",
  "Kowalczyk",
  "Montgomery-Featherstonehaugh",
];
const given = ["Ottoline", "Bartholomew", "Ximena", "Thaddeus", "Wilhelmina", "Ignatius"];

function inventPatient(index: number): Demographics {
  const familyName = family[index % family.length] ?? "";
  const givenName = given[index % given.length] ?? "";
  const two = (value: number) => String(value).padStart(2, "0");
  return {
    ...{
      familyName,
      givenName,
      preferredName: "",
      pronouns: index % 2 === 0 ? "she/her" : "",
      bornOn: `19${50 + (index % 48)}-${two(1 + (index % 12))}-${two(1 + (index % 27))}`,
    },
    ...{
      mrn: `0${1200 + index}`,
      phone: "928-555-0199",
      email: "",
      address: "1 Invented Way, Flagstaff, AZ",
      stateCode: "AZ",
      alerts: "",
      relatedPersons: [],
    },
  };
}

const daysAgo = (days: number, clock: string) => `${new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)}T${clock}:00.000Z`;
const read = (file: string) => [...readFileSync(locateDialogue(file))];

async function importSession(window: Page, patientId: string, file: string, days: number) {
  const bytes = read(file);
  const input = { patientId, kindHint: "txt", startedAt: daysAgo(days, "16:02"), endedAt: daysAgo(days, "16:54") };
  // Bytes do not cross into the window as they are; it makes them there, as its file field would.
  const reply = await window.evaluate(
    async ([content, rest]) =>
      (globalThis as unknown as { chartwell: { ask(n: string, i: unknown): Promise<unknown> } }).chartwell.ask("transcripts.import", {
        ...rest,
        bytes: new Uint8Array(content),
      }),
    [bytes, input] as const,
  );
  const { ok, value, error } = reply as { ok: boolean; value: CallOutput<"transcripts.import">; error: { code: string } };
  if (!ok) throw new Error(`transcripts.import: ${error.code}`);
  return value.encounterId;
}

async function draft(window: Page, encounterId: CallOutput<"transcripts.import">["encounterId"]) {
  const draftId = `dft_${randomBytes(13).toString("hex")}` as CallInput<"drafts.create">["draftId"];
  const { note } = await ask(window, "drafts.create", { draftId, encounterId, templateId: "dap", via: "device", added: [], doubtsReviewed: true });
  return note;
}

async function settleAndSign(window: Page, note: Awaited<ReturnType<typeof draft>>): Promise<void> {
  const sections = note.sections.map((section) => ({
    ...section,
    sentences: section.sentences.map((sentence) => ({ ...sentence, review: sentence.review ?? ("accepted" as const) })),
  }));
  const { revision } = await ask(window, "notes.save", { noteId: note.id, revision: note.revision, sections });
  await ask(window, "notes.sign", { noteId: note.id, revision, password });
}

/** A clinician's crowded day, while they are signed in: forty patients, sessions in every state, one patient with a history. */
export async function seedDay(window: Page): Promise<void> {
  const consent = { kind: "ai-drafting", decision: "given", method: "signed-form", textVersion: "2026-07" } as const;
  const { id: patientId } = await ask(window, "patients.register", client.demographics);
  await ask(window, "consents.record", { patientId, ...consent });
  await settleAndSign(window, await draft(window, await importSession(window, patientId, "therapy.txt", 7)));
  await draft(window, await importSession(window, patientId, "therapy.txt", 0));
  for (let index = 0; index < 40; index += 1) {
    const patient = await ask(window, "patients.register", inventPatient(index));
    if (index >= 9) continue;
    const encounterId = await importSession(window, patient.id, index % 2 === 0 ? "aci-1.txt" : "aci-2.txt", index);
    if (index % 3 === 0) await draft(window, encounterId);
    if (index === 1) await settleAndSign(window, await draft(window, encounterId));
  }
  await ask(window, "snippets.save", { name: "sleep", text: "Sleep hygiene was discussed; the sleep log goes on." });
}

/** The patient with a history agrees to being recorded, while their clinician is signed in. */
export async function agreeToRecording(window: Page): Promise<void> {
  const { patients } = await ask(window, "patients.search", { query: client.demographics.familyName, limit: 1 });
  const [patient] = patients;
  if (patient === undefined) throw new Error("nobody to record");
  await ask(window, "consents.record", {
    ...{ patientId: patient.id, kind: "session-recording", decision: "given", method: "signed-form", textVersion: "2026-07" },
  } as CallInput<"consents.record">);
}

/** A note handed in by the trainee, while they are signed in. */
export async function seedHandedIn(window: Page): Promise<void> {
  const { patients } = await ask(window, "patients.search", { query: "Castellanos", limit: 1 });
  const encounterId = await importSession(window, patients[0]?.id ?? "", "aci-2.txt", 1);
  await settleAndSign(window, await draft(window, encounterId));
}

/** Who signs after the trainee, while the manager is signed in. */
export async function seedSupervision(window: Page): Promise<void> {
  const { users } = await ask(window, "users.list", {});
  const find = (username: string) => users.find((user) => user.username === username)?.id;
  await ask(window, "supervision.set", { userId: find(staff.trainee), supervisorId: find(staff.supervisor) } as CallInput<"supervision.set">);
}
