import { createHash } from "node:crypto";
import type { Note } from "../../shared/domain/note.ts";

/**
 * Hashes what a signature stands for: the note's identity, its words and the lines they rest on, in
 * a fixed order. The stored note can be hashed again at any time and must give the same.
 */
export function hashNote(note: Note): string {
  const content = {
    note: note.id,
    patient: note.patientId,
    encounter: note.encounterId,
    template: note.templateId,
    revision: note.revision,
    sections: note.sections.map((section) => ({
      id: section.id,
      title: section.title,
      sentences: section.sentences.map(({ text, source, lines }) => ({ text, source, lines })),
    })),
    drafter: note.drafter,
  };
  return createHash("sha256").update("chartwell-note/v1\0").update(JSON.stringify(content)).digest("hex");
}
