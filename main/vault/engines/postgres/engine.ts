import { z } from "zod";
import { drawRandom } from "../../keys/random.ts";
import type { Key } from "../../keys/seal.ts";
import type { SearchFile } from "../../search-file.ts";
import type { Sql } from "../../sql.ts";
import { type Engine, EngineError, type EngineHandle, type SearchLag } from "../engine.ts";
import { createTurns } from "../take-turns.ts";
import { beginTurn } from "./admit.ts";
import { openJournal } from "./journal.ts";
import type { Reach } from "./reach.ts";
import { openSession, type Way } from "./session.ts";
import type { Session } from "./session-shape.ts";

const StateRowSchema = z.object({ mark: z.string() });

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
  let closed = false;
  let session: Session | null = null;
  /** The mark of a transaction whose end nobody has heard of yet. */
  let unsure: string | null = null;
  /** What the running transaction has sent and not heard of yet. */
  let owed: Promise<unknown>[] = [];
  const journal = openJournal(search);
  const turns = createTurns(search.words);

  const ask = (statement: Sql) => {
    if (session === null) throw new EngineError("unreachable");
    return session.query(statement);
  };
  const handle: EngineHandle = {
    all: async (query) => (await ask(query)).rows,
    run: async (statement) => (await ask(statement)).rowCount ?? 0,
    async owe(statement) {
      const answered = ask(statement);
      // Its failure is looked at when the transaction ends, whatever else fails before.
      answered.catch(() => undefined);
      owed.push(answered);
    },
    search: search.handle,
  };

  /** Takes the turn and asks what is to be known first, in one trip. */
  async function takeTurn(at: Session, ahead: Sql | undefined): Promise<unknown[]> {
    const [, answered] = await Promise.all([at.script(beginTurn), ahead === undefined ? null : at.query(ahead)]);
    return answered?.rows ?? [];
  }

  /** A connection that was lost while nobody looked is found out here, before anything has been done. */
  async function begin(ahead?: Sql): Promise<{ at: Session; known: unknown[] }> {
    const at = await reach.session();
    try {
      return { at, known: await takeTurn(at, ahead) };
    } catch (error) {
      if (!at.isLost()) {
        reach.drop();
        throw error;
      }
    }
    const again = await reach.session();
    return { at: again, known: await takeTurn(again, ahead) };
  }

  async function transactNow<T>(work: (handle: EngineHandle, known: unknown[]) => Promise<T>, ahead?: Sql): Promise<T> {
    if (closed) throw new EngineError("locked");
    search.settleOwed();
    owed = [];
    const { at, known } = await begin(ahead);
    session = at;
    at.tookWarning();
    let appliedTo: number | null = null;
    try {
      await settleUnsure(at);
      const value = await work(handle, known);
      // From here on nothing waits for an answer: all of it goes out, and the answers come together.
      const noted = journal.write(at);
      const committed = commit(at, [...owed, noted]);
      // An answer that was lost leaves the file's position where it was, and the journal tells it this again.
      appliedTo = await noted.catch(() => null);
      await committed;
      search.commit(appliedTo);
      return value;
    } catch (error) {
      if (unsure === null) search.rollback();
      else search.keepUnsure(appliedTo);
      await undo(at);
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

  /**
   * Commits under a mark of its own. When the answer is lost, the mark is looked for over a new
   * connection, in a turn that comes after the old one's end: found, the transaction stands; else it
   * never will. A transaction id would not do: after a failover it may be given out a second time.
   */
  async function commit(at: Session, before: readonly Promise<unknown>[]): Promise<void> {
    const mark = drawRandom(16).toString("hex");
    const ended = at.script(`UPDATE record_state SET mark = '${mark}'; COMMIT`);
    const answered = await Promise.allSettled([...before, ended]);
    const failed = answered.find((each) => each.status === "rejected");
    if (failed !== undefined && at.isLost()) {
      unsure = mark;
      const next = (await begin()).at;
      const stands = (await readMark(next)) === mark;
      unsure = null;
      await undo(next);
      if (!stands) throw new EngineError("unreachable");
      return;
    }
    if (failed !== undefined) throw failed.reason;
    if ((await ended).tags.at(-1) !== "COMMIT") throw new EngineError("unreachable");
    // "canceling wait for synchronous replication": it stands here, and perhaps nowhere else.
    if (at.tookWarning()) {
      unsure = mark;
      throw new EngineError("unreachable");
    }
  }

  async function readLag(): Promise<SearchLag> {
    if (!search.isWhole()) return "unknown";
    const { at } = await begin();
    const found = await journal.readLag(at);
    await undo(at);
    return found;
  }

  const transact: Engine["transact"] = (work, ahead) => turns.take(() => transactNow(work, ahead));

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
      return turns.takeAlone(() => work(files));
    },
    lag: () => turns.takeAlone(readLag),
    noteWhole: () => search.noteWhole(),
    async close() {
      closed = true;
      search.close();
      await reach.end();
    },
  };
}
