import type { KeyLine } from "../../shared/domain/access.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { type Actor, event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { Policy } from "../policy/index.ts";
import { nameActor } from "../session.ts";
import { wrapForPaper } from "../vault/create-envelope.ts";
import type { Keychain } from "../vault/keychain.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { rekeyRecord } from "../vault/rekey.ts";
import { listAuthorKeys } from "../vault/stores/author-keys.ts";
import type { Outcome } from "../vault/vault.ts";
import type { Backups } from "./keep-backups.ts";
import { listKeyLines } from "./key-inventory.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import type { Workflow } from "./workflow.ts";

interface KeyRoom {
  readonly door: RecordDoor;
  readonly clock: Clock;
  readonly keychain: Keychain;
  readonly policy: Pick<Policy, "workstation"> | null;
  readonly backups: Backups;
  readonly reauthenticate: Reauthenticate;
  /** What else must rest while every page gets a new key. */
  quiet(): Promise<void>;
}

/** Lists every key by id, date and purpose; no key and nothing sealed is in it. */
export function listKeys({ door, clock }: Pick<KeyRoom, "door" | "clock">): Workflow<"keys.list"> {
  return async (_input, { session }) => {
    const lines = await readInventory(door, clock, nameActor(session));
    return lines.ok ? ok({ keys: lines.value }) : lines;
  };
}

/** The inventory, for the window and the command line. */
export async function readInventory(door: RecordDoor, clock: Clock, by: Actor): Outcome<KeyLine[]> {
  const held = door.current();
  if (held === null) return err(failure("vault.locked"));
  const authors = await door.vault.read(by, event("keys.listed", {}), async (tx) => ok(await listAuthorKeys(tx)));
  if (!authors.ok) return authors;
  return ok(listKeyLines(held.envelope, held.record.keys.keybag().count(), authors.value, clock.now()));
}

/** Prints a new recovery sheet; the old one opens nothing from now on. */
export function renewSheet({ door, clock, reauthenticate }: KeyRoom): Workflow<"keys.renewSheet"> {
  return async ({ password }, { session }) => {
    const proved = await reauthenticate(session, password);
    if (!proved.ok) return proved;
    const held = door.current();
    if (held === null) return err(failure("vault.locked"));
    const { envelope, record } = held;
    const paper = wrapForPaper(envelope, clock.now(), record.masterKey);
    const recorded = await door.vault.record(nameActor(session), event("key.renewed", { keyId: paper.wrap.keyId, purpose: "recovery" }));
    if (!recorded.ok) return recorded;
    door.adopt({ ...envelope, wraps: [...envelope.wraps.filter((wrap) => wrap.kind !== "recovery"), paper.wrap] });
    return ok({ words: paper.words, keyId: paper.wrap.keyId });
  };
}

/**
 * Gives the whole record new keys, as after a loss or a departure. First a backup, read back and found
 * whole; then every page under a new key, checked; then a new sheet of words. The same people go on working.
 */
export function rekey({ door, clock, keychain, policy, backups, reauthenticate, quiet }: KeyRoom): Workflow<"keys.rekey"> {
  return async ({ password }, { session }) => {
    const proved = await reauthenticate(session, password);
    if (!proved.ok) return proved;
    const by = nameActor(session);
    // A passphrase that stands in for the keychain is in nobody's memory now, so it cannot be carried over.
    if (door.current()?.envelope.wraps.some((wrap) => wrap.kind === "passphrase") === true) return err(failure("keychain.unavailable"));
    const backup = await backups.make(by);
    if (!backup.ok) return backup;
    await quiet();
    const held = door.current();
    if (held === null) return err(failure("vault.locked"));
    const parts = { files: door.files, keychain, now: clock.now(), workstation: policy?.workstation ?? "personal" };
    const rekeyed = await door.exchange(() => rekeyRecord(parts, held.envelope, held.record));
    if (!rekeyed.ok) return rekeyed;
    const { words, keyId } = rekeyed.value;
    const recorded = await door.vault.record(by, event("record.rekeyed", { keyId, backupId: backup.value.id }));
    return recorded.ok ? ok({ words, keyId }) : recorded;
  };
}
