import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import { listWorklist, readEncounterListing } from "../vault/stores/encounter-summaries.ts";
import { readEncounter, updateTurns } from "../vault/stores/encounters.ts";
import { readNoteOfEncounter } from "../vault/stores/notes.ts";
import type { Vault } from "../vault/vault.ts";
import { recheckNote } from "./edit-transcript.ts";
import type { Workflow } from "./workflow.ts";

const worklistLength = 200;

/** Opens a session with its transcript. */
export function openEncounter({ vault }: { vault: Vault }): Workflow<"encounters.open"> {
  return ({ encounterId }, { session }) =>
    vault.read(nameActor(session), event("encounter.opened", { encounterId }), async (tx) => {
      const encounter = await readEncounter(tx, encounterId);
      const listing = await readEncounterListing(tx, encounterId);
      if (encounter === null || listing === null) return err(failure("encounter.not-found"));
      return ok({ encounter: listing, turns: [...encounter.turns] });
    });
}

/** Says who a voice is, on every line of a label or on single lines; a draft that rests on them is checked anew. */
export function assignSpeaker({ vault, clock }: { vault: Vault; clock: Clock }): Workflow<"transcripts.assignSpeaker"> {
  return ({ encounterId, label, lines, role }, { session }) => {
    const chosen = new Set(lines);
    const assigned = event("speaker.assigned", { encounterId, speakerRole: role, lines: lines.length });
    return vault.write(nameActor(session), assigned, async (tx) => {
      const encounter = await readEncounter(tx, encounterId);
      if (encounter === null) return err(failure("encounter.not-found"));
      const turns = encounter.turns.map((turn) => (turn.label === label || chosen.has(turn.line) ? { ...turn, role } : turn));
      await updateTurns(tx, encounter, turns);
      const note = await readNoteOfEncounter(tx, encounterId);
      if (note?.state === "draft" && (await recheckNote(tx, clock, note, turns)) === null) return err(failure("note.awaiting-cosign"));
      return ok({ turns });
    });
  };
}

/** What waits for this clinician. */
export function listWork({ vault, clock, signWithinDays }: { vault: Vault; clock: Clock; signWithinDays: number }): Workflow<"worklist.list"> {
  return (_input, { session }) =>
    vault.read(nameActor(session), event("worklist.viewed", {}), async (tx) => {
      const overdueBefore = new Date(Date.parse(clock.now()) - signWithinDays * 86_400_000).toISOString();
      const encounters = await listWorklist(tx, session.user.id, worklistLength);
      return ok({ encounters, overdueBefore, signWithinDays });
    });
}
