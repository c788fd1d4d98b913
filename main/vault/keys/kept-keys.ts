import { generateKeyPairSync } from "node:crypto";
import type { Envelope, KeptKey } from "./envelope.ts";
import { asKey, createKey, type Key, seal, unseal } from "./seal.ts";
import { mintKeyId } from "./wraps.ts";

/** What a key kept under the master key is for; a key kept for one purpose does not open as another. */
export type KeptPurpose = "share" | "clinic" | "keybag" | "incoming" | "retired" | "backup";

/** Keeps a key under the master key, bound to its id and purpose. */
export function keepKey(masterKey: Key, purpose: KeptPurpose, key: Key, createdAt: string, keyId = mintKeyId()): KeptKey {
  return { keyId, createdAt, sealed: seal(masterKey, bind(purpose, keyId), key).toString("base64") };
}

/** Makes a random key and keeps it. */
export function keepNewKey(masterKey: Key, purpose: KeptPurpose, createdAt: string): { kept: KeptKey; key: Key } {
  const key = createKey();
  return { kept: keepKey(masterKey, purpose, key, createdAt), key };
}

/** Opens a kept key; null when the master key is not the one that sealed it. */
export function openKeptKey(masterKey: Key, purpose: KeptPurpose, kept: KeptKey): Key | null {
  const opened = unseal(masterKey, bind(purpose, kept.keyId), Buffer.from(kept.sealed, "base64"));
  if (opened === null) return null;
  const key = asKey(opened);
  opened.fill(0);
  return key;
}

/** Makes the spool's key pair: anyone here may seal to it, only an open record can read. */
export function keepSpoolKey(masterKey: Key, createdAt: string): Envelope["spool"] {
  const pair = generateKeyPairSync("x25519");
  const secret = pair.privateKey.export({ type: "pkcs8", format: "der" });
  const publicKey = pair.publicKey.export({ type: "spki", format: "der" }).toString("base64");
  const kept = keepSpoolSecret(masterKey, secret, createdAt, mintKeyId());
  secret.fill(0);
  return { ...kept, publicKey };
}

/** Keeps the spool's private key (PKCS #8) under a master key. */
export function keepSpoolSecret(masterKey: Key, secret: Buffer, createdAt: string, keyId: string): KeptKey {
  return { keyId, createdAt, sealed: seal(masterKey, `spool/v1|${keyId}`, secret).toString("base64") };
}

/** Opens the spool's private key (PKCS #8); null under the wrong master key. */
export function openSpoolKey(masterKey: Key, kept: KeptKey): Buffer | null {
  return unseal(masterKey, `spool/v1|${kept.keyId}`, Buffer.from(kept.sealed, "base64"));
}

function bind(purpose: KeptPurpose, keyId: string): string {
  return `${purpose}/v1|${keyId}`;
}
