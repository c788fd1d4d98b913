import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { event, systemActor } from "../../../../main/audit/index.ts";
import { describeSchema } from "../../../../main/vault/backup/load-dump.ts";
import { readServerShapes } from "../../../../main/vault/backup/table-shapes.ts";
import { numberPlaces } from "../../../../main/vault/engines/postgres/dialect.ts";
import { inspectServers } from "../../../../main/vault/engines/postgres/inspect.ts";
import { writeMigration, writePreparation } from "../../../../main/vault/engines/postgres/prepare.ts";
import { openSession, type Patience } from "../../../../main/vault/engines/postgres/session.ts";
import { currentSchemaVersion } from "../../../../main/vault/migrate.ts";
import { migrations } from "../../../../main/vault/migrations/index.ts";
import { postgresBaseline } from "../../../../main/vault/migrations/postgres-baseline.ts";
import type { ChosenPlace, ServerPlace } from "../../../../main/vault/place.ts";
import { createRecordDoor } from "../../../../main/vault/record-door.ts";
import { type Sql, sql } from "../../../../main/vault/sql.ts";
import { insertClinic, readClinic } from "../../../../main/vault/stores/clinic.ts";
import { ok } from "../../../../shared/result.ts";
import { makeAuthority } from "../../../support/certificates.ts";
import { createMemoryKeychain } from "../../../support/memory-keychain.ts";
import { createTestRecord, person, type TestRecord } from "../../../support/open-test-record.ts";
import { describePlace, preparePlace, rolePassword } from "../../../support/postgres/prepare-place.ts";
import { type PostgresServer, startPostgres } from "../../../support/postgres/start-postgres.ts";

const patience: Patience = { connectMs: 3_000, answerMs: 10_000, lockMs: 500, reconnectMs: 4_000 };
const servers = { permit: () => () => undefined, patience };
const clinic = { name: "Larkspur Counseling", address: "12 Invented Row", phone: "602-555-0100", stateCode: "AZ" };

let server: PostgresServer;
const made: TestRecord[] = [];
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.remove(), 60_000);
afterEach(() => Promise.all(made.splice(0).map((record) => record.remove())));

/** A record on the server, with the place it lies in. */
async function createOnServer(changes: Partial<ServerPlace> = {}): Promise<TestRecord & { chosen: ChosenPlace }> {
  const secrets = createMemoryKeychain();
  const prepared = await preparePlace(server, secrets);
  const chosen = { ...prepared, place: { ...prepared.place, ...changes } };
  const record = await createTestRecord({ chosenPlace: chosen, servers }, secrets);
  made.push(record);
  return { ...record, chosen };
}

const way = (place: ServerPlace, secret = rolePassword) => ({ place, secret, permit: servers.permit, patience });
const tryToOpen = async (place: ServerPlace, secret?: string) => {
  try {
    const [first] = place.servers;
    if (first === undefined) return "no server";
    await (await openSession(first, way(place, secret))).end();
    return "opened";
  } catch (error) {
    return (error as { fault?: string }).fault ?? String(error);
  }
};
const act = (record: TestRecord) => record.door.vault.record(systemActor, event("worklist.viewed", {}));
const enter = async (record: TestRecord) => {
  const door = record.reopen();
  await door.find();
  const entered = await door.enter(person.username, person.password);
  await door.lock();
  return entered.ok ? "opened" : entered.error.code;
};

describe("the dialect", () => {
  it("numbers the places for values, and leaves question marks in literals, names and comments alone", () => {
    expect(numberPlaces(`SELECT ? AS "a?", 'it''s ?' -- why?\n FROM t WHERE x = ? AND y IN (?, ?)`)).toBe(
      `SELECT $1 AS "a?", 'it''s ?' -- why?\n FROM t WHERE x = $2 AND y IN ($3, $4)`,
    );
  });

  it("gives numbers and truth as SQLite does, and no number that would be rounded", async () => {
    const record = await createOnServer();
    const ask = (query: Sql) => record.door.vault.read(systemActor, event("worklist.viewed", {}), async (tx) => ok(await tx.all(query, z.unknown())));
    expect(
      await ask(
        sql`SELECT 9007199254740991 AS large, 2 > 1 AS yes, CAST(NULL AS TEXT) AS nothing, SUM(x) AS sum FROM (SELECT 1 AS x UNION ALL SELECT 2) t`,
      ),
    ).toEqual({
      ok: true,
      value: [{ large: 9_007_199_254_740_991, yes: 1, nothing: null, sum: 3 }],
    });
    await expect(ask(sql`SELECT 9007199254740993 AS larger`)).rejects.toThrow();
    expect(await ask(sql`SELECT key, value FROM json_each(${'["a","b"]'})`)).toEqual({
      ok: true,
      value: [
        { key: "0", value: "a" },
        { key: "1", value: "b" },
      ],
    });
  });
});

describe("the schema", () => {
  it("has the tables and columns of the encrypted file, of the same kinds", async () => {
    const record = await createOnServer();
    const engine = record.door.current()?.record.engine;
    const onServer = (await engine?.transact((handle) => readServerShapes(handle))) ?? [];
    const plain = (shapes: typeof onServer) =>
      shapes.map(({ name, kinds, rowNumber }) => ({ name, rowNumber, kinds: [...kinds].sort() })).sort((a, b) => a.name.localeCompare(b.name));
    expect(plain(onServer)).toEqual(plain(describeSchema(currentSchemaVersion)));
  });

  it("goes on by the same numbered migrations, each written for both", () => {
    const later = migrations.filter(({ version }) => version > postgresBaseline.version);
    expect(later.length).toBeGreaterThan(0);
    expect(later.filter(({ postgres }) => postgres === undefined)).toEqual([]);
  });

  it("is brought up by its administrator, never by the program; until then the record says so", async () => {
    const record = await createOnServer();
    await record.door.lock();
    const { database } = record.chosen.place;
    server.admin(
      `SET search_path = chartwell; DROP INDEX notes_patient; DROP INDEX addenda_note;
      DROP TABLE away_grants, deliveries, note_conflicts; ALTER TABLE recordings DROP COLUMN station_id;
      ALTER TABLE encounters DROP COLUMN signed_at;
      INSERT INTO users (id, username, display_name, credentials, role, active, secret_key_id, created_at, row_owner)
        VALUES ('u', 'n', 'd', '', 'clinician', 1, 'h', 't', 'chartwell_app');
      INSERT INTO patients (id, subject, demographics, registered_at, row_owner) VALUES ('p', 's', '\\x00', 't', 'chartwell_app');
      INSERT INTO encounters (id, patient_id, clinician_id, started_at, transcript_kind, turn_count, transcript, draft_state, created_at, row_owner)
        SELECT one, 'p', 'u', 't', 'txt', 0, '\\x00', 'none', 't', 'chartwell_app' FROM unnest(ARRAY['signed', 'open']) one;
      INSERT INTO notes (id, encounter_id, patient_id, template_id, template_name, state, revision, body, unresolved_count, saved_at, signed_at, row_owner)
        VALUES ('n', 'signed', 'p', 'dap', 'DAP', 'signed', 1, '\\x00', 0, 't', 'then', 'chartwell_app');
      CREATE OR REPLACE FUNCTION schema_version() RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 12::bigint'`,
      database,
    );
    expect(await enter(record)).toBe("vault.older-schema");
    const layout = { schema: "chartwell", role: "chartwell_app", owner: "chartwell_owner" };
    expect(() => server.admin(writeMigration(layout, 11), database)).toThrow(/not of version 11/);
    server.admin(writeMigration(layout, 12), database);
    expect(await enter(record)).toBe("opened");
    const found = server.admin("SELECT id, coalesce(signed_at, 'not yet') FROM chartwell.encounters ORDER BY id", database);
    expect(found.trim().split("\n")).toEqual(["open|not yet", "signed|then"]);
    const walls = "SELECT count(*) FROM pg_class WHERE relname IN ('encounters', 'notes') AND relrowsecurity AND relforcerowsecurity";
    expect(server.admin(walls, database).trim()).toBe("2");
    server.admin(
      `SET search_path = chartwell; CREATE OR REPLACE FUNCTION schema_version() RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 99::bigint'`,
      database,
    );
    expect(await enter(record)).toBe("vault.newer-schema");
  });

  it("is not laid out twice over a record", async () => {
    const record = await createOnServer();
    expect(() =>
      server.admin(writePreparation({ schema: "chartwell", role: "chartwell_app", owner: "chartwell_owner" }), record.chosen.place.database),
    ).toThrow(/already exists/);
  });
});

describe("the connection", () => {
  const place = (changes: Partial<ServerPlace> = {}) => describePlace(server, "postgres", changes);

  it("is TLS 1.3 to a certificate of the named authority for that very host", async () => {
    expect(await tryToOpen(place())).toBe("opened");
    expect(await tryToOpen(place({ authority: makeAuthority(server.folder, "another-root").certificate }))).toBe("refused");
    expect(await tryToOpen(place({ servers: [{ host: "127.0.0.1", port: server.port }] }))).toBe("refused");
    process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
    expect(await tryToOpen(place({ authority: makeAuthority(server.folder, "third-root").certificate }))).toBe("refused");
    delete process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
  });

  it("is not made weaker by the server: no TLS, an older TLS, a password asked for in clear", async () => {
    server.configure(["ssl_max_protocol_version = 'TLSv1.2'"]);
    await settled();
    expect(await tryToOpen(place())).toBe("refused");
    server.configure(["ssl_max_protocol_version = ''", "ssl = off"]);
    await settled();
    expect(await tryToOpen(place())).toBe("refused");
    server.configure(["ssl = on"]);
    for (const method of ["password", "md5"]) {
      server.rule(`hostssl all all 127.0.0.1/32 ${method}`);
      await settled();
      // Under "md5" a role whose verifier is SCRAM's is asked by SCRAM all the same.
      expect(await tryToOpen(place())).toBe(method === "password" ? "refused" : "opened");
    }
    server.rule(null);
    await settled();
    expect(await tryToOpen(place())).toBe("opened");
  });

  it("takes no secret from the environment", async () => {
    process.env["PGPASSWORD"] = rolePassword;
    expect(await tryToOpen(place(), "another password")).toBe("refused");
    delete process.env["PGPASSWORD"];
  });

  it("opens with a certificate in place of a password", async () => {
    const issued = server.issueClient("chartwell_app");
    const stranger = makeAuthority(server.folder, "stranger");
    server.rule("hostssl all all 127.0.0.1/32 cert");
    await settled();
    expect(await tryToOpen(place({ certificate: issued.certificate }), issued.key)).toBe("opened");
    expect(await tryToOpen(place({ certificate: stranger.certificate }), stranger.key)).toBe("refused");
    expect(await tryToOpen(place())).toBe("refused");
    server.rule(null);
    await settled();
  });
});

/** A reload is a signal; the server takes it a moment later. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 300));

describe("the role", () => {
  it("may read and write rows, and nothing else; the check says so", async () => {
    const record = await createOnServer();
    const [found] = await inspectServers(way(record.chosen.place), currentSchemaVersion);
    expect(found).toMatchObject({ standing: "primary" });
    // The test server does without flushing, which no clinic's may.
    expect(found?.findings.filter(({ fit }) => !fit).map(({ what }) => what)).toEqual(["flushes to the disk (fsync)", "full_page_writes"]);
    const session = await openSession({ host: "localhost", port: server.port }, way(record.chosen.place));
    const statements = [
      "CREATE TABLE x (y int)",
      "CREATE TEMPORARY TABLE x (y int)",
      "DROP TABLE users",
      "ALTER TABLE users DISABLE ROW LEVEL SECURITY",
      "TRUNCATE audit_events",
      "UPDATE audit_events SET ev = 'x'",
      "UPDATE audit_checkpoints SET note = 'x'",
      "DELETE FROM audit_checkpoints",
      "DELETE FROM audit_tombstones",
      "ALTER TABLE audit_events DISABLE TRIGGER ALL",
      "SELECT settle_tables('chartwell_app')",
      "CREATE OR REPLACE FUNCTION schema_version() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'",
      "SET ROLE chartwell_owner",
      "SET session_replication_role = replica",
      "COPY users TO PROGRAM 'cat'",
      "SELECT pg_read_file('/etc/passwd')",
    ];
    for (const statement of statements)
      await expect(session.script(statement), statement).rejects.toThrow(/not permitted|42501|must be owner|rule of its own/);
    await session.end();
  });

  it("that may do more is not served", async () => {
    const record = await createOnServer();
    await record.door.lock();
    server.admin("ALTER ROLE chartwell_app BYPASSRLS");
    expect(await enter(record)).toBe("vault.server-unfit");
    server.admin("ALTER ROLE chartwell_app NOBYPASSRLS");
    server.admin("ALTER TABLE chartwell.notes NO FORCE ROW LEVEL SECURITY", record.chosen.place.database);
    expect(await enter(record)).toBe("vault.server-unfit");
    server.admin("ALTER TABLE chartwell.notes FORCE ROW LEVEL SECURITY", record.chosen.place.database);
    expect(await enter(record)).toBe("opened");
  });

  it("sees its own rows alone: another clinic on the same server is out of reach, even with rights on its tables and SQL of an attacker's", async () => {
    const record = await createOnServer();
    const { vault } = record.door;
    await vault.write(systemActor, event("clinic.created", { userCount: 1, keychain: "libsecret" }), async (tx) => {
      await insertClinic(tx, clinic);
      return ok(null);
    });
    const { database } = record.chosen.place;
    server.admin(`CREATE ROLE other_app LOGIN PASSWORD '${rolePassword}'`);
    server.admin(writePreparation({ schema: "other", role: "other_app", owner: "other_owner" }), database);
    const other = await openSession({ host: "localhost", port: server.port }, way({ ...record.chosen.place, schema: "other", role: "other_app" }));
    await expect(other.script("SELECT * FROM chartwell.clinic")).rejects.toThrow(/not permitted/);
    // Let an administrator err, and grant all of it.
    server.admin(
      "GRANT USAGE ON SCHEMA chartwell TO other_app; GRANT ALL ON ALL TABLES IN SCHEMA chartwell TO other_app; GRANT chartwell_owner TO other_app",
      database,
    );
    const count = async (statement: string) => (await other.script(statement)).rows.length;
    expect(await count("SELECT * FROM chartwell.clinic UNION ALL SELECT * FROM chartwell.clinic WHERE 1 = 1 OR ''=''")).toBe(0);
    expect(await count("UPDATE chartwell.clinic SET name = 'x' RETURNING id")).toBe(0);
    expect(await count("DELETE FROM chartwell.clinic RETURNING id")).toBe(0);
    expect(await count("SET ROLE chartwell_owner; SELECT * FROM chartwell.clinic")).toBe(0);
    await other.script("RESET ROLE");
    await expect(
      other.script("INSERT INTO chartwell.clinic (id, name, address, phone, state_code, row_owner) VALUES (1, 'x', '', '', '', 'chartwell_app')"),
    ).rejects.toThrow();
    await other.end();
    expect(await vault.read(systemActor, event("clinic.viewed", {}), async (tx) => ok(await readClinic(tx)))).toEqual({ ok: true, value: clinic });
    const injected = `x' OR 1=1; SELECT set_config('row_security', 'off', false); --`;
    const found = await vault.read(systemActor, event("worklist.viewed", {}), async (tx) =>
      ok(await tx.all(sql`SELECT * FROM users WHERE username = ${injected}`, z.unknown())),
    );
    expect(found).toEqual({ ok: true, value: [] });
    server.admin("REVOKE chartwell_owner FROM other_app; DROP OWNED BY other_app; DROP SCHEMA other CASCADE", database);
  });
});

describe("where a record lies", () => {
  it("is held by one program at a time", async () => {
    const record = await createOnServer();
    expect(await enter(record)).toBe("vault.held-elsewhere");
    await record.door.lock();
    expect(await enter(record)).toBe("opened");
  });

  it("stands in the key envelope and cannot be changed there", async () => {
    const record = await createOnServer();
    await record.door.lock();
    const elsewhere = await createOnServer();
    await elsewhere.door.lock();
    for (const name of ["keys.json", "keys.copy.json"]) {
      const path = join(record.folder, name);
      const { envelope } = JSON.parse(readFileSync(path, "utf8"));
      envelope.place.database = elsewhere.chosen.place.database;
      writeFileSync(path, JSON.stringify({ envelope, sha256: createHash("sha256").update(JSON.stringify(envelope)).digest("hex") }));
    }
    expect(await enter(record)).toBe("vault.damaged-keys");
  });

  it("is a state with a name when nothing is there, another record is, or an older one", async () => {
    const record = await createOnServer();
    const { database } = record.chosen.place;
    await record.door.lock();
    server.admin(`CREATE DATABASE ${database}_old TEMPLATE ${database}`);
    expect(await enter(record)).toBe("opened");
    const swap = (from: string) =>
      server.admin(`ALTER DATABASE ${database} RENAME TO ${database}_aside; ALTER DATABASE ${from} RENAME TO ${database}`);
    const swapBack = (to: string) =>
      server.admin(`ALTER DATABASE ${database} RENAME TO ${to}; ALTER DATABASE ${database}_aside RENAME TO ${database}`);
    const door = record.reopen();
    await door.find();
    await door.enter(person.username, person.password);
    await door.vault.record(systemActor, event("worklist.viewed", {}));
    await door.lock();
    swap(`${database}_old`);
    expect(await enter(record)).toBe("vault.rolled-back");
    swapBack(`${database}_old`);
    server.admin(`CREATE DATABASE ${database}_empty TEMPLATE chartwell_template`);
    server.admin(`GRANT CONNECT ON DATABASE ${database}_empty TO chartwell_app; REVOKE CREATE, TEMPORARY ON DATABASE ${database}_empty FROM PUBLIC`);
    swap(`${database}_empty`);
    // Nothing is behind a mark that says there was something.
    expect(["vault.missing-file", "vault.rolled-back"]).toContain(await enter(record));
    swapBack(`${database}_empty`);
    const other = await createOnServer();
    await other.door.lock();
    server.admin(`CREATE DATABASE ${database}_other TEMPLATE ${other.chosen.place.database}`);
    swap(`${database}_other`);
    expect(await enter(record)).toBe("vault.server-unfit");
    swapBack(`${database}_other`);
    expect(await enter(record)).toBe("opened");
  });

  it("is told when its secret is gone from the keychain, and no new record is made beside it", async () => {
    const record = await createOnServer();
    await record.door.lock();
    record.keychain.items.delete(record.chosen.account);
    expect(await enter(record)).toBe("vault.no-credential");
    expect(await record.reopen().create({ clinicName: "Second", passphrase: null })).toMatchObject({
      ok: false,
      error: { code: "setup.already-done" },
    });
  });

  it("takes a set-up that was cut off back, and nothing that was ever in force", async () => {
    const record = await createOnServer();
    await record.door.lock();
    rmSync(record.folder, { recursive: true });
    const again = createRecordDoor({
      folder: record.folder,
      keychain: record.keychain,
      clock: record.clock,
      bootId: "b",
      passphraseAllowed: false,
      workstation: "personal",
      careTeamOnly: false,
      servers,
      chosenPlace: record.chosen,
    });
    expect(await again.create({ clinicName: "Second", passphrase: null })).toMatchObject({ ok: false, error: { code: "move.target-in-force" } });
    const fresh = await preparePlace(server, record.keychain);
    const cut = createRecordDoor({
      folder: record.folder,
      keychain: record.keychain,
      clock: record.clock,
      bootId: "b",
      passphraseAllowed: false,
      workstation: "personal",
      careTeamOnly: false,
      servers,
      chosenPlace: fresh,
    });
    expect(await cut.create({ clinicName: "Cut", passphrase: null })).toMatchObject({ ok: true });
    await cut.abandon();
    expect(await cut.create({ clinicName: "Whole", passphrase: null })).toMatchObject({ ok: true });
    await cut.abandon();
  });
});

describe("a server that goes away", () => {
  it("costs the act in hand and nothing else: it is told by its name, and the next act finds the server again", async () => {
    const record = await createOnServer();
    expect(await act(record)).toMatchObject({ ok: true });
    await server.stop();
    expect(await act(record)).toMatchObject({ ok: false, error: { code: "vault.unreachable" } });
    const startedMs = performance.now();
    expect(await act(record)).toMatchObject({ ok: false, error: { code: "vault.unreachable" } });
    expect(performance.now() - startedMs).toBeLessThan(patience.reconnectMs);
    await server.start();
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await act(record)).toMatchObject({ ok: true });
    await record.door.lock();
    await server.stop();
    expect(await enter(record)).toBe("vault.unreachable");
    const door = record.reopen();
    await door.find();
    await door.enter(person.username, person.password);
    // It may answer again in a moment: whoever wants in can try.
    expect(door.state()).toEqual({ kind: "locked" });
    await server.start();
    expect(await door.enter(person.username, person.password)).toMatchObject({ ok: true });
    await door.lock();
  }, 60_000);

  it("and came back with less than was seen of it is not believed", async () => {
    const record = await createOnServer();
    const copy = join(server.folder, "earlier");
    await server.stop();
    server.copyData(copy);
    await server.start();
    expect(await act(record)).toMatchObject({ ok: true });
    await server.stop();
    server.replaceData(copy);
    await server.start();
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await act(record)).toMatchObject({ ok: false, error: { code: "vault.rolled-back" } });
  }, 60_000);
});
