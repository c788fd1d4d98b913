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
  close(): void;
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
