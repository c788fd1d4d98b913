import { z } from "zod";
import type { UserId } from "../../shared/domain/ids.ts";
import { chooseCost, stretchPassphrase } from "./keys/passphrase.ts";
import { readRecoveryWords, spellRecoveryKey } from "./keys/recovery-words.ts";
import { asKey, createKey, deriveKey, type Key, seal, unseal, wipe } from "./keys/seal.ts";
import { mintKeyId } from "./keys/wraps.ts";

const KdfSchema = z.strictObject({ salt: z.base64(), memoryKib: z.int().min(19_456), passes: z.int().min(2), lanes: z.int().min(1) });

/**
 * A key for one author's psychotherapy notes (45 CFR 164.501, 164.508(a)(2)). It is sealed under a key
 * stretched from that author's own password and under the author's own printed words, and under
 * nothing else: neither the master key nor the clinic's owner can open it.
 */
export interface AuthorKey {
  readonly userId: UserId;
  readonly keyId: string;
  readonly createdAt: string;
  readonly kdf: string;
  readonly sealedBySecret: Uint8Array;
  readonly sealedByWords: Uint8Array;
}

/** Makes an author's key and the words to print for that author alone. */
export async function createAuthorKey(userId: UserId, password: string, createdAt: string): Promise<{ kept: AuthorKey; words: string[] }> {
  const key = createKey();
  const wordsKey = createKey();
  const keyId = mintKeyId();
  const kept = {
    userId,
    keyId,
    createdAt,
    ...(await sealBySecret(keyId, userId, password, key)),
    sealedByWords: seal(wordsKey, bind("words", keyId, userId), key),
  };
  const words = spellRecoveryKey(wordsKey);
  wipe(key, wordsKey);
  return { kept, words };
}

/** Opens an author's key with that author's password; null when it is not theirs. */
export async function openAuthorKey(kept: AuthorKey, password: string): Promise<Key | null> {
  const stretched = await stretchForAuthor(password, KdfSchema.parse(JSON.parse(kept.kdf)));
  const opened = unseal(stretched, bind("secret", kept.keyId, kept.userId), kept.sealedBySecret);
  wipe(stretched);
  return opened === null ? null : asKey(opened);
}

/** Opens an author's key with that author's printed words, as after a forgotten password. */
export function openAuthorKeyByWords(kept: AuthorKey, words: readonly string[]): Key | null {
  const wordsKey = readRecoveryWords(words);
  if (wordsKey === null) return null;
  const opened = unseal(wordsKey, bind("words", kept.keyId, kept.userId), kept.sealedByWords);
  wipe(wordsKey);
  return opened === null ? null : asKey(opened);
}

/** Seals an opened author's key under a new password of theirs. */
export async function renewAuthorKey(kept: AuthorKey, key: Key, password: string): Promise<AuthorKey> {
  return { ...kept, ...(await sealBySecret(kept.keyId, kept.userId, password, key)) };
}

async function sealBySecret(keyId: string, userId: UserId, password: string, key: Key): Promise<Pick<AuthorKey, "kdf" | "sealedBySecret">> {
  const kdf = chooseCost();
  const stretched = await stretchForAuthor(password, kdf);
  const sealedBySecret = seal(stretched, bind("secret", keyId, userId), key);
  wipe(stretched);
  return { kdf: JSON.stringify(kdf), sealedBySecret };
}

async function stretchForAuthor(password: string, kdf: z.output<typeof KdfSchema>): Promise<Key> {
  const stretched = await stretchPassphrase(password, kdf);
  const key = deriveKey(stretched, "psychotherapy/v1");
  wipe(stretched);
  return key;
}

function bind(by: "secret" | "words", keyId: string, userId: UserId): string {
  return `author-key/v1|${by}|${userId}|${keyId}`;
}
