import { failure } from "../../shared/errors.ts";
import { err } from "../../shared/result.ts";
import { event, systemActor } from "../audit/index.ts";
import { findRecord, proveByShare, unlockWithDevice } from "./find-record.ts";
import type { Keychain } from "./keychain.ts";
import { openKeptKey } from "./keys/kept-keys.ts";
import { wipe } from "./keys/seal.ts";
import { type ChosenPlace, keepPlace } from "./place.ts";
import type { RecordDoor } from "./record-door.ts";
import type { Outcome } from "./vault.ts";

/**
 * Points a record at its servers anew, as when a standby is added, a host is renamed, or a password
 * or certificate runs out. The record is opened there first: only what holds this very record, and
 * no older than it was seen, takes the old place's name in the envelope. It is open afterwards.
 */
export async function renewPlace(
  { door, keychain }: { door: RecordDoor; keychain: Keychain },
  person: { username: string; password: string },
  chosen: ChosenPlace,
): Outcome<null> {
  const found = findRecord(door.files);
  if (found.kind !== "record") return err(found.kind === "refused" ? found.error : failure("vault.missing-file"));
  const { envelope } = found;
  if (envelope.place === undefined) return err(failure("move.nothing-old"));
  const proof = await proveByShare(envelope, person.username, person.password);
  if (proof === null) return err(failure("session.wrong-credentials"));
  const masterKey = await unlockWithDevice(envelope, keychain, proof.share);
  wipe(proof.share);
  if (!masterKey.ok) return masterKey;
  const clinicKey = openKeptKey(masterKey.value, "clinic", envelope.clinic);
  if (clinicKey === null) return err(failure("vault.damaged-keys"));
  const place = keepPlace(chosen.place, chosen.account, clinicKey, envelope.installId);
  wipe(clinicKey);
  const opened = await door.openWith({ ...envelope, place }, masterKey.value);
  if (!opened.ok) return opened;
  door.adopt({ ...envelope, place });
  if (envelope.place.account !== chosen.account) await keychain.remove(envelope.place.account);
  return door.vault.record(systemActor, event("record.server-changed", { servers: place.servers.length }));
}
