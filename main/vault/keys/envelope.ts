import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { KeptPlaceSchema } from "../place.ts";
import { writeWhole } from "../write-whole.ts";

const KeyIdSchema = z.string().regex(/^k_[0-9a-f]{16}$/);
const MomentSchema = z.iso.datetime({ precision: 3 });

/** Argon2id salt and cost; never below the OWASP floor of 19,456 KiB and 2 passes. */
export const KdfSchema = z.strictObject({ salt: z.base64(), memoryKib: z.int().min(19_456), passes: z.int().min(2), lanes: z.int().min(1) });
export type Kdf = z.infer<typeof KdfSchema>;

/** One way to open the master key. The wrapping key itself is never stored here. */
const WrapSchema = z.strictObject({
  keyId: KeyIdSchema,
  /** `device`: keychain alone (shared workstation). `device-and-person`: keychain and a person's secret together. */
  kind: z.enum(["device", "device-and-person", "passphrase", "recovery"]),
  createdAt: MomentSchema,
  kdf: KdfSchema.nullable(),
  sealed: z.base64(),
});
export type Wrap = z.infer<typeof WrapSchema>;

/** One person's secret: it opens the people's share, and by opening it proves the password. */
const PersonWrapSchema = z.strictObject({
  keyId: KeyIdSchema,
  /** Which person, without their name: a keyed hash of the user name. */
  tag: z.string().regex(/^[0-9a-f]{64}$/),
  createdAt: MomentSchema,
  kdf: KdfSchema,
  sealed: z.base64(),
});
export type PersonWrap = z.infer<typeof PersonWrapSchema>;

/** A key kept under the master key. */
export const KeptKeySchema = z.strictObject({ keyId: KeyIdSchema, createdAt: MomentSchema, sealed: z.base64() });

/** The key envelope beside the record: how it may be opened on this machine. */
export const EnvelopeSchema = z.strictObject({
  v: z.literal(2),
  /** Counts the writes, so that of two copies the newer one is known. */
  revision: z.int().min(1),
  installId: z.string().regex(/^[0-9a-f]{32}$/),
  /** Shown before anyone has signed in. */
  clinicName: z.string().max(160),
  /** False until set-up has finished; such a record never held a patient. */
  finished: z.boolean(),
  masterKeyId: KeyIdSchema,
  masterKeyCreatedAt: MomentSchema,
  createdAt: MomentSchema,
  /** Which keychain holds the device key; a change is a named state, not a blank record. */
  keychainBackend: z.string(),
  /** The keychain item that holds the device key: one of its own, so that a record restored beside another takes nothing from it. */
  keychainAccount: z.string().regex(/^(k_[0-9a-f]{16})?$/),
  wraps: z.array(WrapSchema).min(1),
  people: z.array(PersonWrapSchema),
  /** The people's share: together with the device key it opens the master key. */
  share: KeptKeySchema,
  /** Seals what belongs to the clinic and to no patient: vendor credentials, second factors. */
  clinic: KeptKeySchema,
  /** Which generation of the keybag counts, and the key that opens it. */
  keybag: KeptKeySchema.extend({ file: z.string().regex(/^keybag-[0-9]{1,9}\.db$/) }),
  /** The server the record lies on; absent where it is a file of this computer. */
  place: KeptPlaceSchema.optional(),
  /** The server it lay on before it was moved here, until that copy is forgotten. */
  left: KeptPlaceSchema.optional(),
  /** What a locked program may write to and only an open one can read (X25519). */
  spool: KeptKeySchema.extend({ publicKey: z.base64() }),
  /** A new master key while the record is being rekeyed to it; settled at the next opening. */
  incoming: KeptKeySchema.nullable(),
  /** Earlier master keys, for the backups they sealed. */
  retired: z.array(KeptKeySchema.extend({ masterKeyId: KeyIdSchema })).max(50),
});
export type KeptKey = z.infer<typeof KeptKeySchema>;
export type Envelope = z.infer<typeof EnvelopeSchema>;

const StoredSchema = z.strictObject({ envelope: EnvelopeSchema, sha256: z.string() });

/** Reads the envelope: "missing" when there is none, "damaged" when neither copy can be understood. */
export function readEnvelope(paths: readonly string[]): Envelope | "missing" | "damaged" {
  const there = paths.filter((path) => existsSync(path));
  if (there.length === 0) return "missing";
  const read = there.map(readCopy).filter((copy) => copy !== null);
  return read.sort((a, b) => b.revision - a.revision)[0] ?? "damaged";
}

/** Writes the envelope whole, one copy after the other, so that at every moment one of them is good. */
export function writeEnvelope(paths: readonly string[], envelope: Envelope): Envelope {
  const next = EnvelopeSchema.parse({ ...envelope, revision: envelope.revision + 1 });
  for (const path of paths) writeWhole(path, JSON.stringify({ envelope: next, sha256: digest(next) }, null, 2));
  return next;
}

function readCopy(path: string): Envelope | null {
  try {
    const stored = StoredSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    return digest(stored.envelope) === stored.sha256 ? stored.envelope : null;
  } catch {
    // Unreadable, not JSON, not an envelope: to the caller all of them are one damaged copy.
    return null;
  }
}

function digest(envelope: Envelope): string {
  return createHash("sha256").update(JSON.stringify(envelope)).digest("hex");
}
