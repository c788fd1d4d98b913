import { ok } from "../../shared/result.ts";
import { event, systemActor } from "../audit/index.ts";
import { listDraftingEncounters, setDraftState } from "../vault/stores/encounters.ts";
import { countSendsInFlight, endInterruptedSends } from "../vault/stores/sends.ts";
import type { Outcome, Vault } from "../vault/vault.ts";

/** After a crash: drafts that were running are marked for their clinician, sends in flight are closed on record. */
export async function settleInterrupted(vault: Vault): Outcome<number> {
  const found = await vault.read(systemActor, event("worklist.viewed", {}), async (tx) =>
    ok({ encounters: await listDraftingEncounters(tx), sends: await countSendsInFlight(tx) }),
  );
  if (!found.ok) return found;
  const { encounters, sends } = found.value;
  for (const encounterId of encounters) {
    const settled = await vault.write(systemActor, event("draft.interrupted", { encounterId }), async (tx) => {
      await setDraftState(tx, encounterId, "interrupted");
      return ok(null);
    });
    if (!settled.ok) return settled;
  }
  if (sends === 0) return ok(encounters.length);
  // Nobody can say whether they arrived; an intent without an end would say they are still on their way.
  const closed = await vault.write(systemActor, event("sends.interrupted", { sends }), async (tx) =>
    ok(await endInterruptedSends(tx, "draft.interrupted")),
  );
  return closed.ok ? ok(encounters.length) : closed;
}
