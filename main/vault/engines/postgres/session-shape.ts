import type { TLSSocket } from "node:tls";
import type { QueryResult } from "pg";
import type { Server } from "../../place.ts";
import type { Sql } from "../../sql.ts";

/** One verified connection to one server. */
export interface Session {
  readonly server: Server;
  /** The server process that serves it. */
  readonly backend: number;
  /** Runs one statement with its values bound. */
  query(statement: Sql): Promise<QueryResult<Record<string, unknown>>>;
  /** Runs fixed statements in one go; gives the last one's rows and the tag of each. */
  script(text: string): Promise<{ rows: Record<string, unknown>[]; tags: string[] }>;
  /** Whether the server warned since this was last asked. */
  tookWarning(): boolean;
  isLost(): boolean;
  end(): Promise<void>;
  /** What the server said of itself at the start. */
  readonly told: ReadonlyMap<string, string>;
  /** The bare connection, for the engine's own tools; nothing else may use the session afterwards. */
  takeSocket(): TLSSocket;
}
