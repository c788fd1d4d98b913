import { z } from "zod";
import type { SearchFile } from "../../search-file.ts";
import { type Sql, sql } from "../../sql.ts";
import type { SearchEntry, SearchLag } from "../engine.ts";
import type { Session } from "./session-shape.ts";

const JournalRowSchema = z.object({ seq: z.int() });
const PrunedRowSchema = z.object({ pruned: z.int() });
const EntryRowSchema = z.object({ kind: z.enum(["patient", "note"]), ref: z.string() });
/** More than this is not caught up with in one transaction: the index is built again. */
const mostOwed = 5_000;
const journalKept = 2_000;

/** What a transaction tells the search file, written down where the transaction itself is. */
export interface Journal {
  /** Names what the file is about to be told; gives the position that stands for it, or null where that is nothing. */
  write(at: Session): Promise<number | null>;
  /** What a file that is whole has been told, beside what the journal says it should have been; in a transaction of its own. */
  readLag(at: Session): Promise<SearchLag>;
}

/** Opens the journal of a search file. */
export function openJournal(search: SearchFile): Journal {
  let prunedTo = search.appliedTo();

  /** What the file was told long ago need not be kept; a file older than that is built again. */
  async function prune(at: Session, upTo: number): Promise<void> {
    await Promise.all([
      at.query({ text: "DELETE FROM search_journal WHERE seq <= ?", values: [upTo] }),
      at.query({ text: "UPDATE record_state SET journal_pruned_to = ?", values: [upTo] }),
    ]);
    prunedTo = upTo;
  }

  return {
    async write(at) {
      const entries = search.touched();
      if (entries.length === 0) return null;
      const told = search.appliedTo();
      const pruned = told - prunedTo > journalKept ? prune(at, told) : null;
      const [{ rows }] = await Promise.all([at.query(writeEntries(entries)), pruned]);
      return Math.max(...rows.map((row) => JournalRowSchema.parse(row).seq));
    },
    async readLag(at) {
      const applied = search.appliedTo();
      const { rows } = await at.script("SELECT journal_pruned_to AS pruned FROM record_state");
      const owed = await at.query(sql`SELECT kind, ref FROM search_journal WHERE seq > ${applied} ORDER BY seq LIMIT ${mostOwed + 1}`);
      if (PrunedRowSchema.parse(rows[0]).pruned > applied || owed.rows.length > mostOwed) return "unknown";
      return owed.rows.length === 0 ? "even" : owed.rows.map((row) => EntryRowSchema.parse(row));
    },
  };
}

function writeEntries(entries: readonly SearchEntry[]): Sql {
  const list = JSON.stringify(entries.map(({ kind, ref }) => `${kind}:${ref}`));
  return sql`INSERT INTO search_journal (kind, ref) SELECT split_part(value, ':', 1), split_part(value, ':', 2)
    FROM json_each(${list}) RETURNING seq`;
}
