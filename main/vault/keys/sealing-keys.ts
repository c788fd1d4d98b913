import type { z } from "zod";
import type { Binding, SealingKeys } from "../sql.ts";
import { asKey, createKey, deriveKey, type Key, seal, unseal } from "./seal.ts";

/**
 * Seals payloads below the master key (HIPAA key hierarchy: master wraps a record key and an
 * accounting key per patient; destroying the record key destroys what it sealed).
 */
export function createSealingKeys(masterKey: Key): SealingKeys {
  const wrappingKey = deriveKey(masterKey, "patient-keys/v1");
  const clinicKey = deriveKey(masterKey, "clinic-settings/v1");

  function openRecordKey(wrapped: Uint8Array, patientId: string): Key {
    const opened = unseal(wrappingKey, bindPatientKey("record", patientId), wrapped);
    if (opened === null) throw new DamagedPayload();
    return asKey(opened);
  }

  return {
    createForPatient: (patientId) => ({
      recordKey: seal(wrappingKey, bindPatientKey("record", patientId), createKey()),
      accountingKey: seal(wrappingKey, bindPatientKey("accounting", patientId), createKey()),
    }),
    seal: (wrapped, binding, value) => seal(openRecordKey(wrapped, binding.patientId), writeBinding(binding), encode(value)),
    unseal: (wrapped, binding, sealed, schema) => decode(unseal(openRecordKey(wrapped, binding.patientId), writeBinding(binding), sealed), schema),
    sealForClinic: (purpose, value) => seal(clinicKey, `clinic/v1|${purpose}`, encode(value)),
    unsealForClinic: (purpose, sealed, schema) => decode(unseal(clinicKey, `clinic/v1|${purpose}`, sealed), schema),
  };
}

/** A sealed value that does not open: changed, moved, or sealed under a destroyed key. */
export class DamagedPayload extends Error {
  override readonly name = "DamagedPayload";
}

function bindPatientKey(kind: "record" | "accounting", patientId: string): string {
  return `patient-key/v1|${kind}|${patientId}`;
}

function writeBinding(binding: Binding): string {
  return `payload/v1|${binding.patientId}|${binding.purpose}|${binding.rowId}`;
}

function encode(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value), "utf8");
}

function decode<S extends z.ZodType>(opened: Buffer | null, schema: S): z.output<S> {
  if (opened === null) throw new DamagedPayload();
  return schema.parse(JSON.parse(opened.toString("utf8")));
}
