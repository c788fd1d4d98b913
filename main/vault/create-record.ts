import { randomBytes } from "node:crypto";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import type { Clock } from "../clock.ts";
import type { Keychain } from "./keychain.ts";
import { type Envelope, type Wrap, wrapMasterKey, writeEnvelope } from "./keys/envelope.ts";
import { chooseCost, stretchPassphrase } from "./keys/passphrase.ts";
import { spellRecoveryKey } from "./keys/recovery-words.ts";
import { createKey, type Key } from "./keys/seal.ts";
import { makeRecordFolder, type RecordFiles } from "./record-files.ts";
import type { Outcome } from "./vault.ts";

/** A fresh record's keys: the master key in memory and the words to print once. */
export interface NewKeys {
  readonly envelope: Envelope;
  readonly masterKey: Key;
  readonly recoveryWords: readonly string[];
  readonly recoveryKeyId: string;
}

/** Names a key, at random. */
export function mintKeyId(): string {
  return `k_${randomBytes(8).toString("hex")}`;
}

/**
 * Makes the keys of a new record and writes its envelope: the master key wrapped by a device key
 * in the keychain (or by a passphrase where policy allows), and by a recovery key for paper.
 */
export async function createRecordKeys(files: RecordFiles, keychain: Keychain, clock: Clock, passphrase: string | null): Outcome<NewKeys> {
  makeRecordFolder(files);
  const identity = { installId: randomBytes(16).toString("hex"), masterKeyId: mintKeyId() };
  const masterKey = createKey();
  const createdAt = clock.now();
  const recoveryKey = createKey();
  const recoveryAbout = { keyId: mintKeyId(), kind: "recovery", createdAt, kdf: null } as const;
  const wraps: Wrap[] = [wrapMasterKey(identity, recoveryAbout, recoveryKey, masterKey)];
  let keychainBackend = "none";
  if (passphrase === null) {
    const device = await wrapForDevice(identity, keychain, createdAt, masterKey);
    if (device === null) return err(failure("keychain.unavailable"));
    wraps.unshift(device.wrap);
    keychainBackend = device.backend;
  } else {
    const kdf = chooseCost();
    const about = { keyId: mintKeyId(), kind: "passphrase", createdAt, kdf } as const;
    wraps.unshift(wrapMasterKey(identity, about, await stretchPassphrase(passphrase, kdf), masterKey));
  }
  const envelope: Envelope = { v: 1, ...identity, createdAt, keychainBackend, wraps };
  writeEnvelope(files.envelope, envelope);
  return ok({ envelope, masterKey, recoveryWords: spellRecoveryKey(recoveryKey), recoveryKeyId: recoveryAbout.keyId });
}

/** Puts a fresh device key into the keychain and wraps the master key under it; null without one. */
export async function wrapForDevice(
  identity: Pick<Envelope, "installId" | "masterKeyId">,
  keychain: Keychain,
  createdAt: string,
  masterKey: Key,
): Promise<{ wrap: Wrap; backend: string } | null> {
  const backend = await keychain.probe();
  if (backend === null) return null;
  const deviceKey = createKey();
  if ((await keychain.set(identity.installId, deviceKey)) === "unavailable") return null;
  const wrap = wrapMasterKey(identity, { keyId: mintKeyId(), kind: "device", createdAt, kdf: null }, deviceKey, masterKey);
  return { wrap, backend };
}
