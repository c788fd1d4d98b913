import { z } from "zod";
import type { UserId } from "../../../shared/domain/ids.ts";
import { type Snippet, SnippetSchema } from "../../../shared/domain/note-standing.ts";
import { sortByName } from "../sort-by-name.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";

const RowSchema = z.object({ name: z.string(), body: z.instanceof(Uint8Array) });
const BodySchema = z.strictObject({ text: SnippetSchema.shape.text });

function bind(userId: UserId, name: string): string {
  return `snippet|${userId}|${name}`;
}

/** A person's snippets, by name. */
export async function listSnippets(tx: ReadTx, userId: UserId): Promise<Snippet[]> {
  const rows = await listStored(tx, userId);
  const opened = rows.map(({ name, body }) => ({ name, ...tx.keys.unsealForClinic(bind(userId, name), body, BodySchema) }));
  return sortByName(opened, ({ name }) => name);
}

/** A person has a handful: which of them has a name is seen once all names are opened. */
async function listStored(tx: ReadTx, userId: UserId) {
  const rows = await tx.all(sql`SELECT name, body FROM snippets WHERE user_id = ${userId}`, RowSchema);
  return rows.map(({ name, body }) => ({ stored: name, name: tx.show("snippets", "name", { user_id: userId }, name), body }));
}

/** Keeps a snippet, in place of one of the same name. Sealed all the same: people type names where they should not. */
export async function saveSnippet(tx: WriteTx, userId: UserId, { name, text }: Snippet): Promise<void> {
  const sealed = tx.keys.sealForClinic(bind(userId, name), { text });
  await removeSnippet(tx, userId, name);
  const hidden = tx.hide("snippets", "name", { user_id: userId }, name);
  await tx.run(sql`INSERT INTO snippets (user_id, name, body, saved_at) VALUES (${userId}, ${hidden}, ${sealed}, ${tx.chartRules.now()})`);
}

/** Takes one away. */
export async function removeSnippet(tx: WriteTx, userId: UserId, name: string): Promise<void> {
  const kept = (await listStored(tx, userId)).find((snippet) => snippet.name === name);
  if (kept !== undefined) await tx.run(sql`DELETE FROM snippets WHERE user_id = ${userId} AND name = ${kept.stored}`);
}
