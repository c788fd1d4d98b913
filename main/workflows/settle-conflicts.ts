import type { Conflict } from "../../shared/contract/conflicts.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import type { ReadTx } from "../vault/sql.ts";
import { readEncounterListing } from "../vault/stores/encounter-summaries.ts";
import { listOwnConflicts, markSettled, type NoteConflict, readOwnConflict } from "../vault/stores/note-conflicts.ts";
import { keepVersion } from "../vault/stores/note-versions.ts";
import { isAwaiting, readManuscript, readNote, updateNote } from "../vault/stores/notes.ts";
import type { Vault } from "../vault/vault.ts";
import { keepHonest } from "./keep-honest.ts";
import type { Workflow } from "./workflow.ts";

interface ConflictRoom {
  readonly vault: Vault;
  readonly clock: Clock;
}

/** Lists what this person wrote while the host was away and has to compare with what others wrote meanwhile. */
export function listConflicts({ vault }: ConflictRoom): Workflow<"conflicts.list"> {
  return (_input, { session }) =>
    vault.read(nameActor(session), event("conflicts.listed", {}), async (tx) => {
      const conflicts: Conflict[] = [];
      for (const found of await listOwnConflicts(tx)) conflicts.push(await show(tx, found));
      return ok({ conflicts });
    });
}

/** Opens one of them: both versions. */
export function openConflict({ vault }: ConflictRoom): Workflow<"conflicts.open"> {
  return async ({ conflictId }, { session }) => {
    const by = nameActor(session);
    const found = await vault.read(by, event("conflicts.listed", {}), async (tx) => ok(await listOwnConflicts(tx)));
    if (!found.ok) return found;
    const noteId = found.value.find(({ id }) => id === conflictId)?.noteId;
    if (noteId === undefined) return err(failure("note.not-found"));
    return vault.read(by, event("conflict.opened", { noteId }), async (tx) => {
      const own = await readOwnConflict(tx, conflictId);
      const note = await readNote(tx, noteId);
      if (own === null || note === null) return err(failure("note.not-found"));
      return ok({ conflict: await show(tx, own.conflict), note, away: own.sections });
    });
  };
}

/** Lets one of the two go on; the other stays among the note's versions. */
export function settleConflict({ vault, clock }: ConflictRoom): Workflow<"conflicts.settle"> {
  return async ({ conflictId, choice, revision }, { session }) => {
    const by = nameActor(session);
    const found = await vault.read(by, event("conflicts.listed", {}), async (tx) => ok(await listOwnConflicts(tx)));
    if (!found.ok) return found;
    const noteId = found.value.find(({ id }) => id === conflictId)?.noteId;
    if (noteId === undefined) return err(failure("note.not-found"));
    return vault.write(by, event("conflict.settled", { noteId, choice }), async (tx) => {
      const own = await readOwnConflict(tx, conflictId);
      const read = await readManuscript(tx, noteId);
      if (own === null || read === null) return err(failure("note.not-found"));
      const { note, origins } = read;
      await markSettled(tx, conflictId, choice);
      const isOpen = note.state === "draft" && !(await isAwaiting(tx, noteId));
      if (!isOpen) return choice === "record" ? ok(note) : err(failure(note.state === "signed" ? "note.signed" : "note.awaiting-cosign"));
      const away = { ...note, sections: keepHonest(note.sections, own.sections, origins) };
      // Whichever gives way is kept as a version of its own, at a revision of its own.
      const [goesOn, givesWay] = choice === "away" ? [away, note] : [note, away];
      if (choice === "record") await keepVersion(tx, { ...givesWay, revision: note.revision + 1, savedAt: own.conflict.madeAt }, "away");
      else await keepVersion(tx, givesWay, "away");
      const next = note.revision + (choice === "record" ? 2 : 1);
      const changed = { ...goesOn, revision: next, savedAt: clock.now() };
      if (!(await updateNote(tx, changed, revision, { read }))) return err(failure("note.changed-elsewhere", { revision: note.revision }));
      return ok(changed);
    });
  };
}

async function show(tx: ReadTx, { id, noteId, encounterId, madeAt }: NoteConflict): Promise<Conflict> {
  const listing = await readEncounterListing(tx, encounterId);
  return { id, noteId, encounterId, patientName: listing?.patientName ?? "", madeAt };
}
