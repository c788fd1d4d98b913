import { z } from "zod";
import { drawRandom } from "../../keys/random.ts";
import type { Key } from "../../keys/seal.ts";
import type { SearchFile } from "../../search-file.ts";
import { type Sql, sql } from "../../sql.ts";
import { type Engine, EngineError, type EngineHandle, type SearchLag } from "../engine.ts";
import { beginTurn } from "./admit.ts";
import type { Reach } from "./reach.ts";
import { openSession, type Way } from "./session.ts";
import type { Session } from "./session-shape.ts";

const JournalRowSchema = z.object({ seq: z.int() });
const StateRowSchema = z.object({ mark: z.string() });
const PrunedRowSchema = z.object({ pruned: z.int() });
const EntryRowSchema = z.object({ kind: z.enum(["patient", "note"]), ref: z.string() });
/** More than this is not caught up with in one transaction: the index is built again. */
const mostOwed = 5_000;
const journalKept = 2_000;

/**
 * PostgreSQL as the vault's engine: one connection, one transaction at a time. What search finds lies
 * in a file of this computer, whose changes are committed after the server's; should a crash come
 * between, the journal written in the server's own transaction says what is owed to the file.
 */
export function createPostgresEngine(parts: {
  readonly reach: Reach;
  readonly search: SearchFile;
  readonly way: Way;
  describe(): Readonly<Record<string, string | number>>;
}): Engine {
  const { reach, search } = parts;
  let tail: Promise<unknown> = Promise.resolve();
  let closed = false;
  let session: Session | null = null;
  /** The mark of a transaction whose end nobody has heard of yet. */
  let unsure: string | null = null;
  let prunedTo = search.appliedTo();

  const ask = (statement: Sql) => {
    if (session === null) throw new EngineError("unreachable");
    return session.query(statement);
  };
  const handle: EngineHandle = {
    all: async (query) => (await ask(query)).rows,
    run: async (statement) => (await ask(statement)).rowCount ?? 0,
    search: search.handle,
  };

  /** A connection that was lost while nobody looked is found out here, before anything has been done. */
  async function begin(): Promise<Session> {
    const at = await reach.session();
    try {
      await at.script(beginTurn);
      return at;
    } catch (error) {
      if (!at.isLost()) {
        reach.drop();
        throw error;
      }
    }
    const again = await reach.session();
    await again.script(beginTurn);
    return again;
  }

  async function transactNow<T>(work: (handle: EngineHandle) => Promise<T>): Promise<T> {
    if (closed) throw new EngineError("locked");
    search.settleOwed();
    session = await begin();
    session.tookWarning();
    let appliedTo: number | null = null;
    try {
      await settleUnsure(session);
      const value = await work(handle);
      appliedTo = await writeJournal();
      await commit(session);
      search.commit(appliedTo);
      return value;
    } catch (error) {
      if (unsure === null) search.rollback();
      else search.keepUnsure(appliedTo);
      await undo(session);
      throw error;
    } finally {
      session = null;
    }
  }

  async function undo(at: Session): Promise<void> {
    if (at.isLost()) return;
    // Whatever the reason, a connection that cannot even take things back is not used again.
    await at.script("ROLLBACK").catch(() => reach.drop());
  }

  /** What became of a transaction nobody heard the end of: nobody has written since, so its mark says. */
  async function settleUnsure(at: Session): Promise<void> {
    if (unsure === null) return;
    const stands = (await readMark(at)) === unsure;
    unsure = null;
    search.settleUnsure(stands);
    search.settleOwed();
  }

  async function readMark(at: Session): Promise<string> {
    return StateRowSchema.parse((await at.script("SELECT mark FROM record_state")).rows[0]).mark;
  }

  /** Names, in this very transaction, what the search file is about to be told. */
  async function writeJournal(): Promise<number | null> {
    const entries = search.touched();
    if (entries.length === 0) return null;
    const list = JSON.stringify(entries.map(({ kind, ref }) => `${kind}:${ref}`));
    const rows = await handle.all({
      text: `INSERT INTO search_journal (kind, ref) SELECT split_part(value, ':', 1), split_part(value, ':', 2) FROM json_each(?) RETURNING seq`,
      values: [list],
    });
    const appliedTo = Math.max(...rows.map((row) => JournalRowSchema.parse(row).seq));
    if (appliedTo - prunedTo > journalKept) await pruneJournal(search.appliedTo());
    return appliedTo;
  }

  /** What the file was told long ago need not be kept; a file older than that is built again. */
  async function pruneJournal(upTo: number): Promise<void> {
    await handle.run({ text: "DELETE FROM search_journal WHERE seq <= ?", values: [upTo] });
    await handle.run({ text: "UPDATE record_state SET journal_pruned_to = ?", values: [upTo] });
    prunedTo = upTo;
  }

  /**
   * Commits under a mark of its own. When the answer is lost, the mark is looked for over a new
   * connection, in a turn that comes after the old one's end: found, the transaction stands; else it
   * never will. A transaction id would not do: after a failover it may be given out a second time.
   */
  async function commit(at: Session): Promise<void> {
    const mark = drawRandom(16).toString("hex");
    try {
      const { tags } = await at.script(`UPDATE record_state SET mark = '${mark}'; COMMIT`);
      if (tags.at(-1) !== "COMMIT") throw new EngineError("unreachable");
    } catch (error) {
      if (!at.isLost()) throw error;
      unsure = mark;
      const next = await begin();
      const stands = (await readMark(next)) === mark;
      unsure = null;
      await undo(next);
      if (!stands) throw new EngineError("unreachable");
      return;
    }
    // "canceling wait for synchronous replication": it stands here, and perhaps nowhere else.
    if (at.tookWarning()) {
      unsure = mark;
      throw new EngineError("unreachable");
    }
  }

  /** What the file has been told, beside what the journal says it should have been. */
  async function readLag(): Promise<SearchLag> {
    if (!search.isWhole()) return "unknown";
    const at = await begin();
    const applied = search.appliedTo();
    const { rows } = await at.script(`SELECT journal_pruned_to AS pruned FROM record_state`);
    const owed = await at.query(sql`SELECT kind, ref FROM search_journal WHERE seq > ${applied} ORDER BY seq LIMIT ${mostOwed + 1}`);
    await undo(at);
    if (PrunedRowSchema.parse(rows[0]).pruned > applied || owed.rows.length > mostOwed) return "unknown";
    return owed.rows.length === 0 ? "even" : owed.rows.map((row) => EntryRowSchema.parse(row));
  }

  function transact<T>(work: (handle: EngineHandle) => Promise<T>): Promise<T> {
    const turn = tail.then(() => transactNow(work));
    tail = turn.catch(() => undefined);
    return turn;
  }

  return {
    transact,
    beside: { place: parts.way.place, open: async () => openSession((await reach.session()).server, parts.way) },
    comeIntoForce: () =>
      transact(async ({ run }) => {
        await run({ text: "UPDATE record_state SET phase = 'in-force' WHERE phase <> 'in-force'", values: [] });
      }),
    describe: parts.describe,
    alone(work) {
      const files = { rekey: (key: Key) => search.rekey(key), truncateLog: () => search.truncateLog(), check: () => search.isSound() };
      const turn = tail.then(() => work(files));
      tail = turn.catch(() => undefined);
      return turn;
    },
    async lag() {
      const turn = tail.then(readLag);
      tail = turn.catch(() => undefined);
      return turn;
    },
    noteWhole: () => search.noteWhole(),
    async close() {
      closed = true;
      search.close();
      await reach.end();
    },
  };
}
