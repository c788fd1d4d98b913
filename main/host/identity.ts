import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { Keychain } from "../vault/keychain.ts";
import { drawRandom } from "../vault/keys/random.ts";
import { asKey, createKey, deriveKey, type Key, seal, unseal, wipe } from "../vault/keys/seal.ts";
import { writeWhole } from "../vault/write-whole.ts";
import { type CertifiedKey, certify, drawKeyPair, makeAuthority, readPublicKey } from "../wire/certificates.ts";
import { hashPublicKey } from "../wire/fingerprint.ts";

/** Who a host is to its stations: an authority of its own, a certificate under it, and what only it can open. */
export interface HostIdentity {
  readonly authority: CertifiedKey;
  readonly host: CertifiedKey;
  /** SHA-256 of the host's public key, hex. */
  readonly keyHash: string;
  /** The door's name that enrolled stations ask for. */
  readonly doorSecret: string;
  /** Seals what stations hold for the host alone: tickets that outlive a restart. */
  readonly ticketKey: Key;
  readonly registryKey: Key;
  readonly controlKey: Key;
}

const CertifiedSchema = z.strictObject({ certificate: z.string(), privateKey: z.string() });
const StoredSchema = z.strictObject({ authority: CertifiedSchema, host: CertifiedSchema, doorSecret: z.string().regex(/^[0-9a-f]{32}$/) });

const identityName = "identity.json";
const binding = "host-identity/v1";
/** Which keychain item opens it: one of its own for each host, as two may be tried on one computer. */
const FileSchema = z.strictObject({ account: z.string().regex(/^host-[0-9a-f]{16}$/), sealed: z.base64() });

/** Whether this account's files are a host's. */
export function hasHostIdentity(profile: string): boolean {
  return existsSync(join(locateHostFolder(profile), identityName));
}

/** The folder of what a host keeps beside its record. */
export function locateHostFolder(profile: string): string {
  return join(profile, "host");
}

/**
 * Opens the host's identity, or makes it where there is none. Its file opens with a key from the
 * keychain; a file without its key is a named state, never a reason to make another identity: every
 * station would refuse the new one.
 */
export async function openHostIdentity(folder: string, keychain: Keychain, now: Date): Promise<Result<HostIdentity, AppError>> {
  const path = join(folder, identityName);
  if (existsSync(path)) return openKept(path, keychain);
  const key = createKey();
  const account = `host-${drawRandom(8).toString("hex")}`;
  if ((await keychain.set(account, key)) === "unavailable") return err(failure("keychain.unavailable"));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const sealed = seal(key, binding, Buffer.from(JSON.stringify(await make(now)), "utf8"));
  writeWhole(path, JSON.stringify({ account, sealed: sealed.toString("base64") }));
  return open(sealed, key);
}

async function openKept(path: string, keychain: Keychain): Promise<Result<HostIdentity, AppError>> {
  const file = readFile(path);
  if (file === null) return err(failure("host.identity-lost"));
  const key = await keychain.get(file.account);
  if (key === "unavailable") return err(failure("keychain.unavailable"));
  return key === null ? err(failure("host.identity-lost")) : open(Buffer.from(file.sealed, "base64"), asKey(key));
}

function readFile(path: string): z.output<typeof FileSchema> | null {
  try {
    return FileSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    // Cut off or changed: it opens nothing, and is never made anew by itself.
    return null;
  }
}

function open(sealed: Uint8Array, key: Key): Result<HostIdentity, AppError> {
  const opened = unseal(key, binding, sealed);
  if (opened === null) return err(failure("host.identity-lost"));
  const { authority, host, doorSecret } = StoredSchema.parse(JSON.parse(opened.toString("utf8")));
  opened.fill(0);
  const keyFor = (purpose: string) => deriveKey(key, `host/${purpose}/v1`);
  const keys = { ticketKey: keyFor("ticket"), registryKey: keyFor("registry"), controlKey: keyFor("control") };
  wipe(key);
  return ok({ authority, host, doorSecret, keyHash: hashPublicKey(readPublicKey(host.certificate)), ...keys });
}

async function make(now: Date): Promise<z.output<typeof StoredSchema>> {
  const authority = await makeAuthority(now);
  const { privateKey, spki } = await drawKeyPair();
  const host = { certificate: await certify(authority, spki, "host", now), privateKey };
  return { authority, host, doorSecret: drawRandom(16).toString("hex") };
}
