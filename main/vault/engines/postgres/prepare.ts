import { migrations } from "../../migrations/index.ts";
import { postgresBaseline } from "../../migrations/postgres-baseline.ts";
import type { ServerPlace } from "../../place.ts";

/** The roles and the schema a server is laid out with. */
export interface Layout extends Pick<ServerPlace, "schema" | "role"> {
  /** Owns the tables; nobody signs in as it. */
  readonly owner: string;
}

const name = (word: string) => `"${word}"`;
const literal = (word: string) => `'${word.replaceAll("'", "''")}'`;

/**
 * The statements that lay a database out for a record: an owner nobody signs in as, a role that may
 * read and write rows and nothing else, a schema of the record's own. Run by the server's
 * administrator, in one transaction, in the database the record is to lie in.
 */
export function writePreparation({ schema, role, owner }: Layout): string {
  return `-- Lays this database out for a Chartwell record. Run it as a superuser of PostgreSQL 15 or newer, in the record's own database.
-- Afterwards give ${role} a password (\\password ${role}) or let it sign in with its certificate, and require TLS in pg_hba.conf:
--   hostssl <database> ${role} <address of the host>/32 scram-sha-256        or        ... cert
BEGIN;
${inBlock(`
  IF current_setting('server_version_num')::int < 150000 THEN RAISE EXCEPTION 'PostgreSQL 15 or newer is needed'; END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = ${literal(owner)}) THEN
    CREATE ROLE ${name(owner)} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = ${literal(role)}) THEN
    CREATE ROLE ${name(role)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT CONNECTION LIMIT 8;
  END IF;
  EXECUTE format('REVOKE CREATE, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), ${literal(role)});`)}
CREATE SCHEMA ${name(schema)} AUTHORIZATION ${name(owner)};
REVOKE ALL ON SCHEMA ${name(schema)} FROM PUBLIC;
GRANT USAGE ON SCHEMA ${name(schema)} TO ${name(role)};
${actAsOwner({ schema, role, owner })}
${postgresBaseline.statements.map(end).join("\n")}
${writeVersion(postgresBaseline.version)}
${writeSteps(postgresBaseline.version)}
COMMIT;
`;
}

/** The statements that bring a laid-out database from one version of the schema to this program's. */
export function writeMigration(layout: Layout, from: number): string {
  return `-- Brings the schema of a Chartwell record from version ${from} to this program's. Run it as a superuser while no host has the record open.
BEGIN;
${actAsOwner(layout)}
${inBlock(`IF schema_version() <> ${from} THEN RAISE EXCEPTION 'the schema is not of version ${from}'; END IF;`)}
${writeSteps(from)}
COMMIT;
`;
}

/** The statement that removes what a move away has left. */
export function writeRemoval({ schema }: Pick<Layout, "schema">): string {
  return `-- Removes the copy of a Chartwell record that was moved away. Archived WAL and replicas keep sealed rows until their own retention ends.
DROP SCHEMA ${name(schema)} CASCADE;
`;
}

function actAsOwner({ schema, role, owner }: Layout): string {
  return [
    `SET LOCAL ROLE ${name(owner)};`,
    `SET LOCAL search_path = ${name(schema)}, pg_temp;`,
    `SET LOCAL client_min_messages = warning;`,
    `SET LOCAL chartwell.program = ${literal(role)};`,
  ].join("\n");
}

/** Every migration after a version, each followed by what all tables get. */
function writeSteps(after: number): string {
  const due = migrations.filter(({ version }) => version > after);
  return due
    .flatMap(({ version, postgres = [] }) => [
      ...postgres.map(end),
      "SELECT settle_tables(current_setting('chartwell.program')::name);",
      writeVersion(version),
    ])
    .join("\n");
}

function writeVersion(version: number): string {
  const made = `CREATE OR REPLACE FUNCTION schema_version() RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT ${version}::bigint $$;`;
  const granted = inBlock(`EXECUTE format('GRANT EXECUTE ON FUNCTION schema_version() TO %I', current_setting('chartwell.program'));`);
  return `${made}\n${granted}`;
}

const end = (statement: string) => `${statement};`;
const inBlock = (text: string) => `DO $do$ BEGIN ${text.trim()} END $do$;`;
