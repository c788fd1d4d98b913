import { randomBytes } from "node:crypto";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import type { Keychain } from "./keychain.ts";
import type { Envelope, Wrap } from "./keys/envelope.ts";
import { keepNewKey, keepSpoolKey } from "./keys/kept-keys.ts";
import { chooseCost, stretchPassphrase } from "./keys/passphrase.ts";
import { spellRecoveryKey } from "./keys/recovery-words.ts";
import { createKey, type Key, wipe } from "./keys/seal.ts";
import { type Identity, joinDeviceAndPerson, mintKeyId, wrapMasterKey } from "./keys/wraps.ts";
import type { Outcome } from "./vault.ts";

/** How a workstation opens: with a person's secret too, or (policy) with its keychain alone. */
export type Workstation = "personal" | "shared";

/** A fresh record's keys: secrets in memory, and the words to print once. */
export interface NewEnvelope {
  readonly envelope: Envelope;
  readonly masterKey: Key;
  readonly recoveryWords: readonly string[];
}

/**
 * Makes the keys of a new record: the master key wrapped for this workstation (keychain and person,
 * keychain alone, or a passphrase where policy allows) and by a recovery key for paper. Nothing is
 * written yet.
 */
export async function createEnvelope(parts: {
  keychain: Keychain;
  createdAt: string;
  clinicName: string;
  passphrase: string | null;
  workstation: Workstation;
}): Outcome<NewEnvelope> {
  const { createdAt, passphrase } = parts;
  const masterKey = createKey();
  const share = keepNewKey(masterKey, "share", createdAt);
  const identity = { installId: randomBytes(16).toString("hex"), masterKeyId: mintKeyId(), share: share.kept };
  const opening =
    passphrase === null
      ? await wrapForDevice(identity, { ...parts, share: share.key, masterKey })
      : { backend: "none", account: "", wrap: await wrapForPassphrase(identity, passphrase, createdAt, masterKey) };
  if (opening === null) return err(failure("keychain.unavailable"));
  const recovery = wrapForPaper(identity, createdAt, masterKey);
  const envelope: Envelope = {
    v: 2,
    revision: 1,
    installId: identity.installId,
    clinicName: parts.clinicName,
    finished: false,
    masterKeyId: identity.masterKeyId,
    masterKeyCreatedAt: createdAt,
    createdAt,
    keychainBackend: opening.backend,
    keychainAccount: opening.account,
    wraps: [opening.wrap, recovery.wrap],
    people: [],
    share: share.kept,
    clinic: keepNewKey(masterKey, "clinic", createdAt).kept,
    keybag: { ...keepNewKey(masterKey, "keybag", createdAt).kept, file: "keybag-1.db" },
    spool: keepSpoolKey(masterKey, createdAt),
    incoming: null,
    retired: [],
  };
  wipe(share.key);
  return ok({ envelope, masterKey, recoveryWords: recovery.words });
}

interface DeviceParts {
  readonly keychain: Keychain;
  readonly createdAt: string;
  readonly workstation: Workstation;
  readonly share: Key;
  readonly masterKey: Key;
}

/** Puts a fresh device key into the keychain and wraps the master key for this workstation; null without a keychain. */
export async function wrapForDevice(identity: Identity, parts: DeviceParts): Promise<{ wrap: Wrap; backend: string; account: string } | null> {
  const backend = await parts.keychain.probe();
  if (backend === null) return null;
  const deviceKey = createKey();
  const account = mintKeyId();
  if ((await parts.keychain.set(account, deviceKey)) === "unavailable") return null;
  const wrap = wrapWithDevice(identity, deviceKey, parts);
  wipe(deviceKey);
  return { wrap, backend, account };
}

/** Wraps the master key under a device key that is in the keychain already. */
export function wrapWithDevice(identity: Identity, deviceKey: Key, parts: Omit<DeviceParts, "keychain">): Wrap {
  const about = { createdAt: parts.createdAt, kdf: null };
  if (parts.workstation === "shared") return wrapMasterKey(identity, { ...about, kind: "device" }, deviceKey, parts.masterKey);
  const joined = joinDeviceAndPerson(deviceKey, parts.share);
  const wrap = wrapMasterKey(identity, { ...about, kind: "device-and-person" }, joined, parts.masterKey);
  wipe(joined);
  return wrap;
}

/** Wraps the master key under a fresh recovery key and spells that for paper. */
export function wrapForPaper(identity: Identity, createdAt: string, masterKey: Key): { wrap: Wrap; words: string[] } {
  const recoveryKey = createKey();
  const wrap = wrapMasterKey(identity, { kind: "recovery", createdAt, kdf: null }, recoveryKey, masterKey);
  const words = spellRecoveryKey(recoveryKey);
  wipe(recoveryKey);
  return { wrap, words };
}

async function wrapForPassphrase(identity: Identity, passphrase: string, createdAt: string, masterKey: Key): Promise<Wrap> {
  const kdf = chooseCost();
  const key = await stretchPassphrase(passphrase, kdf);
  const wrap = wrapMasterKey(identity, { kind: "passphrase", createdAt, kdf }, key, masterKey);
  wipe(key);
  return wrap;
}
