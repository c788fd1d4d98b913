import { listUnresolved, type Note } from "../../shared/domain/note.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import { insertAddendum } from "../vault/stores/addenda.ts";
import { readNote, signNote } from "../vault/stores/notes.ts";
import { openChart } from "../vault/stores/patients.ts";
import type { Vault } from "../vault/vault.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import type { Workflow } from "./workflow.ts";

interface SignParts {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly reauthenticate: Reauthenticate;
  /** SHA-256 of a note's canonical content, hex. */
  hashNote(note: Note): string;
  /** Brings transcripts in line with what the clinic keeps of them. */
  settleTranscripts(): Promise<unknown>;
}

/** Seals a note under the signer's name: who it is is asked again, and nothing may be left undecided. */
export function sealNote({ vault, clock, reauthenticate, hashNote, settleTranscripts }: SignParts): Workflow<"notes.sign"> {
  return async ({ noteId, revision, password }, { session }) => {
    const by = nameActor(session);
    const proven = await reauthenticate(session, password);
    if (!proven.ok) return proven;
    const seen = await vault.read(by, event("note.opened", { noteId }), async (tx) => ok(await readNote(tx, noteId)));
    if (!seen.ok) return seen;
    const fault = findFault(seen.value, revision);
    const contentSha256 = seen.value === null ? "0".repeat(64) : hashNote(seen.value);
    const signed = await vault.write(by, event("note.signed", { noteId, revision, contentSha256 }), async (tx) => {
      const note = await readNote(tx, noteId);
      if (fault !== null || note === null) return err(fault ?? failure("note.not-found"));
      const { user } = session;
      const printedName = user.credentials === "" ? user.displayName : `${user.displayName}, ${user.credentials}`;
      const signature = { signedAt: clock.now(), signedBy: user.id, printedName, contentSha256 };
      if (!(await signNote(tx, note, signature))) return err(failure("note.changed-elsewhere", { revision: note.revision }));
      return ok({ ...note, state: "signed" as const, signature });
    });
    // The signature stands whatever becomes of this; what is left over goes at the next sweep.
    if (signed.ok) await settleTranscripts();
    return signed;
  };
}

function findFault(note: Note | null, revision: number): AppError | null {
  if (note === null) return failure("note.not-found");
  if (note.state === "signed") return failure("note.signed");
  if (note.revision !== revision) return failure("note.changed-elsewhere", { revision: note.revision });
  const unresolved = listUnresolved(note).length;
  if (unresolved > 0) return failure("note.unresolved-sentences", { count: unresolved });
  const words = note.sections.flatMap((section) => section.sentences).some((sentence) => sentence.text.trim() !== "");
  return words ? null : failure("note.empty");
}

/** Adds to a signed note without touching it. */
export function addAddendum({ vault, clock, reauthenticate }: Pick<SignParts, "vault" | "clock" | "reauthenticate">): Workflow<"notes.addAddendum"> {
  return async ({ noteId, text, password }, { session }) => {
    const proven = await reauthenticate(session, password);
    if (!proven.ok) return proven;
    return vault.write(nameActor(session), event("addendum.added", { noteId }), async (tx) => {
      const note = await readNote(tx, noteId);
      if (note === null || note.state !== "signed") return err(failure("note.not-found"));
      if (!(await openChart(tx, note.patientId))) return err(failure("patient.not-found"));
      const addendum = { text, addedAt: clock.now(), addedBy: session.user.id, addedByName: session.user.displayName };
      await insertAddendum(tx, note.patientId, noteId, addendum);
      return ok({ ...note, addenda: [...note.addenda, addendum] });
    });
  };
}
