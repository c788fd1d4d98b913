import { z } from "zod";
import { type UserId, UserIdSchema } from "../../../shared/domain/ids.ts";
import type { AuthorKey } from "../author-keys.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";

const KeyRowSchema = z.object({
  user_id: UserIdSchema,
  key_id: z.string(),
  created_at: z.string(),
  kdf: z.string(),
  sealed_by_secret: z.instanceof(Uint8Array),
  sealed_by_words: z.instanceof(Uint8Array),
});

/** Reads an author's sealed key, or null. */
export async function readAuthorKey(tx: ReadTx, userId: UserId): Promise<AuthorKey | null> {
  const row = await tx.get(sql`SELECT * FROM author_keys WHERE user_id = ${userId}`, KeyRowSchema);
  return row === null ? null : toKey(row);
}

/** Every author's sealed key, for the inventory. */
export async function listAuthorKeys(tx: ReadTx): Promise<AuthorKey[]> {
  return (await tx.all(sql`SELECT * FROM author_keys ORDER BY created_at`, KeyRowSchema)).map(toKey);
}

/** Writes an author's sealed key, in place of one sealed under an earlier password. */
export async function writeAuthorKey(tx: WriteTx, kept: AuthorKey): Promise<void> {
  await tx.run(sql`INSERT OR REPLACE INTO author_keys (user_id, key_id, created_at, kdf, sealed_by_secret, sealed_by_words)
    VALUES (${kept.userId}, ${kept.keyId}, ${kept.createdAt}, ${kept.kdf}, ${kept.sealedBySecret}, ${kept.sealedByWords})`);
}

function toKey(row: z.output<typeof KeyRowSchema>): AuthorKey {
  return {
    userId: row.user_id,
    keyId: row.key_id,
    createdAt: row.created_at,
    kdf: row.kdf,
    sealedBySecret: row.sealed_by_secret,
    sealedByWords: row.sealed_by_words,
  };
}
