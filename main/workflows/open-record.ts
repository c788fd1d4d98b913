import { ok } from "../../shared/result.ts";
import { event, systemActor } from "../audit/index.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import type { OpenWorkflow } from "./workflow.ts";

/** Opens the record with the clinic's passphrase. */
export function unlockRecord({ door, onOpened }: { door: RecordDoor; onOpened: () => Promise<void> }): OpenWorkflow<"setup.unlock"> {
  return async ({ passphrase }) => {
    const unlocked = await door.unlock(passphrase);
    if (!unlocked.ok) return unlocked;
    await onOpened();
    return ok({});
  };
}

/** Opens the record with the printed recovery key; a fresh device key takes the lost one's place. */
export function recoverRecord({ door, onOpened }: { door: RecordDoor; onOpened: () => Promise<void> }): OpenWorkflow<"setup.recover"> {
  return async ({ words }) => {
    const recovered = await door.recover(words);
    if (!recovered.ok) return recovered;
    const recorded = await door.vault.record(systemActor, event("record.recovered", { keyId: recovered.value.keyId }));
    if (!recorded.ok) return recorded;
    await onOpened();
    return ok({});
  };
}
