import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import type { Clock } from "../clock.ts";
import { createRecordKeys, wrapForDevice } from "./create-record.ts";
import type { Keychain } from "./keychain.ts";
import { type Envelope, writeEnvelope } from "./keys/envelope.ts";
import { readRecoveryWords } from "./keys/recovery-words.ts";
import type { Key } from "./keys/seal.ts";
import { type OpenRecord, openRecord } from "./open.ts";
import { locateRecord, removeAbandonedRecord } from "./record-files.ts";
import { findRecord, unlockWithDevice, unlockWithPassphrase, unlockWithRecoveryKey } from "./unlock-record.ts";
import type { Outcome, Vault } from "./vault.ts";

/** Where the record stands, as the first screen shows it. */
export type RecordState =
  | { readonly kind: "needs-setup"; readonly passphraseNeeded: boolean }
  | { readonly kind: "open" }
  | { readonly kind: "needs-recovery" | "needs-passphrase" | "refused"; readonly error: AppError };

export interface RecordDoorParts {
  readonly folder: string;
  readonly keychain: Keychain;
  readonly clock: Clock;
  readonly bootId: string;
  readonly passphraseAllowed: boolean;
}

/** What set-up gives back: words for paper, and the id of the key they spell. */
export interface CreatedRecord {
  readonly recoveryWords: readonly string[];
  readonly recoveryKeyId: string;
  readonly keychainBackend: string;
}

/**
 * Holds the one record of this program: finds it, opens it by keychain, passphrase or printed key,
 * and stands in as its vault. While it is closed every access is refused by name.
 */
export interface RecordDoor {
  readonly vault: Vault;
  state(): RecordState;
  /** Looks for the record and opens it where the keychain allows. */
  open(): Promise<RecordState>;
  create(passphrase: string | null): Outcome<CreatedRecord>;
  /** Removes a record whose set-up failed half way; refuses once set-up has finished. */
  abandon(): void;
  unlock(passphrase: string): Outcome<null>;
  recover(words: readonly string[]): Outcome<{ keyId: string }>;
  describe(): Readonly<Record<string, string | number>> | null;
  close(): void;
}

const recoverable: readonly AppError["code"][] = ["keychain.key-missing", "keychain.changed-backend"];

/** Makes the door; nothing is opened yet. */
export function createRecordDoor(parts: RecordDoorParts): RecordDoor {
  const files = locateRecord(parts.folder);
  let current: OpenRecord | null = null;
  let state: RecordState = { kind: "refused", error: failure("app.not-ready") };

  async function enter(envelope: Envelope, masterKey: Key, create: boolean): Outcome<null> {
    const opened = await openRecord({ files, masterKey, installId: envelope.installId, clock: parts.clock, bootId: parts.bootId, create });
    if (!opened.ok) {
      state = { kind: "refused", error: opened.error };
      return opened;
    }
    current = opened.value;
    state = { kind: "open" };
    return ok(null);
  }

  async function open(): Promise<RecordState> {
    const found = findRecord(files);
    if (found.kind === "nothing") state = await judgeFirstRun(parts);
    else if (found.kind === "refused") state = { kind: "refused", error: found.error };
    else {
      const unlocked = await unlockWithDevice(found.envelope, parts.keychain);
      if (unlocked.ok) await enter(found.envelope, unlocked.value, false);
      else state = nameLockedState(unlocked.error);
    }
    return state;
  }

  function abandon(): void {
    current?.vault.close();
    current = null;
    removeAbandonedRecord(files);
    state = { kind: "needs-setup", passphraseNeeded: false };
  }

  /** The envelope of a record that waits for a passphrase or its printed key. */
  function findLocked(): Envelope | AppError {
    const found = findRecord(files);
    if (found.kind === "record") return found.envelope;
    return found.kind === "refused" ? found.error : failure("vault.missing-file");
  }

  return {
    vault: {
      read: (by, event, look) => current?.vault.read(by, event, look) ?? closed(),
      write: (by, event, change) => current?.vault.write(by, event, change) ?? closed(),
      record: (by, event) => current?.vault.record(by, event) ?? closed(),
      close: () => current?.vault.close(),
    },
    state: () => state,
    open,
    async create(passphrase) {
      if (findRecord(files).kind !== "nothing") return err(failure("setup.already-done"));
      if (passphrase !== null && !parts.passphraseAllowed) return err(failure("keychain.unavailable"));
      const made = await createRecordKeys(files, parts.keychain, parts.clock, passphrase);
      if (!made.ok) return made;
      const { envelope, masterKey, recoveryWords, recoveryKeyId } = made.value;
      // Keys without their database would stand in the way of the next attempt.
      const entered = await enter(envelope, masterKey, true).catch((error: unknown) => {
        abandon();
        throw error;
      });
      if (!entered.ok) abandon();
      return entered.ok ? ok({ recoveryWords, recoveryKeyId, keychainBackend: envelope.keychainBackend }) : entered;
    },
    abandon,
    async unlock(passphrase) {
      const envelope = findLocked();
      if ("code" in envelope) return err(envelope);
      const unlocked = await unlockWithPassphrase(envelope, passphrase);
      return unlocked.ok ? enter(envelope, unlocked.value, false) : unlocked;
    },
    async recover(words) {
      const envelope = findLocked();
      if ("code" in envelope) return err(envelope);
      const recoveryKey = readRecoveryWords(words);
      if (recoveryKey === null) return err(failure("keychain.wrong-recovery-key"));
      const unlocked = unlockWithRecoveryKey(envelope, recoveryKey);
      if (!unlocked.ok) return unlocked;
      const device = await wrapForDevice(envelope, parts.keychain, parts.clock.now(), unlocked.value);
      if (device === null) return err(failure("keychain.unavailable"));
      const kept = envelope.wraps.filter((wrap) => wrap.kind !== "device");
      const renewed = { ...envelope, keychainBackend: device.backend, wraps: [device.wrap, ...kept] };
      writeEnvelope(files.envelope, renewed);
      const entered = await enter(renewed, unlocked.value, false);
      return entered.ok ? ok({ keyId: device.wrap.keyId }) : entered;
    },
    describe: () => current?.describe() ?? null,
    close() {
      current?.vault.close();
      current = null;
      state = { kind: "refused", error: failure("app.not-ready") };
    },
  };
}

async function closed(): Promise<{ ok: false; error: AppError }> {
  return err(failure("app.not-ready"));
}

/** A first run needs a keychain, or a policy that lets a passphrase stand in for it. */
async function judgeFirstRun(parts: RecordDoorParts): Promise<RecordState> {
  const answers = (await parts.keychain.probe()) !== null;
  if (answers || parts.passphraseAllowed) return { kind: "needs-setup", passphraseNeeded: !answers };
  return { kind: "refused", error: failure("keychain.unavailable") };
}

function nameLockedState(error: AppError): RecordState {
  if (error.code === "keychain.passphrase-needed") return { kind: "needs-passphrase", error };
  return { kind: recoverable.includes(error.code) ? "needs-recovery" : "refused", error };
}
