import { z } from "zod";
import type { UserId } from "../../../shared/domain/ids.ts";
import { type Snippet, SnippetSchema } from "../../../shared/domain/note-standing.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";

const RowSchema = z.object({ name: z.string(), body: z.instanceof(Uint8Array) });
const BodySchema = z.strictObject({ text: SnippetSchema.shape.text });

function bind(userId: UserId, name: string): string {
  return `snippet|${userId}|${name}`;
}

/** A person's snippets, by name. */
export async function listSnippets(tx: ReadTx, userId: UserId): Promise<Snippet[]> {
  const rows = await tx.all(sql`SELECT name, body FROM snippets WHERE user_id = ${userId} ORDER BY name`, RowSchema);
  return rows.map((row) => ({ name: row.name, ...tx.keys.unsealForClinic(bind(userId, row.name), row.body, BodySchema) }));
}

/** Keeps a snippet, in place of one of the same name. Sealed all the same: people type names where they should not. */
export async function saveSnippet(tx: WriteTx, userId: UserId, { name, text }: Snippet): Promise<void> {
  const sealed = tx.keys.sealForClinic(bind(userId, name), { text });
  await tx.run(sql`INSERT INTO snippets (user_id, name, body, saved_at) VALUES (${userId}, ${name}, ${sealed}, ${tx.chartRules.now()})
    ON CONFLICT (user_id, name) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at`);
}

/** Takes one away. */
export async function removeSnippet(tx: WriteTx, userId: UserId, name: string): Promise<void> {
  await tx.run(sql`DELETE FROM snippets WHERE user_id = ${userId} AND name = ${name}`);
}
