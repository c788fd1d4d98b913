import type { UserId } from "../../shared/domain/ids.ts";
import { listUnresolved, type Note } from "../../shared/domain/note.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor, type Session } from "../session.ts";
import { decideSubmission, insertComment, listComments, readCosigning, withdrawSubmission } from "../vault/stores/note-cosigning.ts";
import { readNote, signNote } from "../vault/stores/notes.ts";
import { findSupervisor, listSupervision, setSupervision } from "../vault/stores/supervision.ts";
import { readAccount } from "../vault/stores/users.ts";
import type { Vault } from "../vault/vault.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import type { Workflow } from "./workflow.ts";

interface CosignParts {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly reauthenticate: Reauthenticate;
  hashNote(note: Note): string;
  settleTranscripts(): Promise<unknown>;
}

/** Where a note stands between clinician and supervisor, and what each has said about it. */
export function readStanding({ vault }: Pick<CosignParts, "vault">): Workflow<"notes.standing"> {
  return ({ noteId }, { session }) =>
    vault.read(nameActor(session), event("note.opened", { noteId }), async (tx) => {
      const note = await readNote(tx, noteId);
      if (note === null) return err(failure("note.not-found"));
      const kept = await readCosigning(tx, noteId);
      const supervisor = await findSupervisor(tx, session.user.id);
      const { contentSha256: _hash, ...cosigning } = kept ?? { contentSha256: "" };
      return ok({
        cosigning: kept === null ? null : (cosigning as Omit<typeof kept, "contentSha256">),
        comments: await listComments(tx, note.patientId, noteId),
        supervisorName: supervisor?.displayName ?? null,
        mayCosign: kept?.state === "awaiting" && mayDecide(session, kept.submittedBy),
      });
    });
}

/** Any supervisor may stand in for the one named: leave and illness must not keep a note open. Never one's own. */
function mayDecide(session: Session, submittedBy: UserId): boolean {
  return session.user.role === "supervisor" && session.user.id !== submittedBy;
}

/** Seals a handed-in note under both names. What is sealed is what was handed in, to the byte. */
export function cosignNote(parts: CosignParts): Workflow<"notes.cosign"> {
  const { vault, clock, reauthenticate, hashNote, settleTranscripts } = parts;
  return async ({ noteId, revision, password }, { session }) => {
    const by = nameActor(session);
    const proven = await reauthenticate(session, password);
    if (!proven.ok) return proven;
    const seen = await vault.read(by, event("note.opened", { noteId }), async (tx) => ok(await readNote(tx, noteId)));
    if (!seen.ok) return seen;
    const contentSha256 = seen.value === null ? "0".repeat(64) : hashNote(seen.value);
    const signed = await vault.write(by, event("note.cosigned", { noteId, revision, contentSha256 }), async (tx) => {
      const note = await readNote(tx, noteId);
      const cosigning = await readCosigning(tx, noteId);
      if (note === null || cosigning?.state !== "awaiting") return err(failure("note.not-awaiting"));
      if (!mayDecide(session, cosigning.submittedBy)) return err(failure("session.second-person-needed"));
      if (note.revision !== revision || cosigning.contentSha256 !== contentSha256)
        return err(failure("note.changed-elsewhere", { revision: note.revision }));
      const unresolved = listUnresolved(note).length;
      if (unresolved > 0) return err(failure("note.unresolved-sentences", { count: unresolved }));
      const { user } = session;
      const name = user.credentials === "" ? user.displayName : `${user.displayName}, ${user.credentials}`;
      const now = clock.now();
      await decideSubmission(tx, note, { state: "cosigned", at: now, by: user.id, name });
      const printedName = `${cosigning.submittedName}; co-signed by ${name}`;
      const signature = { signedAt: now, signedBy: cosigning.submittedBy, printedName, contentSha256 };
      if (!(await signNote(tx, note, signature))) return err(failure("note.changed-elsewhere", { revision: note.revision }));
      return ok({ ...note, state: "signed" as const, signature });
    });
    if (signed.ok) await settleTranscripts();
    return signed;
  };
}

/** Gives a handed-in note back with a word on why. */
export function returnNote({ vault, clock }: Pick<CosignParts, "vault" | "clock">): Workflow<"notes.return"> {
  return ({ noteId, text }, { session }) =>
    vault.write(nameActor(session), event("note.returned", { noteId }), async (tx) => {
      const note = await readNote(tx, noteId);
      const cosigning = await readCosigning(tx, noteId);
      if (note === null || cosigning?.state !== "awaiting") return err(failure("note.not-awaiting"));
      if (!mayDecide(session, cosigning.submittedBy)) return err(failure("session.second-person-needed"));
      const { id, displayName } = session.user;
      const addedAt = clock.now();
      await decideSubmission(tx, note, { state: "returned", at: addedAt, by: id, name: displayName });
      await insertComment(tx, note.patientId, noteId, { text, sentenceKey: null, addedAt, addedBy: id, addedByName: displayName });
      return ok({});
    });
}

/** Takes one's own note back that waits for its supervisor. */
export function withdrawNote({ vault }: Pick<CosignParts, "vault">): Workflow<"notes.withdraw"> {
  return ({ noteId }, { session }) =>
    vault.write(nameActor(session), event("note.withdrawn", { noteId }), async (tx) => {
      if ((await readNote(tx, noteId)) === null) return err(failure("note.not-found"));
      return (await withdrawSubmission(tx, noteId, session.user.id)) ? ok({}) : err(failure("note.not-awaiting"));
    });
}

/** Says a word about a note or one of its sentences; no part of the note, and gone with it. */
export function commentNote({ vault, clock }: Pick<CosignParts, "vault" | "clock">): Workflow<"notes.comment"> {
  return ({ noteId, text, sentenceKey }, { session }) =>
    vault.write(nameActor(session), event("note.commented", { noteId }), async (tx) => {
      const note = await readNote(tx, noteId);
      if (note === null) return err(failure("note.not-found"));
      const comment = { text, sentenceKey, addedAt: clock.now(), addedBy: session.user.id, addedByName: session.user.displayName };
      await insertComment(tx, note.patientId, noteId, comment);
      return ok({ comments: await listComments(tx, note.patientId, noteId) });
    });
}

/** Whose notes a supervisor signs too. */
export function readSupervision({ vault }: Pick<CosignParts, "vault">): Workflow<"supervision.list"> {
  return (_input, { session }) => vault.read(nameActor(session), event("users.listed", {}), async (tx) => ok({ pairs: await listSupervision(tx) }));
}

/** Puts a clinician under a supervisor, or under nobody. Notes that wait already keep waiting. */
export function changeSupervision({ vault }: Pick<CosignParts, "vault">): Workflow<"supervision.set"> {
  return ({ userId, supervisorId }, { session }) => {
    const changed = event("supervision.changed", { userId, ...(supervisorId === null ? {} : { supervisorId }) });
    return vault.write(nameActor(session), changed, async (tx) => {
      const person = await readAccount(tx, userId);
      const supervisor = supervisorId === null ? null : await readAccount(tx, supervisorId);
      if (person === null || (supervisorId !== null && supervisor?.user.role !== "supervisor") || userId === supervisorId)
        return err(failure("user.not-found"));
      await setSupervision(tx, userId, supervisorId);
      return ok({});
    });
  };
}
