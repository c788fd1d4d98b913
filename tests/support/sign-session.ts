import { mintId } from "../../main/vault/ids.ts";
import type { EncounterId, NoteId, PatientId } from "../../shared/domain/ids.ts";
import { DraftIdSchema } from "../../shared/domain/ids.ts";
import { spokenSession } from "./build-patient.ts";
import { password, type TestApp } from "./compose-test-app.ts";

/** Brings a session from its transcript to a signed note, on the device alone, as whoever is signed in. */
export async function signSession(
  clinic: TestApp,
  patientId: PatientId,
  { text = spokenSession, startedAt = "2026-11-23T09:02:00.000Z", add = "" }: { text?: string; startedAt?: string; add?: string } = {},
): Promise<{ encounterId: EncounterId; noteId: NoteId }> {
  const bytes = new TextEncoder().encode(text);
  const { encounterId } = await clinic.ask("transcripts.import", { patientId, bytes, kindHint: "txt", startedAt, endedAt: null });
  const draftId = mintId("dft", DraftIdSchema);
  const asked = { draftId, encounterId, templateId: "dap", via: "device" as const, added: [], released: [], doubtsReviewed: true };
  const { note } = await clinic.ask("drafts.create", asked);
  const sections = note.sections.map((section) => ({
    ...section,
    sentences: section.sentences.map((sentence) => ({ ...sentence, text: `${sentence.text}${add}`, review: "accepted" as const })),
  }));
  const { revision } = await clinic.ask("notes.save", { noteId: note.id, revision: note.revision, sections });
  await clinic.ask("notes.sign", { noteId: note.id, revision, password });
  return { encounterId, noteId: note.id };
}
