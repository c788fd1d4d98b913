import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { Keychain } from "./keychain.ts";
import { type Envelope, readEnvelope, unwrapMasterKey, type Wrap } from "./keys/envelope.ts";
import { stretchPassphrase } from "./keys/passphrase.ts";
import { asKey, type Key } from "./keys/seal.ts";
import { hasDatabase, type RecordFiles } from "./record-files.ts";

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
  const envelope = readEnvelope(files.envelope);
  if (envelope === "missing") {
    return hasDatabase(files) ? { kind: "refused", error: failure("keychain.key-missing") } : { kind: "nothing" };
  }
  if (envelope === "damaged") return { kind: "refused", error: failure("vault.damaged") };
  if (!hasDatabase(files)) return { kind: "refused", error: failure("vault.missing-file") };
  return { kind: "record", envelope };
}

/** Opens the master key with the device key from the keychain. */
export async function unlockWithDevice(envelope: Envelope, keychain: Keychain): Promise<Result<Key, AppError>> {
  const wrap = findWrap(envelope, "device");
  if (wrap === undefined) return err(failure("keychain.passphrase-needed"));
  const backend = await keychain.probe();
  if (backend === null) return err(failure("keychain.unavailable"));
  if (backend !== envelope.keychainBackend) return err(failure("keychain.changed-backend"));
  const stored = await keychain.get(envelope.installId);
  if (stored === "unavailable") return err(failure("keychain.unavailable"));
  if (stored === null || stored.byteLength !== 32) return err(failure("keychain.key-missing"));
  const masterKey = unwrapMasterKey(envelope, wrap, asKey(stored));
  return masterKey === null ? err(failure("keychain.key-missing")) : ok(masterKey);
}

/** Opens the master key with the clinic's passphrase. */
export async function unlockWithPassphrase(envelope: Envelope, passphrase: string): Promise<Result<Key, AppError>> {
  const wrap = findWrap(envelope, "passphrase");
  if (wrap?.kdf == null) return err(failure("keychain.wrong-passphrase"));
  const masterKey = unwrapMasterKey(envelope, wrap, await stretchPassphrase(passphrase, wrap.kdf));
  return masterKey === null ? err(failure("keychain.wrong-passphrase")) : ok(masterKey);
}

/** Opens the master key with the printed recovery key. */
export function unlockWithRecoveryKey(envelope: Envelope, recoveryKey: Key): Result<Key, AppError> {
  for (const wrap of envelope.wraps.filter((candidate) => candidate.kind === "recovery")) {
    const masterKey = unwrapMasterKey(envelope, wrap, recoveryKey);
    if (masterKey !== null) return ok(masterKey);
  }
  return err(failure("keychain.wrong-recovery-key"));
}

function findWrap(envelope: Envelope, kind: Wrap["kind"]): Wrap | undefined {
  return envelope.wraps.find((wrap) => wrap.kind === kind);
}
