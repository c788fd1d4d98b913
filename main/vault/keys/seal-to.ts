import { createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync } from "node:crypto";
import { asKey, deriveKey, seal, unseal } from "./seal.ts";

/**
 * Seals bytes to a public key: a fresh key pair each time, X25519, HKDF-SHA-256, AES-256-GCM. What a
 * locked program writes this way it cannot read back itself.
 */
export function sealTo(publicKey: string, binding: string, plain: Uint8Array): Buffer {
  const fresh = generateKeyPairSync("x25519");
  const theirs = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
  const ours = fresh.publicKey.export({ type: "spki", format: "der" });
  const shared = asKey(diffieHellman({ privateKey: fresh.privateKey, publicKey: theirs }));
  const key = deriveKey(shared, "spool/v1", ours);
  const sealed = Buffer.concat([Buffer.of(ours.byteLength), ours, seal(key, binding, plain)]);
  shared.fill(0);
  key.fill(0);
  return sealed;
}

/** Opens bytes sealed to our public key; null when changed or not for us. */
export function openSealedTo(privateKey: Buffer, binding: string, sealed: Uint8Array): Buffer | null {
  const bytes = Buffer.from(sealed);
  const theirs = bytes.subarray(1, 1 + (bytes[0] ?? 0));
  try {
    const shared = asKey(
      diffieHellman({
        privateKey: createPrivateKey({ key: privateKey, format: "der", type: "pkcs8" }),
        publicKey: createPublicKey({ key: theirs, format: "der", type: "spki" }),
      }),
    );
    const key = deriveKey(shared, "spool/v1", theirs);
    const opened = unseal(key, binding, bytes.subarray(1 + theirs.byteLength));
    shared.fill(0);
    key.fill(0);
    return opened;
  } catch {
    // A header that is no key at all: the same answer as a seal that does not open.
    return null;
  }
}
