import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";

/** A pair of keys for a clinic's policies, PEM; the private one stays with whoever writes them. */
export function makePolicyKeys(): { privateKey: string; publicKey: string } {
  const pair = generateKeyPairSync("ed25519");
  return {
    privateKey: pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    publicKey: pair.publicKey.export({ type: "spki", format: "pem" }).toString(),
  };
}

/** Signs a file's bytes as they are (Ed25519, RFC 8032): base64 and a line end. Null: not an Ed25519 private key. */
export function signBytes(bytes: Uint8Array, privateKeyPem: string): string | null {
  const key = readKey(() => createPrivateKey(privateKeyPem));
  return key === null ? null : `${sign(null, bytes, key).toString("base64")}\n`;
}

/** Whether a signature is that key's over those bytes. */
export function isSignedBy(bytes: Uint8Array, signature: string, publicKeyPem: string): boolean {
  const key = readKey(() => createPublicKey(publicKeyPem));
  if (key === null || !/^[A-Za-z0-9+/]{86}==\s*$/.test(signature)) return false;
  return verify(null, bytes, key, Buffer.from(signature, "base64"));
}

/** How a key is named to people: SHA-256 of its DER, in groups of four. Null: not an Ed25519 key. */
export function nameKey(publicKeyPem: string): string | null {
  const key = readKey(() => createPublicKey(publicKeyPem));
  if (key === null) return null;
  const digest = createHash("sha256")
    .update(key.export({ type: "spki", format: "der" }))
    .digest("hex");
  return digest.slice(0, 32).replace(/(.{4})(?=.)/g, "$1-");
}

function readKey(make: () => KeyObject): KeyObject | null {
  try {
    const key = make();
    return key.asymmetricKeyType === "ed25519" ? key : null;
  } catch {
    return null;
  }
}
