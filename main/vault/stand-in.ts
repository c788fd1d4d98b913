import type { Instant } from "../../shared/domain/time.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import type { Actor, AuditEvent, AuditEventName } from "../audit/index.ts";
import type { Envelope } from "./keys/envelope.ts";
import { openSpoolKey } from "./keys/kept-keys.ts";
import type { OpenRecord } from "./open.ts";
import { holdEvent, readHeldEvents, removeHeld } from "./pending.ts";
import type { Outcome, Vault } from "./vault.ts";

/** What may happen while the record is locked, and is held until it opens. */
const holdable: readonly AuditEventName[] = [
  "user.sign-in-refused",
  "call.refused",
  "station.offered",
  "station.enrolled",
  "station.revoked",
  "station.refused",
];

export interface StandInParts {
  /** The record, where it is open. */
  current(): OpenRecord | null;
  /** What events are sealed to while it is not; null where there is no record. */
  spoolKey(): string | null;
  /** The folder they wait in. */
  readonly pending: string;
  now(): Instant;
  /** Told of every change that was committed. */
  readonly onChanged: ((event: AuditEvent, by: Actor) => void) | undefined;
}

/** The vault of a record that may be locked: every access is refused then, and of what happens the few events that may be are held until it opens. */
export function createStandIn({ current, spoolKey, pending, now, onChanged }: StandInParts): Vault {
  return {
    read: (by, event, look) => current()?.vault.read(by, event, look) ?? refuse(),
    async write(by, event, change) {
      const written = await (current()?.vault.write(by, event, change) ?? refuse());
      if (written.ok) onChanged?.(event, by);
      return written;
    },
    standing: () => current()?.vault.standing() ?? null,
    async record(by, event) {
      const record = current();
      if (record !== null) return record.vault.record(by, event);
      const key = holdable.includes(event.name) ? spoolKey() : null;
      if (key === null) return refuse();
      return holdEvent(pending, key, now(), { by, event }) ? ok(null) : err(failure("audit.not-written"));
    },
  };
}

/** What happened while locked goes into the log before anything else does. */
export async function drainHeld({ vault, masterKey }: OpenRecord, envelope: Envelope, pending: string): Outcome<null> {
  const privateKey = openSpoolKey(masterKey, envelope.spool);
  if (privateKey === null) return ok(null);
  const found = readHeldEvents(pending, privateKey);
  privateKey.fill(0);
  for (const { path, held } of found) {
    if (held !== null) {
      const recorded = await vault.record(held.by, held.event);
      if (!recorded.ok) return recorded;
    }
    removeHeld([path]);
  }
  return ok(null);
}

async function refuse(): Outcome<never> {
  return err(failure("vault.locked"));
}
