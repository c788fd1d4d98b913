import { createHmac } from "node:crypto";
import type { Envelope, Kdf, PersonWrap, Wrap } from "./envelope.ts";
import { chooseCost, stretchPassphrase } from "./passphrase.ts";
import { drawRandom } from "./random.ts";
import { asKey, deriveKey, type Key, seal, unseal, wipe } from "./seal.ts";

/** What a wrap is bound to besides itself. */
export type Identity = Pick<Envelope, "installId" | "masterKeyId" | "share">;

/** Names a key, at random. */
export function mintKeyId(): string {
  return `k_${drawRandom(8).toString("hex")}`;
}

/** Wraps the master key under another key, bound to both key ids and the kind of wrap. */
export function wrapMasterKey(identity: Identity, about: Omit<Wrap, "sealed" | "keyId">, wrappingKey: Key, masterKey: Key): Wrap {
  const named = { ...about, keyId: mintKeyId() };
  return { ...named, sealed: seal(wrappingKey, bindWrap(identity, named), masterKey).toString("base64") };
}

/** Opens the master key with one wrap; null when the wrapping key is not the right one. */
export function unwrapMasterKey(identity: Identity, wrap: Wrap, wrappingKey: Key): Key | null {
  return toKey(unseal(wrappingKey, bindWrap(identity, wrap), Buffer.from(wrap.sealed, "base64")));
}

/**
 * The key that opens a personal workstation: the keychain's device key and the people's share, which
 * only a person's secret opens, are both needed. A stolen machine lacks the one, a stolen password
 * the other; and a lost device key is replaced without anybody's password being asked again.
 */
export function joinDeviceAndPerson(deviceKey: Key, share: Key): Key {
  const joined = asKeyMaterial(share, deviceKey);
  try {
    return deriveKey(joined, "open/v2");
  } finally {
    joined.fill(0);
  }
}

/** Wraps the people's share under one person's stretched secret. */
export async function wrapShare(
  identity: Identity,
  person: { username: string; password: string },
  createdAt: string,
  share: Key,
): Promise<PersonWrap> {
  const kdf = chooseCost();
  const about = { keyId: mintKeyId(), tag: tagPerson(identity, person.username), createdAt, kdf };
  const key = await stretchForShare(person.password, kdf);
  const sealed = seal(key, bindPerson(identity, about), share).toString("base64");
  wipe(key);
  return { ...about, sealed };
}

/** Opens the people's share with a person's secret; null when it is not theirs. */
export async function unwrapShare(identity: Identity, wrap: PersonWrap, password: string): Promise<Key | null> {
  const key = await stretchForShare(password, wrap.kdf);
  const opened = unseal(key, bindPerson(identity, wrap), Buffer.from(wrap.sealed, "base64"));
  wipe(key);
  return toKey(opened);
}

/** Which wrap is whose, without the name in clear. */
export function tagPerson(identity: Pick<Identity, "installId">, username: string): string {
  return createHmac("sha256", Buffer.from(identity.installId, "hex")).update(`person/v1|${username}`).digest("hex");
}

async function stretchForShare(password: string, kdf: Kdf): Promise<Key> {
  const stretched = await stretchPassphrase(password, kdf);
  const key = deriveKey(stretched, "share/v1");
  wipe(stretched);
  return key;
}

function asKeyMaterial(share: Key, deviceKey: Key): Key {
  return Buffer.concat([share, deviceKey]) as unknown as Key;
}

function bindWrap(identity: Identity, wrap: Pick<Wrap, "keyId" | "kind">): string {
  return `wrap/v2|${identity.installId}|${identity.masterKeyId}|${wrap.kind}|${wrap.keyId}`;
}

function bindPerson(identity: Identity, wrap: Pick<PersonWrap, "keyId" | "tag">): string {
  return `share/v1|${identity.installId}|${identity.share.keyId}|${wrap.tag}|${wrap.keyId}`;
}

function toKey(opened: Buffer | null): Key | null {
  if (opened === null) return null;
  const key = asKey(opened);
  opened.fill(0);
  return key;
}
