import type { Note, Section, Sentence } from "../../shared/domain/note.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import { keepVersion, listEarlierSigned } from "../vault/stores/note-versions.ts";
import { readNote, updateNote } from "../vault/stores/notes.ts";
import type { Vault } from "../vault/vault.ts";
import type { Workflow } from "./workflow.ts";

/**
 * Brings sentences of the patient's last signed note into this one. They are taken from the stored
 * note, never from the screen, and each is marked and waits for a person: what was true last time is
 * the easiest untrue sentence to sign.
 */
export function carryForward({ vault, clock }: { vault: Vault; clock: Clock }): Workflow<"notes.carryForward"> {
  return ({ noteId, revision, fromNoteId, keys }, { session }) => {
    const wanted = new Set(keys);
    return vault.write(nameActor(session), event("note.carried-forward", { noteId, fromNoteId, sentences: wanted.size }), async (tx) => {
      const note = await readNote(tx, noteId);
      if (note === null) return err(failure("note.not-found"));
      if (note.state === "signed") return err(failure("note.signed"));
      const [last] = await listEarlierSigned(tx, note, 1);
      const earlier = last?.id === fromNoteId ? await readNote(tx, last.id) : null;
      if (earlier === null) return err(failure("note.not-found"));
      await keepVersion(tx, note, "carried-forward");
      const changed = { ...note, sections: mergeCarried(note, earlier, wanted), revision: revision + 1, savedAt: clock.now() };
      if (!(await updateNote(tx, changed, revision))) return err(failure("note.changed-elsewhere", { revision: note.revision }));
      return ok({ revision: changed.revision, savedAt: changed.savedAt, sections: changed.sections });
    });
  };
}

/** Each under the section of its name; where this note has none such, under the last. */
function mergeCarried(note: Note, earlier: Note, wanted: ReadonlySet<string>): Section[] {
  const carried = earlier.sections.map(({ id, title, sentences }) => ({
    id,
    title,
    sentences: sentences.filter(({ key }) => wanted.has(key)).map((sentence, index) => carry(sentence, `f${note.revision}x${index}${sentence.key}`)),
  }));
  const lastId = note.sections.at(-1)?.id;
  const home = (id: string, title: string) => note.sections.find((section) => section.id === id || section.title === title)?.id ?? lastId;
  return note.sections.map((section) => ({
    ...section,
    sentences: [...section.sentences, ...carried.filter(({ id, title }) => home(id, title) === section.id).flatMap(({ sentences }) => sentences)],
  }));
}

function carry({ text }: Sentence, key: string): Sentence {
  return { key: key.slice(0, 24), text, source: "carried-forward", lines: [], review: null, doubts: [] };
}
