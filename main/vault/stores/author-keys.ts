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
  return row === null ? null : toKey(tx, row);
}

/** Every author's sealed key, for the inventory. */
export async function listAuthorKeys(tx: ReadTx): Promise<AuthorKey[]> {
  return (await tx.all(sql`SELECT * FROM author_keys ORDER BY created_at, rowid`, KeyRowSchema)).map((row) => toKey(tx, row));
}

/** Writes an author's sealed key, in place of one sealed under an earlier password. */
export async function writeAuthorKey(tx: WriteTx, kept: AuthorKey): Promise<void> {
  const row = { user_id: kept.userId };
  const kdf = tx.hide("author_keys", "kdf", row, kept.kdf);
  const bySecret = tx.hide("author_keys", "sealed_by_secret", row, kept.sealedBySecret);
  const byWords = tx.hide("author_keys", "sealed_by_words", row, kept.sealedByWords);
  await tx.run(sql`INSERT INTO author_keys (user_id, key_id, created_at, kdf, sealed_by_secret, sealed_by_words)
    VALUES (${kept.userId}, ${kept.keyId}, ${kept.createdAt}, ${kdf}, ${bySecret}, ${byWords})
    ON CONFLICT (user_id) DO UPDATE SET key_id = excluded.key_id, created_at = excluded.created_at, kdf = excluded.kdf,
      sealed_by_secret = excluded.sealed_by_secret, sealed_by_words = excluded.sealed_by_words`);
}

function toKey(tx: ReadTx, row: z.output<typeof KeyRowSchema>): AuthorKey {
  return {
    userId: row.user_id,
    keyId: row.key_id,
    createdAt: row.created_at,
    kdf: tx.show("author_keys", "kdf", row, row.kdf),
    sealedBySecret: tx.show("author_keys", "sealed_by_secret", row, row.sealed_by_secret),
    sealedByWords: tx.show("author_keys", "sealed_by_words", row, row.sealed_by_words),
  };
}
