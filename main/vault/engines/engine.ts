import type { Key } from "../keys/seal.ts";
import type { Sql } from "../sql.ts";

/** A raw handle inside one transaction. Only the vault and its migrations hold one. */
export interface EngineHandle {
  all(query: Sql): Promise<unknown[]>;
  run(statement: Sql): Promise<number>;
}

/**
 * What the vault needs of a database. Transactions run one at a time, in order of asking; a
 * function that throws leaves nothing behind. On SQLCipher every promise is already settled; an
 * engine over a network makes them real without a change above this line.
 */
export interface Engine {
  transact<T>(work: (handle: EngineHandle) => Promise<T>): Promise<T>;
  /** Cipher, format and version as read back from the open file, for the doctor. */
  describe(): Readonly<Record<string, string | number>>;
  /** Runs work in its turn, with no transaction beside it: changing keys, replacing files, closing. */
  alone<T>(work: (files: EngineFiles) => Promise<T>): Promise<T>;
  close(): void;
}

/** What may be done to the file itself while nothing else uses it. */
export interface EngineFiles {
  /** Gives the file another key, page by page, in one transaction of its own. */
  rekey(key: Key): void;
  /** Brings the write-ahead log into the file and empties it, so that nothing lives on there. */
  truncateLog(): void;
  /** Whether every page is whole under its key, and the pages make a sound database. */
  check(): boolean;
}

/** Why the engine could not do what it was asked, in the vault's own words. */
export type EngineFault = "disk-full" | "damaged" | "busy" | "locked";

/** A fault of the engine; carries no statement and no value, so nothing can leak through it. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly fault: EngineFault;
  constructor(fault: EngineFault) {
    super(fault);
    this.fault = fault;
  }
}
