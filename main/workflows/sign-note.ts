import { listUnresolved, type Note } from "../../shared/domain/note.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import type { WriteTx } from "../vault/sql.ts";
import { insertAddendum } from "../vault/stores/addenda.ts";
import { joinCareTeam } from "../vault/stores/care-team.ts";
import { type Submission, submitNote } from "../vault/stores/note-cosigning.ts";
import { keepVersion } from "../vault/stores/note-versions.ts";
import { isAwaiting, readNote, signNote } from "../vault/stores/notes.ts";
import { openChart } from "../vault/stores/patients.ts";
import { findSupervisor } from "../vault/stores/supervision.ts";
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

/**
 * Seals a note under the signer's name: who it is is asked again, and nothing may be left undecided. A
 * clinician under supervision hands it in instead, and it is sealed by the supervisor's signature.
 */
export function sealNote({ vault, clock, reauthenticate, hashNote, settleTranscripts }: SignParts): Workflow<"notes.sign"> {
  return async ({ noteId, revision, password }, { session }) => {
    const by = nameActor(session);
    const proven = await reauthenticate(session, password);
    if (!proven.ok) return proven;
    const seen = await vault.read(by, event("note.opened", { noteId }), async (tx) =>
      ok({ note: await readNote(tx, noteId), supervisor: await findSupervisor(tx, session.user.id), waits: await isAwaiting(tx, noteId) }),
    );
    if (!seen.ok) return seen;
    const fault = seen.value.waits ? failure("note.awaiting-cosign") : findFault(seen.value.note, revision);
    const contentSha256 = seen.value.note === null ? "0".repeat(64) : hashNote(seen.value.note);
    const supervisor = seen.value.supervisor;
    const about = { noteId, revision, contentSha256 };
    const signed = await vault.write(by, supervisor === null ? event("note.signed", about) : event("note.submitted", about), async (tx) => {
      const note = await readNote(tx, noteId);
      if (fault !== null || note === null) return err(fault ?? failure("note.not-found"));
      if (note.revision !== revision) return err(failure("note.changed-elsewhere", { revision: note.revision }));
      const { user } = session;
      const printedName = user.credentials === "" ? user.displayName : `${user.displayName}, ${user.credentials}`;
      if (supervisor !== null)
        return submit(tx, note, {
          noteId,
          patientId: note.patientId,
          supervisorId: supervisor.id,
          submittedBy: user.id,
          submittedAt: clock.now(),
          submittedName: printedName,
          contentSha256,
        });
      const signature = { signedAt: clock.now(), signedBy: user.id, printedName, contentSha256 };
      if (!(await signNote(tx, note, signature))) return err(failure("note.changed-elsewhere", { revision: note.revision }));
      return ok({ ...note, state: "signed" as const, signature });
    });
    // The signature stands whatever becomes of this; what is left over goes at the next sweep.
    if (signed.ok) await settleTranscripts();
    return signed;
  };
}

/** Hands the note in: it stands still from here on, and the supervisor may open the chart it belongs to. */
async function submit(tx: WriteTx, note: Note, given: Submission): Promise<Result<Note, AppError>> {
  await keepVersion(tx, note, "submitted");
  await submitNote(tx, given);
  await joinCareTeam(tx, note.patientId, given.supervisorId);
  return ok(note);
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
