import { EncounterIdSchema } from "../../shared/domain/ids.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import { readTranscript } from "../transcripts/index.ts";
import { mintId } from "../vault/ids.ts";
import { insertEncounter } from "../vault/stores/encounters.ts";
import { openChart } from "../vault/stores/patients.ts";
import type { Vault } from "../vault/vault.ts";
import type { Workflow } from "./workflow.ts";

/** Reads a transcript file and keeps it, sealed, as a new session; a file that cannot be read is refused on record. */
export function importTranscript({ vault, clock }: { vault: Vault; clock: Clock }): Workflow<"transcripts.import"> {
  return async (input, { session }) => {
    const by = nameActor(session);
    const encounterId = mintId("enc", EncounterIdSchema);
    const imported = (kind: string, turns: number) => event("transcript.imported", { encounterId, kind, turns, bytes: input.bytes.byteLength });
    const read = await readTranscript({ bytes: input.bytes, kindHint: input.kindHint });
    if (!read.ok) {
      return vault.write(by, imported("unread", 0), async (tx) => {
        await openChart(tx, input.patientId);
        return read;
      });
    }
    const { kind, turns, warnings } = read.value;
    const { patientId, startedAt, endedAt } = input;
    const encounter = { id: encounterId, patientId, clinicianId: session.user.id, startedAt, endedAt, kind, turns, createdAt: clock.now() };
    return vault.write(by, imported(kind, turns.length), async (tx) => {
      if (!(await insertEncounter(tx, encounter))) return err(failure("patient.not-found"));
      return ok({ encounterId, kind, turnCount: turns.length, warnings });
    });
  };
}
