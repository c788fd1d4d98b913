import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { asKey, type Key, seal, unseal } from "./seal.ts";

/** One way to open the master key. The wrapping key itself is never stored here. */
const WrapSchema = z.strictObject({
  keyId: z.string().regex(/^k_[0-9a-f]{16}$/),
  kind: z.enum(["device", "recovery", "passphrase"]),
  createdAt: z.iso.datetime({ precision: 3 }),
  /** Argon2id salt and cost, for a passphrase only. */
  kdf: z.strictObject({ salt: z.base64(), memoryKib: z.int().min(19_456), passes: z.int().min(2), lanes: z.int().min(1) }).nullable(),
  sealed: z.base64(),
});
export type Wrap = z.infer<typeof WrapSchema>;

/** The key envelope beside the record: how the master key may be opened on this machine. */
export const EnvelopeSchema = z.strictObject({
  v: z.literal(1),
  installId: z.string().regex(/^[0-9a-f]{32}$/),
  masterKeyId: z.string().regex(/^k_[0-9a-f]{16}$/),
  createdAt: z.iso.datetime({ precision: 3 }),
  /** Which keychain holds the device key; a change is a named error, not a blank record. */
  keychainBackend: z.string(),
  wraps: z.array(WrapSchema).min(1),
});
export type Envelope = z.infer<typeof EnvelopeSchema>;

function bind(envelope: Pick<Envelope, "installId" | "masterKeyId">, wrap: Pick<Wrap, "keyId" | "kind">): string {
  return `wrap/v1|${envelope.installId}|${envelope.masterKeyId}|${wrap.kind}|${wrap.keyId}`;
}

/** Wraps the master key under another key, bound to both key ids and the kind of wrap. */
export function wrapMasterKey(
  envelope: Pick<Envelope, "installId" | "masterKeyId">,
  about: Omit<Wrap, "sealed">,
  wrappingKey: Key,
  masterKey: Key,
): Wrap {
  return { ...about, sealed: seal(wrappingKey, bind(envelope, about), masterKey).toString("base64") };
}

/** Opens the master key with one wrap; null when the wrapping key is not the right one. */
export function unwrapMasterKey(envelope: Envelope, wrap: Wrap, wrappingKey: Key): Key | null {
  const opened = unseal(wrappingKey, bind(envelope, wrap), Buffer.from(wrap.sealed, "base64"));
  return opened === null ? null : asKey(opened);
}

/** Reads the envelope: "missing" when there is none, "damaged" when it cannot be understood. */
export function readEnvelope(path: string): Envelope | "missing" | "damaged" {
  if (!existsSync(path)) return "missing";
  try {
    return EnvelopeSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return "damaged";
  }
}

/** Writes the envelope whole: to a new file, flushed, then renamed over the old one. */
export function writeEnvelope(path: string, envelope: Envelope): void {
  const staged = `${path}.new`;
  const file = openSync(staged, "w", 0o600);
  try {
    writeSync(file, JSON.stringify(EnvelopeSchema.parse(envelope), null, 2));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(staged, path);
  flushFolder(dirname(path));
}

/** Flushes a folder's entries, so that a rename survives a power cut (not possible on Windows). */
function flushFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  fsyncSync(handle);
  closeSync(handle);
}
