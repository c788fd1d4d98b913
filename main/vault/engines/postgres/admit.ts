import { z } from "zod";
import { EngineError } from "../engine.ts";
import { StatementRefused } from "./faults.ts";
import type { Session } from "./session-shape.ts";

/** The oldest server that is spoken to: 15 took CREATE on the public schema away and has every setting used here. */
export const oldestVersion = 150_000;

/** Two locks of one record: who holds it, and whose transaction runs. */
const locks = { hold: 1, turn: 2 } as const;
const lockKey = (lock: number) => `${lock}, hashtext(current_schema())`;
/** What begins every transaction: one at a time, whatever other connection there may be. */
export const beginTurn = `BEGIN; SELECT pg_advisory_xact_lock(${lockKey(locks.turn)})`;

/** What a server must show before anything is written to it. */
export interface Admission {
  readonly installId: string;
  /** Whether a record is on its way there: what another attempt has left is taken back, and is nobody's. */
  isArriving(): boolean;
  readonly schemaVersion: number;
  /** The highest position of the log this computer knows to be committed; -1 for none. */
  highestSeen(): number;
  /** Connections of this program that were lost and may not have ended over there. */
  readonly lostBackends: ReadonlySet<number>;
}

const FactsSchema = z.object({
  standby: z.int(),
  version: z.int(),
  durability: z.string(),
  schema_version: z.int(),
  mighty: z.int(),
  open_tables: z.int(),
  install_id: z.string().nullable(),
  last_seq: z.int().nullable(),
});

const facts = `SELECT pg_is_in_recovery() AS standby, current_setting('server_version_num')::bigint AS version,
    current_setting('synchronous_commit') AS durability, schema_version(),
    (SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication FROM pg_roles WHERE rolname = session_user) AS mighty,
    (SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
      AND NOT (relrowsecurity AND relforcerowsecurity)) AS open_tables,
    (SELECT install_id FROM record_state) AS install_id, (SELECT max(seq) FROM audit_events) AS last_seq`;

/** What is set on every session once it stands; the last is known to some systems only. */
const courtesies = ["SET synchronous_commit = on", "SET client_connection_check_interval = 5000"];

/**
 * Takes hold of the record over a fresh session, and looks whether this server may be the one: not a
 * standby, laid out as it should be, its role unable to do more than its work, the record ours and no
 * older than we have seen it. Gives the phase; throws the fault.
 */
export async function admit(session: Session, admission: Admission): Promise<{ installId: string | null }> {
  const found = FactsSchema.parse((await readFacts(session)).rows[0]);
  if (found.standby === 1) throw new EngineError("unreachable");
  if (found.version < oldestVersion || found.mighty === 1 || found.open_tables > 0) throw new EngineError("unfit");
  if (found.schema_version < admission.schemaVersion) throw new EngineError("older-schema");
  if (found.schema_version > admission.schemaVersion) throw new EngineError("newer-schema");
  const isOther = found.install_id !== null && found.install_id !== admission.installId;
  if (isOther && !admission.isArriving()) throw new EngineError("unfit");
  await takeHold(session, admission.lostBackends);
  if (["off", "local", "remote_write"].includes(found.durability)) await session.script(courtesies[0] as string);
  await session.script(courtesies[1] as string).catch(() => undefined);
  const reached = found.last_seq ?? -1;
  if (reached < admission.highestSeen()) throw new EngineError("rolled-back");
  return { installId: found.install_id };
}

/** A database that was never laid out, or lets this role look at nothing, refuses the question itself. */
async function readFacts(session: Session) {
  try {
    return await session.script(facts);
  } catch (error) {
    throw error instanceof StatementRefused ? new EngineError("unfit") : error;
  }
}

const holder = `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = ${locks.hold} AND objsubid = 2
    AND objid::bigint = (hashtext(current_schema())::bigint & 4294967295) AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/** One program holds a record at a time. Where the holder is an own connection that was lost, the server has yet to notice. */
async function takeHold(session: Session, lostBackends: ReadonlySet<number>): Promise<void> {
  try {
    await session.script(`SELECT pg_advisory_lock(${lockKey(locks.hold)})`);
  } catch (error) {
    if (!(error instanceof EngineError) || error.fault !== "busy") throw error;
    const pid = z.object({ pid: z.int() }).safeParse((await session.script(holder)).rows[0]);
    throw new EngineError(pid.success && lostBackends.has(pid.data.pid) ? "unreachable" : "held-elsewhere");
  }
}
