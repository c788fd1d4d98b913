import { ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { shredPatient, writeLedgerBeside } from "../vault/shred.ts";
import { readBackupPlan } from "../vault/stores/backups.ts";
import { listDestroyed } from "../vault/stores/shred-ledger.ts";
import type { Backups } from "./keep-backups.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import type { Workflow } from "./workflow.ts";

/**
 * Destroys one patient's record for good. A backup that is running is stopped first, because it would
 * carry the record out; the ledger is written beside the record and beside the backups.
 */
export function destroyPatient(parts: {
  door: RecordDoor;
  clock: Clock;
  backups: Backups;
  reauthenticate: Reauthenticate;
}): Workflow<"patients.destroy"> {
  const { door, clock, backups, reauthenticate } = parts;
  return async ({ patientId, reason, password }, { session }) => {
    const proved = await reauthenticate(session, password);
    if (!proved.ok) return proved;
    await backups.stop();
    const by = nameActor(session);
    const shredded = await shredPatient(door, by, patientId, reason, clock.now());
    if (!shredded.ok) return shredded;
    const known = await door.vault.read(by, event("backups.listed", {}), async (tx) =>
      ok({ plan: await readBackupPlan(tx), destroyed: await listDestroyed(tx) }),
    );
    if (!known.ok) return known;
    const { plan, destroyed } = known.value;
    return ok({
      destroyedAt: clock.now(),
      ledgerBesideBackups: plan !== null && tryWriting(() => writeLedgerBeside(door, [plan.folder], destroyed)),
    });
  };
}

/** Backups on a share that is away get their ledger with the next backup; the answer says so. */
function tryWriting(write: () => void): boolean {
  try {
    write();
    return true;
  } catch {
    return false;
  }
}
