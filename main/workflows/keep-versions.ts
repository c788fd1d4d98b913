import type { Note } from "../../shared/domain/note.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import { measureLikeness } from "../drafting/index.ts";
import { nameActor } from "../session.ts";
import { listEarlierSigned, listVersions, readVersion } from "../vault/stores/note-versions.ts";
import { readNote } from "../vault/stores/notes.ts";
import type { Vault } from "../vault/vault.ts";
import type { Workflow } from "./workflow.ts";

/** How many notes back likeness is looked for: copying runs from one session to the next. */
const notesLookedAt = 3;

/** Earlier states of a note. */
export function listNoteVersions({ vault }: { vault: Vault }): Workflow<"notes.versions"> {
  return ({ noteId }, { session }) =>
    vault.read(nameActor(session), event("note.opened", { noteId }), async (tx) => {
      if ((await readNote(tx, noteId)) === null) return err(failure("note.not-found"));
      return ok({ versions: await listVersions(tx, noteId) });
    });
}

/** One earlier state, to be read or compared; it can never be written to. */
export function openNoteVersion({ vault }: { vault: Vault }): Workflow<"notes.version"> {
  return ({ noteId, revision }, { session }) =>
    vault.read(nameActor(session), event("note.opened", { noteId }), async (tx) => {
      const note = await readNote(tx, noteId);
      const found = note === null ? null : await readVersion(tx, note, revision);
      return found === null ? err(failure("note.not-found")) : ok(found);
    });
}

/** How like the patient's last signed notes this one is: cloned notes are what reviewers look for first. */
export function compareWithEarlier({ vault }: { vault: Vault }): Workflow<"notes.likeness"> {
  return ({ noteId }, { session }) =>
    vault.read(nameActor(session), event("note.opened", { noteId }), async (tx) => {
      const note = await readNote(tx, noteId);
      if (note === null) return err(failure("note.not-found"));
      const likeness = [];
      for (const { id, startedAt } of await listEarlierSigned(tx, note, notesLookedAt)) {
        const earlier = await readNote(tx, id);
        if (earlier === null) continue;
        likeness.push({ noteId: id, startedAt, templateName: earlier.templateName, ...measureLikeness(note.sections, earlier.sections) });
      }
      return ok({ likeness: likeness.sort((a, b) => b.share - a.share) });
    });
}

/** The patient's signed note before this one. */
export function readEarlierNote({ vault }: { vault: Vault }): Workflow<"notes.earlier"> {
  return ({ noteId }, { session }) =>
    vault.read(nameActor(session), event("note.opened", { noteId }), async (tx) => {
      const note = await readNote(tx, noteId);
      if (note === null) return err(failure("note.not-found"));
      const [last] = await listEarlierSigned(tx, note, 1);
      const earlier = last === undefined ? null : await readNote(tx, last.id);
      return ok({ earlier: last === undefined || earlier === null ? null : describe(earlier, last.startedAt) });
    });
}

function describe({ id, templateName, sections }: Note, startedAt: Instant) {
  return { noteId: id, startedAt, templateName, sections };
}
