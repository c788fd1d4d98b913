import { z } from "zod";
import type { Engine, EngineRows } from "./engines/engine.ts";
import { sql } from "./sql.ts";

const pagesPerStep = 250;
/** FTS5 says by its number of changes whether a step of merging did anything: less than two, and there is nothing left. */
const idleChanges = 2;
const ChangesSchema = z.object({ n: z.int() });

/** Joins pieces of the word index, as far as so many pages go; false when there was nothing to join. */
export async function joinPieces(search: EngineRows, pages: number): Promise<boolean> {
  const count = async () => ChangesSchema.parse((await search.all(sql`SELECT total_changes() AS n`))[0]).n;
  const before = await count();
  await search.run(sql`INSERT INTO note_words (note_words, rank) VALUES ('merge', ${pages})`);
  return (await count()) - before >= idleChanges;
}

/**
 * Writes the search index anew without what was deleted from it. A deletion alone leaves a mark beside
 * the words (FTS5, contentless-delete) and the words in place until their segment happens to be
 * merged; after a destruction that moment is now. In steps, so that others have their turn.
 */
export async function mergeNoteWords(engine: Engine, breathe: () => Promise<void>): Promise<void> {
  // A negative number begins a merge of everything; positive ones go on with it.
  for (let pages = -pagesPerStep; await engine.transact(({ search }) => joinPieces(search, pages)); pages = pagesPerStep) await breathe();
}
