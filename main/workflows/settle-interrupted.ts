import { ok } from "../../shared/result.ts";
import { event, systemActor } from "../audit/index.ts";
import { listDraftingEncounters, setDraftState } from "../vault/stores/encounters.ts";
import { endInterruptedSends } from "../vault/stores/sends.ts";
import type { Outcome, Vault } from "../vault/vault.ts";

/** After a crash: drafts that were running are marked for their clinician, sends in flight are closed on record. */
export async function settleInterrupted(vault: Vault): Outcome<number> {
  const found = await vault.read(systemActor, event("worklist.viewed", {}), async (tx) => ok(await listDraftingEncounters(tx)));
  if (!found.ok) return found;
  for (const encounterId of found.value) {
    const settled = await vault.write(systemActor, event("draft.interrupted", { encounterId }), async (tx) => {
      await setDraftState(tx, encounterId, "interrupted");
      await endInterruptedSends(tx, "draft.interrupted");
      return ok(null);
    });
    if (!settled.ok) return settled;
  }
  return ok(found.value.length);
}
