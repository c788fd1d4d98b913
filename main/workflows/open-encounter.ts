import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import { nameActor } from "../session.ts";
import { listWorklist, readEncounterListing } from "../vault/stores/encounter-summaries.ts";
import { readEncounter, updateTurns } from "../vault/stores/encounters.ts";
import type { Vault } from "../vault/vault.ts";
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

/** Says who a voice is, on every line of a label or on single lines. */
export function assignSpeaker({ vault }: { vault: Vault }): Workflow<"transcripts.assignSpeaker"> {
  return ({ encounterId, label, lines, role }, { session }) => {
    const chosen = new Set(lines);
    const assigned = event("speaker.assigned", { encounterId, speakerRole: role, lines: lines.length });
    return vault.write(nameActor(session), assigned, async (tx) => {
      const encounter = await readEncounter(tx, encounterId);
      if (encounter === null) return err(failure("encounter.not-found"));
      const turns = encounter.turns.map((turn) => (turn.label === label || chosen.has(turn.line) ? { ...turn, role } : turn));
      await updateTurns(tx, encounter, turns);
      return ok({ turns });
    });
  };
}

/** What waits for this clinician. */
export function listWork({ vault }: { vault: Vault }): Workflow<"worklist.list"> {
  return (_input, { session }) =>
    vault.read(nameActor(session), event("worklist.viewed", {}), async (tx) =>
      ok({ encounters: await listWorklist(tx, session.user.id, worklistLength) }),
    );
}
