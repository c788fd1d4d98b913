import { existsSync } from "node:fs";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { Keychain } from "./keychain.ts";
import { type Envelope, type PersonWrap, readEnvelope, type Wrap } from "./keys/envelope.ts";
import { chooseCost, stretchPassphrase } from "./keys/passphrase.ts";
import { readRecoveryWords } from "./keys/recovery-words.ts";
import { asKey, type Key, wipe } from "./keys/seal.ts";
import { joinDeviceAndPerson, tagPerson, unwrapMasterKey, unwrapShare } from "./keys/wraps.ts";
import { finishArrival, hasDatabase, type RecordFiles } from "./record-files.ts";

/** What stands on this machine before any key has been tried. */
export type Found =
  | { readonly kind: "nothing" }
  | { readonly kind: "record"; readonly envelope: Envelope }
  | { readonly kind: "refused"; readonly error: AppError };

/**
 * Looks at the files without opening them. A database without its envelope, or an envelope without
 * its database, is a named state; a fresh record is never made beside either.
 */
export function findRecord(files: RecordFiles): Found {
  const envelope = readEnvelope(files.envelopes);
  if (envelope === "missing") {
    return hasDatabase(files) ? { kind: "refused", error: failure("vault.missing-keys") } : { kind: "nothing" };
  }
  if (envelope === "damaged") return { kind: "refused", error: failure("vault.damaged-keys") };
  if (!envelope.finished) return { kind: "record", envelope };
  if (envelope.place === undefined) finishArrival(files);
  if (envelope.place === undefined && !hasDatabase(files)) return { kind: "refused", error: failure("vault.missing-file") };
  if (!existsSync(files.keybag(envelope.keybag.file))) return { kind: "refused", error: failure("vault.missing-keys") };
  return { kind: "record", envelope };
}

/** The device key of this workstation, or why the keychain does not give it. */
export async function readDeviceKey(envelope: Envelope, keychain: Keychain): Promise<Result<Key, AppError>> {
  const backend = await keychain.probe();
  if (backend === null) return err(failure("keychain.unavailable"));
  if (backend !== envelope.keychainBackend) return err(failure("keychain.changed-backend"));
  const stored = await keychain.get(envelope.keychainAccount);
  if (stored === "unavailable") return err(failure("keychain.unavailable"));
  if (stored === null || stored.byteLength !== 32) return err(failure("keychain.key-missing"));
  return ok(asKey(stored));
}

/** Opens the master key on this workstation, with the person's share where it takes one. */
export async function unlockWithDevice(envelope: Envelope, keychain: Keychain, share: Key): Promise<Result<Key, AppError>> {
  const device = await readDeviceKey(envelope, keychain);
  if (!device.ok) return device;
  const joined = joinDeviceAndPerson(device.value, share);
  const keys = { "device-and-person": joined, device: device.value };
  const opened = (["device-and-person", "device"] as const).map((kind) => openWith(envelope, kind, keys[kind])).find((key) => key !== null);
  wipe(joined, device.value);
  return opened === undefined ? err(failure("keychain.key-missing")) : ok(opened);
}

/** Opens the master key with the device key alone, as on a shared workstation; null where a person is needed too. */
export function openWithDeviceAlone(envelope: Envelope, deviceKey: Key): Key | null {
  return openWith(envelope, "device", deviceKey);
}

/** Opens the people's share with a person's name and password; null when they do not fit, in the same time. */
export async function proveByShare(envelope: Envelope, username: string, password: string): Promise<{ wrap: PersonWrap; share: Key } | null> {
  const wrap = envelope.people.find((person) => person.tag === tagPerson(envelope, username));
  if (wrap === undefined) {
    wipe(await stretchPassphrase(password, chooseCost()));
    return null;
  }
  const share = await unwrapShare(envelope, wrap, password);
  return share === null ? null : { wrap, share };
}

/** Opens the master key with the clinic's passphrase. */
export async function unlockWithPassphrase(envelope: Envelope, passphrase: string): Promise<Result<Key, AppError>> {
  const wrap = envelope.wraps.find((candidate) => candidate.kind === "passphrase");
  if (wrap?.kdf == null) return err(failure("keychain.wrong-passphrase"));
  const key = await stretchPassphrase(passphrase, wrap.kdf);
  const masterKey = unwrapMasterKey(envelope, wrap, key);
  wipe(key);
  return masterKey === null ? err(failure("keychain.wrong-passphrase")) : ok(masterKey);
}

/** Opens the master key with the printed words. */
export function unlockWithWords(
  envelope: Pick<Envelope, "installId" | "masterKeyId" | "share" | "wraps">,
  words: readonly string[],
): Result<Key, AppError> {
  const key = readRecoveryWords(words);
  const masterKey = key === null ? null : openWith(envelope, "recovery", key);
  wipe(key);
  return masterKey === null ? err(failure("keychain.wrong-recovery-key")) : ok(masterKey);
}

function openWith(envelope: Pick<Envelope, "installId" | "masterKeyId" | "share" | "wraps">, kind: Wrap["kind"], key: Key): Key | null {
  for (const wrap of envelope.wraps.filter((candidate) => candidate.kind === kind)) {
    const masterKey = unwrapMasterKey(envelope, wrap, key);
    if (masterKey !== null) return masterKey;
  }
  return null;
}
