import { createHash } from "node:crypto";

const groups = 6;

/** SHA-256 of a public key (SPKI, DER), hex: how host and station know one another again. */
export function hashPublicKey(spki: Uint8Array): string {
  return createHash("sha256").update(spki).digest("hex");
}

/** A public key's hash for people to compare: six groups of five digits, about 99 bits. */
export function spellFingerprint(hash: string): string {
  const spelled: string[] = [];
  for (let at = 0; at < groups; at += 1) {
    // Five bytes to five digits: the remainder's unevenness is one part in ten million.
    const part = Number.parseInt(hash.slice(at * 10, at * 10 + 10), 16) % 100_000;
    spelled.push(String(part).padStart(5, "0"));
  }
  return spelled.join(" ");
}
