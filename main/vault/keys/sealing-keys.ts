import type { z } from "zod";
import type { Keybag, KeyPurpose } from "../keybag.ts";
import type { Binding, SealingKeys } from "../sql.ts";
import { asKey, createKey, deriveKey, type Key, seal, unseal, wipe } from "./seal.ts";
import { mintKeyId } from "./wraps.ts";

/** The sealing keys with what their owner may do to them: settle a batch, forget everything. */
export interface OpenSealingKeys extends SealingKeys {
  commit(): void;
  rollback(): void;
  /** The keybag in use, for counting and copying. */
  keybag(): Keybag;
  /** Goes on with another generation of the keybag; the old one is closed and its opened keys forgotten. */
  replaceKeybag(keybag: Keybag, keybagKey: Key): void;
  close(): void;
}

export interface SealingParts {
  readonly keybag: Keybag;
  /** Opens the keybag file; the key that wraps every patient's keys is derived from it. */
  readonly keybagKey: Key;
  readonly clinicKey: Key;
  now(): string;
}

/** Opened record keys held at a time; every further one costs one unwrapping. */
const heldKeys = 4_096;

/**
 * Seals payloads below the master key (HIPAA key hierarchy: master wraps a record key and an
 * accounting key per patient; destroying the record key destroys what it sealed).
 */
export function createSealingKeys(parts: SealingParts): OpenSealingKeys {
  const { clinicKey, now } = parts;
  let { keybag } = parts;
  let wrappingKey = derivePatientWrappingKey(parts.keybagKey);
  const opened = new Map<string, Key>();

  function findKey(patientId: string): Key {
    const held = opened.get(patientId);
    if (held !== undefined) return held;
    const key = openKey(patientId, "record");
    hold(patientId, key);
    return key;
  }

  function openKey(patientId: string, purpose: KeyPurpose): Key {
    const kept = keybag.find(patientId, purpose);
    if (kept === null) throw new DamagedPayload();
    return unwrapPatientKey(wrappingKey, { ...kept, patientId, purpose });
  }

  /** The accounting key is needed seldom, and outlives the record key: it is opened for one use. */
  function withAccountingKey<T>(patientId: string, use: (key: Key) => T): T {
    const key = openKey(patientId, "accounting");
    try {
      return use(key);
    } finally {
      wipe(key);
    }
  }

  function hold(patientId: string, key: Key): void {
    if (opened.size >= heldKeys) forget(opened.keys().next().value as string);
    opened.set(patientId, key);
  }

  function forget(patientId: string): void {
    wipe(opened.get(patientId) ?? null);
    opened.delete(patientId);
  }

  function forgetAll(): void {
    wipe(wrappingKey, ...opened.values());
    opened.clear();
    keybag.close();
  }

  return {
    createForPatient(patientId) {
      const createdAt = now();
      for (const purpose of ["record", "accounting"] as const) {
        const key = createKey();
        const keyId = mintKeyId();
        keybag.put({ patientId, purpose, keyId, createdAt, wrapped: wrapPatientKey(wrappingKey, { patientId, purpose, keyId }, key) });
        if (purpose === "record") hold(patientId, key);
        else wipe(key);
      }
    },
    seal: (binding, value) => sealValue(findKey(binding.patientId), writeBinding(binding), value),
    unseal: (binding, sealed, schema) => decode(unseal(findKey(binding.patientId), writeBinding(binding), sealed), schema),
    sealForAccounting: (binding, value) => withAccountingKey(binding.patientId, (key) => sealValue(key, writeBinding(binding), value)),
    unsealForAccounting: (binding, sealed, schema) =>
      withAccountingKey(binding.patientId, (key) => decode(unseal(key, writeBinding(binding), sealed), schema)),
    sealForClinic: (purpose, value) => sealValue(clinicKey, `clinic/v1|${purpose}`, value),
    unsealForClinic: (purpose, sealed, schema) => decode(unseal(clinicKey, `clinic/v1|${purpose}`, sealed), schema),
    commit: () => keybag.commit(),
    rollback() {
      // A key made by the act that was undone must not be held as if it were kept.
      wipe(...opened.values());
      opened.clear();
      keybag.rollback();
    },
    keybag: () => keybag,
    replaceKeybag(next, keybagKey) {
      forgetAll();
      keybag = next;
      wrappingKey = derivePatientWrappingKey(keybagKey);
    },
    close() {
      forgetAll();
      wipe(clinicKey);
    },
  };
}

/** A sealed value that does not open: changed, moved, or sealed under a destroyed key. */
export class DamagedPayload extends Error {
  override readonly name = "DamagedPayload";
}

interface PatientKeyName {
  readonly patientId: string;
  readonly purpose: KeyPurpose;
  readonly keyId: string;
}

/** The key that wraps every patient's keys; a keybag written anew has a new one. */
export function derivePatientWrappingKey(keybagKey: Key): Key {
  return deriveKey(keybagKey, "patient-keys/v1");
}

/** Wraps one patient key, bound to patient, purpose and its own id. */
export function wrapPatientKey(wrappingKey: Key, name: PatientKeyName, key: Key): Buffer {
  return seal(wrappingKey, bindPatientKey(name), key);
}

/** Opens one patient key; throws when it was changed or moved. */
export function unwrapPatientKey(wrappingKey: Key, kept: PatientKeyName & { wrapped: Uint8Array }): Key {
  const bytes = unseal(wrappingKey, bindPatientKey(kept), kept.wrapped);
  if (bytes === null) throw new DamagedPayload();
  const key = asKey(bytes);
  bytes.fill(0);
  return key;
}

function bindPatientKey({ patientId, purpose, keyId }: PatientKeyName): string {
  return `patient-key/v2|${purpose}|${patientId}|${keyId}`;
}

function writeBinding(binding: Binding): string {
  return `payload/v1|${binding.patientId}|${binding.purpose}|${binding.rowId}`;
}

/** Seals a value as JSON; the plain bytes are overwritten, because nothing else would do it before the lock. */
function sealValue(key: Key, binding: string, value: unknown): Uint8Array {
  const plain = Buffer.from(JSON.stringify(value), "utf8");
  const sealed = seal(key, binding, plain);
  plain.fill(0);
  return sealed;
}

function decode<S extends z.ZodType>(opened: Buffer | null, schema: S): z.output<S> {
  if (opened === null) throw new DamagedPayload();
  const text = opened.toString("utf8");
  opened.fill(0);
  return schema.parse(JSON.parse(text));
}
