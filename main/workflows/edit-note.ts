import type { Note } from "../../shared/domain/note.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import { keepVersion } from "../vault/stores/note-versions.ts";
import { searchNotes } from "../vault/stores/note-words.ts";
import {
  deleteDraft,
  isAwaiting,
  keepUnfinished,
  readManuscript,
  readNote,
  readNoteOfEncounter,
  readUnfinished,
  updateNote,
} from "../vault/stores/notes.ts";
import type { Vault } from "../vault/vault.ts";
import { keepHonest } from "./keep-honest.ts";
import type { Workflow } from "./workflow.ts";

/** Opens a note. */
export function openNote({ vault }: { vault: Vault }): Workflow<"notes.open"> {
  return ({ noteId }, { session }) =>
    vault.read(nameActor(session), event("note.opened", { noteId }), async (tx) => {
      const note = await readNote(tx, noteId);
      return note === null ? err(failure("note.not-found")) : ok(note);
    });
}

/** Opens the note of a session, if there is one, with the words the person was typing in it when they last left it. */
export function openNoteOfEncounter({ vault }: { vault: Vault }): Workflow<"notes.openForEncounter"> {
  return ({ encounterId }, { session }) =>
    vault.read(nameActor(session), event("encounter.opened", { encounterId }), async (tx) => {
      const note = await readNoteOfEncounter(tx, encounterId);
      const unfinished = note?.state === "draft" ? await readUnfinished(tx, note.id, session.user.id) : null;
      return ok({ note, unfinished });
    });
}

/** A change after this long is a new sitting: what stood before it is kept as a version. */
const sittingMs = 5 * 60_000;

/**
 * Keeps a draft as it stands on screen. The screen is not trusted about where a sentence comes
 * from: a text that was changed is "typed", and an unchanged one keeps the judgement stored with it.
 */
export function saveNote({ vault, clock }: { vault: Vault; clock: Clock }): Workflow<"notes.save"> {
  return ({ noteId, revision, sections }, { session }) => {
    const saved = event("note.saved", { noteId, revision: revision + 1 });
    return vault.write(nameActor(session), saved, async (tx) => {
      const read = await readManuscript(tx, noteId);
      if (read === null) return err(failure("note.not-found"));
      const { note, origins } = read;
      if (note.state === "signed") return err(failure("note.signed"));
      const already = isKept(note.sections, sections, origins);
      if (already !== null && !(await isAwaiting(tx, noteId))) return ok({ revision: note.revision, savedAt: note.savedAt, sections: already });
      const pausedMs = Date.parse(clock.now()) - Date.parse(note.savedAt);
      if (pausedMs >= sittingMs) await keepVersion(tx, note, "pause");
      const honest = keepHonest(note.sections, sections, origins);
      const changed = { ...note, sections: honest, revision: revision + 1, savedAt: clock.now() };
      if (await updateNote(tx, changed, revision, { read })) return ok({ revision: changed.revision, savedAt: changed.savedAt, sections: honest });
      // Asked only of what was not kept: most saves are, and each question is a way to the record's server and back.
      return err((await isAwaiting(tx, noteId)) ? failure("note.awaiting-cosign") : failure("note.changed-elsewhere", { revision: note.revision }));
    });
  };
}

/**
 * The sections as they are stored, when what is to be kept is what is there already, whatever revision it was
 * made from: a save whose answer was lost on the way is asked again, and nothing of it is new.
 */
export function isKept(stored: Note["sections"], sent: Note["sections"], origins: Parameters<typeof keepHonest>[2]): Note["sections"] | null {
  return JSON.stringify(keepHonest(stored, sent, origins)) === JSON.stringify(stored) ? stored : null;
}

/**
 * Keeps the words a person is typing beside the draft, so that neither a crash nor a lock takes them;
 * they are no part of the note, and its revision stays.
 */
export function keepTyping({ vault, clock }: { vault: Vault; clock: Clock }): Workflow<"notes.keepUnfinished"> {
  return ({ noteId, revision, unfinished }, { session }) =>
    vault.write(nameActor(session), event("note.saved", { noteId, revision }), async (tx) => {
      const note = await readNote(tx, noteId);
      if (note === null) return err(failure("note.not-found"));
      if (note.state === "signed") return err(failure("note.signed"));
      if (await isAwaiting(tx, noteId)) return err(failure("note.awaiting-cosign"));
      const keptAt = clock.now();
      const kept = await keepUnfinished(tx, note, session.user.id, unfinished === null ? null : { ...unfinished, keptAt });
      return kept ? ok({ keptAt }) : err(failure("note.not-found"));
    });
}

/** Throws an unsigned draft away; the session and its transcript stay. */
export function discardNote({ vault }: { vault: Vault }): Workflow<"notes.discard"> {
  return ({ noteId }, { session }) =>
    vault.write(nameActor(session), event("note.discarded", { noteId }), async (tx) => {
      const note = await readNote(tx, noteId);
      if (note === null) return err(failure("note.not-found"));
      if (await isAwaiting(tx, noteId)) return err(failure("note.awaiting-cosign"));
      return (await deleteDraft(tx, noteId)) ? ok({}) : err(failure("note.signed"));
    });
}

/** Finds notes by their words; the log keeps the length of what was typed, never the words. */
export function findNotes({ vault }: { vault: Vault }): Workflow<"notes.search"> {
  return ({ query }, { session }) =>
    vault.read(nameActor(session), event("notes.searched", { queryLength: query.length }), async (tx) =>
      ok({ notes: await searchNotes(tx, query, 20) }),
    );
}
