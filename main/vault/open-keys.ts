import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { openKeybag } from "./keybag.ts";
import type { Envelope } from "./keys/envelope.ts";
import { openKeptKey } from "./keys/kept-keys.ts";
import { type Key, wipe } from "./keys/seal.ts";
import { createSealingKeys, type OpenSealingKeys } from "./keys/sealing-keys.ts";
import type { RecordFiles } from "./record-files.ts";

/** The keys of a record that an engine is opened with, or that rows are moved under. */
export interface RecordKeys {
  readonly keys: OpenSealingKeys;
  /** A copy, to be overwritten by whoever was given it. */
  readonly clinicKey: Key;
}

/** Opens the keybag and the clinic's key with the master key. */
export function openRecordKeys(parts: {
  files: RecordFiles;
  envelope: Envelope;
  masterKey: Key;
  create: boolean;
  now(): string;
}): Result<RecordKeys, AppError> {
  const { files, envelope, masterKey, create, now } = parts;
  const keybagKey = openKeptKey(masterKey, "keybag", envelope.keybag);
  const clinicKey = openKeptKey(masterKey, "clinic", envelope.clinic);
  if (keybagKey === null || clinicKey === null) return err(failure("vault.damaged-keys"));
  const keybag = openKeybag(files.keybag(envelope.keybag.file), keybagKey, { create });
  if (typeof keybag === "string") return err(failure(keybag === "damaged" ? "vault.damaged-keys" : "vault.missing-keys"));
  const keys = createSealingKeys({ keybag, keybagKey, clinicKey: Buffer.from(clinicKey) as Key, now });
  wipe(keybagKey);
  return ok({ keys, clinicKey });
}
