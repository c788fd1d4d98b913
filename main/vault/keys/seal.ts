import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";
import { drawRandom } from "./random.ts";

/** A 256-bit key in memory. */
export type Key = Buffer & { readonly __key: unique symbol };

const formatVersion = 1;
const versionByte = Buffer.of(formatVersion);
const nonceBytes = 12;
const tagBytes = 16;

/** Makes a random 256-bit key. */
export function createKey(): Key {
  return drawRandom(32) as Key;
}

/** Takes 32 bytes as a key; throws on any other length. */
export function asKey(bytes: Uint8Array): Key {
  if (bytes.byteLength !== 32) throw new RangeError("a key has 32 bytes");
  return Buffer.from(bytes) as Key;
}

/** Overwrites keys in memory; they open nothing afterwards. */
export function wipe(...keys: readonly (Key | null)[]): void {
  for (const key of keys) key?.fill(0);
}

/** Derives the key of one purpose from another key (HKDF-SHA-256, RFC 5869). */
export function deriveKey(from: Key, purpose: string, salt: Uint8Array = new Uint8Array(0)): Key {
  return Buffer.from(hkdfSync("sha256", from, salt, `chartwell/${purpose}`, 32)) as Key;
}

/**
 * Seals bytes with AES-256-GCM. `binding` (key id, purpose, patient, row) is authenticated, so that
 * a sealed value cannot be moved to another row, patient or purpose. Layout: version, nonce, text, tag.
 */
export function seal(key: Key, binding: string, plain: Uint8Array): Buffer {
  const nonce = drawRandom(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(binding, "utf8"));
  const body = cipher.update(plain);
  // GCM has no last block: what is left for the end is the tag alone.
  cipher.final();
  return Buffer.concat([versionByte, nonce, body, cipher.getAuthTag()]);
}

/** Opens sealed bytes; null when the key, the binding or a single bit is wrong. */
export function unseal(key: Key, binding: string, sealed: Uint8Array): Buffer | null {
  if (sealed.byteLength < 1 + nonceBytes + tagBytes || sealed[0] !== formatVersion) return null;
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(1, 1 + nonceBytes), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(binding, "utf8"));
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
  // GCM gives all of the text at once; what is not authentic is overwritten before anyone sees it.
  const plain = decipher.update(bytes.subarray(1 + nonceBytes, bytes.length - tagBytes));
  try {
    decipher.final();
    return plain;
  } catch {
    // GCM says only that authentication failed; which part was wrong is not told, by design.
    plain.fill(0);
    return null;
  }
}
