import type { House } from "./house.ts";

/** One acknowledged change: what must be there whatever happens next. */
export type Acknowledged =
  | { readonly kind: "patient"; readonly id: string; readonly mrn: string }
  | { readonly kind: "corrected"; readonly id: string; readonly phone: string }
  | { readonly kind: "session"; readonly id: string; readonly turns: number }
  | { readonly kind: "note"; readonly id: string; readonly revision: number }
  | { readonly kind: "signed"; readonly id: string };

const transcript = [
  "Therapist: How did the week go?",
  "Client: I slept four hours a night and skipped two meals.",
  "Therapist: Did you keep the appointment with the physician?",
  "Client: Yes, she raised the sertraline to fifty milligrams.",
  "Therapist: We will practise the breathing exercise again next week.",
].join("\n");

const id = (kind: string, index: number) => `${kind}_${String(index).padStart(26, "0")}`;

/**
 * Mixed work of a day, one step after another: a patient registered and corrected, a session brought
 * in, a note drafted on the device, saved, and every second one signed. Each change is told the moment it was acknowledged.
 */
export async function workOn(house: House, password: string, from: number, told: (change: Acknowledged) => void): Promise<void> {
  for (let index = from; ; index += 1) {
    const mrn = `M${index}`;
    const demographics = buildDemographics(mrn, "");
    const { id: patientId } = await house.ask("patients.register", demographics);
    told({ kind: "patient", id: patientId, mrn });
    const phone = `928-555-0${100 + (index % 100)}`;
    await house.ask("patients.update", { patientId, demographics: buildDemographics(mrn, phone) });
    told({ kind: "corrected", id: patientId, phone });
    await house.ask("consents.record", { patientId, kind: "ai-drafting", decision: "given", method: "signed-form", textVersion: "2026-07" });
    const session = await house.ask("transcripts.import", {
      patientId,
      bytes: new TextEncoder().encode(transcript),
      kindHint: "txt",
      startedAt: "2026-11-02T09:00:00.000Z",
      endedAt: "2026-11-02T09:50:00.000Z",
    });
    told({ kind: "session", id: session.encounterId, turns: session.turnCount });
    const draft = { draftId: id("dft", index) as never, encounterId: session.encounterId, templateId: "soap", via: "device" as const };
    const { note } = await house.ask("drafts.create", { ...draft, added: [], doubtsReviewed: true });
    told({ kind: "note", id: note.id, revision: note.revision });
    const sections = note.sections.map((section) => ({
      ...section,
      sentences: section.sentences.map((sentence) => ({ ...sentence, review: "accepted" as const })),
    }));
    const saved = await house.ask("notes.save", { noteId: note.id, revision: note.revision, sections });
    told({ kind: "note", id: note.id, revision: saved.revision });
    if (index % 2 === 1) continue;
    if ((await house.codeOf("notes.sign", { noteId: note.id, revision: saved.revision, password })) === null) told({ kind: "signed", id: note.id });
  }
}

function buildDemographics(mrn: string, phone: string) {
  return {
    ...{ familyName: "Invented", givenName: `Person${mrn}`, preferredName: "", pronouns: "", bornOn: "1987-07-14", mrn, phone },
    ...{ email: "", address: "", stateCode: "AZ", alerts: "", relatedPersons: [] },
  } as never;
}

/** What of the acknowledged changes is not as it was acknowledged; empty when nothing is lost. */
export async function findLost(house: House, changes: readonly Acknowledged[]): Promise<string[]> {
  const lost: string[] = [];
  const latestRevision = new Map<string, number>();
  for (const change of changes) if (change.kind === "note") latestRevision.set(change.id, change.revision);
  for (const change of changes) {
    const held = await isHeld(house, change, latestRevision).catch((error: Error) => error.message);
    if (held !== true) lost.push(`${change.kind} ${change.id}: ${held}`);
  }
  return lost;
}

async function isHeld(house: House, change: Acknowledged, latestRevision: ReadonlyMap<string, number>): Promise<boolean | string> {
  switch (change.kind) {
    case "patient":
      return (await house.ask("patients.open", { patientId: change.id as never })).patient.demographics.mrn === change.mrn;
    case "corrected":
      return (await house.ask("patients.open", { patientId: change.id as never })).patient.demographics.phone === change.phone;
    case "session":
      return (await house.ask("encounters.open", { encounterId: change.id as never })).turns.length === change.turns;
    case "note":
      return (await house.ask("notes.open", { noteId: change.id as never })).revision >= (latestRevision.get(change.id) ?? 0);
    case "signed":
      return (await house.ask("notes.open", { noteId: change.id as never })).state === "signed";
  }
}
