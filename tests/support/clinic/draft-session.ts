import { mintId } from "../../../main/vault/ids.ts";
import { DraftIdSchema, type PatientId } from "../../../shared/domain/ids.ts";
import type { Note } from "../../../shared/domain/note.ts";
import { spokenSession } from "../build-patient.ts";
import type { TestStation } from "./start-station.ts";

/** Brings a session of now to a draft, at a workstation, as whoever is signed in there. */
export async function draftSession(station: Pick<TestStation, "ask">, patientId: PatientId, startedAt = new Date().toISOString()): Promise<Note> {
  const bytes = new TextEncoder().encode(spokenSession);
  const { encounterId } = await station.ask("transcripts.import", { patientId, bytes, kindHint: "txt", startedAt, endedAt: null });
  const draftId = mintId("dft", DraftIdSchema);
  const asked = { draftId, encounterId, templateId: "dap", via: "device" as const, added: [], released: [], doubtsReviewed: true };
  return (await station.ask("drafts.create", asked)).note;
}

/** The note with words typed into the first sentence of its first section. */
export function typeInto(note: Pick<Note, "sections">, words: string): Note["sections"] {
  return note.sections.map((section, at) =>
    at > 0
      ? section
      : {
          ...section,
          sentences: section.sentences.map((sentence, first) =>
            first > 0 ? sentence : { ...sentence, text: `${sentence.text} ${words}`, source: "typed" as const, review: "edited" as const },
          ),
        },
  );
}

/** Everything a note says. */
export function readWords(sections: Note["sections"]): string {
  return sections.flatMap(({ sentences }) => sentences.map(({ text }) => text)).join(" ");
}
