import { z } from "zod";
import type { Server } from "../../place.ts";
import { EngineError, type EngineFault } from "../engine.ts";
import { oldestVersion } from "./admit.ts";
import { StatementRefused } from "./faults.ts";
import { openSession, type Way } from "./session.ts";
import type { Session } from "./session-shape.ts";

/** One thing looked at on a server. */
export interface ServerFinding {
  readonly what: string;
  readonly found: string;
  /** False: the record would not be opened there, or ought not to be. */
  readonly fit: boolean;
}

/** What a look at one server came to. */
export interface ServerInspection {
  readonly server: Server;
  readonly standing: "primary" | "standby" | EngineFault;
  readonly findings: readonly ServerFinding[];
}

const FactsSchema = z.object({
  standby: z.int(),
  version: z.string(),
  version_number: z.int(),
  tls: z.string(),
  super: z.int(),
  bypass: z.int(),
  creates: z.int(),
  memberships: z.int(),
  owns: z.int(),
  may_create: z.int(),
  temp: z.int(),
  others: z.int(),
  fsync: z.string(),
  full_pages: z.string(),
  durability: z.string(),
  standby_names: z.string(),
  standbys: z.int(),
  checksums: z.string(),
});

const facts = `SELECT pg_is_in_recovery() AS standby, current_setting('server_version') AS version, current_setting('server_version_num')::bigint AS version_number,
    (SELECT version || ', ' || cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid()) AS tls, r.rolsuper AS super, r.rolbypassrls AS bypass,
    r.rolcreaterole OR r.rolcreatedb OR r.rolreplication AS creates, (SELECT count(*) FROM pg_auth_members WHERE member = r.oid) AS memberships,
    (SELECT count(*) FROM pg_class WHERE relowner = r.oid) AS owns,
    has_schema_privilege(current_schema(), 'CREATE') OR has_database_privilege(current_database(), 'CREATE') AS may_create,
    has_database_privilege(current_database(), 'TEMPORARY') AS temp,
    (SELECT count(*) FROM pg_roles o WHERE NOT o.rolsuper AND o.oid <> r.oid AND o.rolcanlogin AND has_schema_privilege(o.oid, current_schema(), 'USAGE')) AS others,
    current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_pages, current_setting('synchronous_commit') AS durability,
    current_setting('synchronous_standby_names') AS standby_names, (SELECT count(*) FROM pg_stat_replication) AS standbys,
    current_setting('data_checksums') AS checksums
  FROM pg_roles r WHERE r.rolname = session_user`;

const WallsSchema = z.object({ schema_version: z.int(), tables: z.int(), open_tables: z.int(), policies: z.int(), log: z.int(), settle: z.int() });

const walls = `SELECT schema_version(), count(*) AS tables, count(*) FILTER (WHERE NOT (c.relrowsecurity AND c.relforcerowsecurity)) AS open_tables,
    (SELECT count(*) FROM pg_policies WHERE schemaname = current_schema() AND policyname = 'own' AND qual LIKE '%row_owner = SESSION_USER%') AS policies,
    has_table_privilege('audit_events', 'UPDATE') OR has_table_privilege('audit_events', 'TRUNCATE') OR has_table_privilege('audit_checkpoints', 'UPDATE')
      OR has_table_privilege('audit_checkpoints', 'DELETE') OR has_table_privilege('audit_tombstones', 'UPDATE') OR has_table_privilege('audit_tombstones', 'DELETE') AS log,
    has_function_privilege('settle_tables(name)', 'EXECUTE') AS settle
  FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'`;

/** Looks at every server of a place without taking hold of the record; changes nothing. */
export async function inspectServers(way: Way, schemaVersion: number): Promise<ServerInspection[]> {
  const inspections: ServerInspection[] = [];
  for (const server of way.place.servers) inspections.push(await inspectServer(server, way, schemaVersion));
  return inspections;
}

async function inspectServer(server: Server, way: Way, schemaVersion: number): Promise<ServerInspection> {
  let session: Session | null = null;
  try {
    session = await openSession(server, way);
    const found = FactsSchema.parse((await session.script(facts)).rows[0]);
    const standing = found.standby === 1 ? "standby" : "primary";
    return { server, standing, findings: [...judge(found), ...(await inspectWalls(session, schemaVersion))] };
  } catch (error) {
    if (error instanceof EngineError) return { server, standing: error.fault, findings: [] };
    throw error;
  } finally {
    await session?.end();
  }
}

function judge(found: z.output<typeof FactsSchema>): ServerFinding[] {
  const no = (what: string, value: number) => ({ what, found: value === 0 ? "no" : "yes", fit: value === 0 });
  return [
    { what: "version", found: found.version, fit: found.version_number >= oldestVersion },
    { what: "connection", found: found.tls, fit: found.tls.startsWith("TLSv1.3") },
    no("role is a superuser", found.super),
    no("role passes row security by", found.bypass),
    no("role may create roles or databases, or replicate", found.creates),
    { what: "roles the role belongs to", found: String(found.memberships), fit: found.memberships === 0 },
    { what: "objects the role owns", found: String(found.owns), fit: found.owns === 0 },
    no("role may create objects", found.may_create),
    no("role may create temporary tables", found.temp),
    { what: "other roles that may enter the schema", found: String(found.others), fit: found.others === 0 },
    { what: "flushes to the disk (fsync)", found: found.fsync, fit: found.fsync === "on" },
    { what: "full_page_writes", found: found.full_pages, fit: found.full_pages === "on" },
    { what: "synchronous_commit", found: found.durability, fit: found.durability !== "off" },
    { what: "synchronous standbys", found: found.standby_names === "" ? "none" : found.standby_names, fit: true },
    { what: "standbys connected", found: String(found.standbys), fit: found.standby_names === "" || found.standby === 1 || found.standbys > 0 },
    { what: "data checksums", found: found.checksums, fit: true },
  ];
}

async function inspectWalls(session: Session, schemaVersion: number): Promise<ServerFinding[]> {
  try {
    const found = WallsSchema.parse((await session.script(walls)).rows[0]);
    return [
      { what: "schema version", found: `${found.schema_version} (this program: ${schemaVersion})`, fit: found.schema_version === schemaVersion },
      { what: "tables without row security", found: String(found.open_tables), fit: found.open_tables === 0 },
      { what: "tables whose rows belong to who wrote them", found: `${found.policies} of ${found.tables}`, fit: found.policies === found.tables },
      { what: "role may change the log", found: found.log === 0 ? "no" : "yes", fit: found.log === 0 },
      { what: "role may lay out tables", found: found.settle === 0 ? "no" : "yes", fit: found.settle === 0 },
    ];
  } catch (error) {
    if (!(error instanceof StatementRefused)) throw error;
    return [{ what: "schema", found: "not laid out for a record", fit: false }];
  }
}
