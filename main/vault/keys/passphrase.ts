import { randomBytes } from "node:crypto";
import { type Algorithm, hash, hashRaw, verify } from "@node-rs/argon2";
import type { Wrap } from "./envelope.ts";
import { asKey, type Key } from "./seal.ts";

type Cost = NonNullable<Wrap["kdf"]>;

/** RFC 9106's second recommended choice; well above the OWASP floor of 19,456 KiB and 2 passes. */
const cost = { memoryKib: 65_536, passes: 3, lanes: 4 };

/** Draws a fresh salt with today's cost. */
export function chooseCost(): Cost {
  return { salt: randomBytes(16).toString("base64"), ...cost };
}

// The library's const enum cannot be imported under isolated modules; 2 is its Argon2id.
const argon2id = 2 as Algorithm.Argon2id;

/** Stretches a passphrase into a wrapping key with Argon2id. */
export async function stretchPassphrase(passphrase: string, parameters: Cost): Promise<Key> {
  const raw = await hashRaw(passphrase.normalize("NFKC"), {
    algorithm: argon2id,
    salt: Buffer.from(parameters.salt, "base64"),
    memoryCost: parameters.memoryKib,
    timeCost: parameters.passes,
    parallelism: parameters.lanes,
    outputLen: 32,
  });
  return asKey(raw);
}

/** Hashes a sign-in password (Argon2id, PHC string with its parameters). */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), {
    algorithm: argon2id,
    memoryCost: cost.memoryKib,
    timeCost: cost.passes,
    parallelism: cost.lanes,
  });
}

/** Whether a password fits a stored hash. */
export function checkPassword(password: string, stored: string): Promise<boolean> {
  return verify(stored, password.normalize("NFKC"));
}
