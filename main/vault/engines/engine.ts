import type { Key } from "../keys/seal.ts";
import type { ServerPlace } from "../place.ts";
import type { Sql } from "../sql.ts";
import type { Session } from "./postgres/session-shape.ts";

/** Rows as an engine gives them. */
export interface EngineRows {
  all(query: Sql): Promise<unknown[]>;
  run(statement: Sql): Promise<number>;
}

/** What an entry of the search index is about: a patient by id, a note by its row. */
export interface SearchEntry {
  readonly kind: "patient" | "note";
  readonly ref: string;
}

/** What search looks in. */
export interface EngineSearch extends EngineRows {
  /** Changes what is found of one entry; an engine that keeps its index elsewhere notes which. */
  change(entry: SearchEntry, statement: Sql): Promise<number>;
}

/** A raw handle inside one transaction. Only the vault and its migrations hold one. */
export interface EngineHandle extends EngineRows {
  /**
   * Runs a statement whose answer nobody needs: over a network it is on its way when this returns. What
   * is asked afterwards sees its rows; its failure is the transaction's.
   */
  owe(statement: Sql): Promise<void>;
  /** What search looks in: the same database, or one beside it whose changes stand or fall with it. */
  readonly search: EngineSearch;
}

/**
 * What the vault needs of a database. Transactions run one at a time, in order of asking; a
 * function that throws leaves nothing behind. On SQLCipher every promise is already settled; an
 * engine over a network makes them real without a change above this line.
 */
export interface Engine {
  /** Gives the work what `ahead` finds; over a network that question costs no trip of its own. */
  transact<T>(work: (handle: EngineHandle, known: unknown[]) => Promise<T>, ahead?: Sql): Promise<T>;
  /** Cipher, format and version as read back from the open file, for the doctor. */
  describe(): Readonly<Record<string, string | number>>;
  /** Runs work in its turn, with no transaction beside it: changing keys, replacing files, closing. */
  alone<T>(work: (files: EngineFiles) => Promise<T>): Promise<T>;
  /** Ways to look at the record beside its one writer, where it lies on a server; null for a file. */
  readonly beside: Beside | null;
  /** From now on nothing of the record can be taken back; called once its key envelope is complete. */
  comeIntoForce(): Promise<void>;
  /** How far the search index is behind the record. */
  lag(): Promise<SearchLag>;
  /** Says that the index has been built again whole. */
  noteWhole(): void;
  close(): Promise<void>;
}

/** Further connections to the server a record lies on. */
export interface Beside {
  readonly place: ServerPlace;
  open(): Promise<Session>;
}

/** What the search index does not know yet: nothing, some entries, or how much cannot be told. */
export type SearchLag = "even" | "unknown" | readonly SearchEntry[];

/** What may be done to this computer's own file while nothing else uses it: the record, or its search index where the record lies elsewhere. */
export interface EngineFiles {
  /** Gives the file another key, page by page, in one transaction of its own. */
  rekey(key: Key): void;
  /** Brings the write-ahead log into the file and empties it, so that nothing lives on there. */
  truncateLog(): void;
  /** Whether every page is whole under its key, and the pages make a sound database. */
  check(): boolean;
}

/** Why the engine could not do what it was asked, in the vault's own words. */
export type EngineFault =
  | "disk-full"
  | "damaged"
  | "busy"
  | "locked"
  /** No server answers; what was being done is not done, or it is not known that it is. */
  | "unreachable"
  /** The server and this computer do not know each other: certificate, role, password. */
  | "refused"
  /** The server is not laid out for this record, or lets its role do too much. */
  | "unfit"
  /** Another program holds the record. */
  | "held-elsewhere"
  /** The server's record is older than what this computer has seen of it. */
  | "rolled-back"
  /** The server's schema is older than this program's; IT brings it up. */
  | "older-schema"
  | "newer-schema";

/** A fault of the engine; carries no statement and no value, so nothing can leak through it. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly fault: EngineFault;
  constructor(fault: EngineFault) {
    super(fault);
    this.fault = fault;
  }
}
