import { randomBytes } from "node:crypto";
import { type Algorithm, hashRaw } from "@node-rs/argon2";
import type { Kdf } from "./envelope.ts";
import { asKey, type Key } from "./seal.ts";

/** RFC 9106's second recommended choice; well above the OWASP floor of 19,456 KiB and 2 passes. */
const cost = { memoryKib: 65_536, passes: 3, lanes: 4 };

/** Draws a fresh salt with today's cost. */
export function chooseCost(): Kdf {
  return { salt: randomBytes(16).toString("base64"), ...cost };
}

// The library's const enum cannot be imported under isolated modules; 2 is its Argon2id.
const argon2id = 2 as Algorithm.Argon2id;

/** Stretches a passphrase into a wrapping key with Argon2id. */
export async function stretchPassphrase(passphrase: string, parameters: Kdf): Promise<Key> {
  const raw = await hashRaw(passphrase.normalize("NFKC"), {
    algorithm: argon2id,
    salt: Buffer.from(parameters.salt, "base64"),
    memoryCost: parameters.memoryKib,
    timeCost: parameters.passes,
    parallelism: parameters.lanes,
    outputLen: 32,
  });
  const key = asKey(raw);
  raw.fill(0);
  return key;
}
