import { ok } from "../../shared/result.ts";
import { event, systemActor } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { readKeyDate } from "../vault/stores/audit-checkpoints.ts";
import type { Vault } from "../vault/vault.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import type { Workflow } from "./workflow.ts";

const dayMs = 24 * 3_600_000;
const keyLifeMs = 365 * dayMs;

/** Renews the key that signs the log, by an officer's act; the old one endorses it in its last checkpoint. */
export function rotateAuditKey({ vault, reauthenticate }: { vault: Vault; reauthenticate: Reauthenticate }): Workflow<"audit.rotateKey"> {
  return async ({ password }, { session }) => {
    const proved = await reauthenticate(session, password);
    if (!proved.ok) return proved;
    const rotated = await vault.record(nameActor(session), event("log.key-rotated", {}));
    return rotated.ok ? ok({}) : rotated;
  };
}

/** What the log needs of the clock while the record is open. */
export interface AuditWatch {
  /** Writes a heartbeat after a day of silence, so that silence is never ambiguous, and renews a key that is a year old. */
  runIfDue(): Promise<void>;
}

/** Makes the watch; called on a timer, it touches the record only when something is due. */
export function createAuditWatch({ door, clock }: { door: RecordDoor; clock: Clock }): AuditWatch {
  let keyDueAt: string | null = null;

  async function readKeyDue(): Promise<string | null> {
    const read = await door.vault.read(systemActor, event("audit.checkpoints-listed", {}), async (tx) => ok(await readKeyDate(tx)));
    return read.ok && read.value !== null ? addMs(read.value, keyLifeMs) : null;
  }

  return {
    async runIfDue() {
      if (door.state().kind !== "open") return;
      keyDueAt ??= await readKeyDue();
      if (keyDueAt !== null && keyDueAt <= clock.now()) {
        keyDueAt = null;
        // An officer may have renewed it meanwhile.
        const due = await readKeyDue();
        if (due !== null && due <= clock.now()) await door.vault.record(systemActor, event("log.key-rotated", {}));
      }
      const last = door.vault.standing();
      if (last !== null && addMs(last.lastEntryAt, dayMs) <= clock.now()) await door.vault.record(systemActor, event("log.heartbeat", {}));
    },
  };
}

const addMs = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString();
