import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Actor, event, systemActor } from "../../../../main/audit/index.ts";
import { verifyWholeLog } from "../../../../main/cli/audit-verify.ts";
import { writeRemoval } from "../../../../main/vault/engines/postgres/prepare.ts";
import type { Patience } from "../../../../main/vault/engines/postgres/session.ts";
import { openDriver } from "../../../../main/vault/engines/sqlcipher.ts";
import { forgetOld } from "../../../../main/vault/move/forget-old.ts";
import { deriveDatabaseKey } from "../../../../main/vault/open-engine.ts";
import type { ChosenPlace } from "../../../../main/vault/place.ts";
import { scrubShredded, shredPatient } from "../../../../main/vault/shred.ts";
import { sql } from "../../../../main/vault/sql.ts";
import { searchPatients } from "../../../../main/vault/stores/patient-index.ts";
import { moveRecord } from "../../../../main/workflows/move-record.ts";
import { ok } from "../../../../shared/result.ts";
import { fillEveryTable } from "../../../support/live-stores.ts";
import { createMemoryKeychain } from "../../../support/memory-keychain.ts";
import { clinician, createTestRecord, person, type TestRecord } from "../../../support/open-test-record.ts";
import { preparePlace } from "../../../support/postgres/prepare-place.ts";
import { readFileRows } from "../../../support/postgres/read-rows.ts";
import { type PostgresServer, startPostgres } from "../../../support/postgres/start-postgres.ts";
import { ids } from "../../../support/stores/step.ts";

const patience: Patience = { connectMs: 3_000, answerMs: 10_000, lockMs: 500, reconnectMs: 1_000 };
const servers = { permit: () => () => undefined, patience };

let server: PostgresServer;
let record: TestRecord;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.remove(), 60_000);
afterEach(() => record.remove(), 60_000);

/** A record in its encrypted file, with something in every store. */
async function fill(): Promise<void> {
  record = await createTestRecord({ servers }, createMemoryKeychain());
  await fillEveryTable(record);
}

const move = (target: ChosenPlace | null, by: Actor = systemActor) =>
  moveRecord(
    { door: record.door, clock: record.clock, keychain: record.keychain, servers, bootId: "boot-move", by, onProgress: () => undefined },
    target,
  );
const forget = () => forgetOld({ door: record.door, keychain: record.keychain, servers, by: systemActor });
const enter = () => record.door.enter(person.username, person.password);
const engine = () => record.door.describe()?.["engine"] ?? "sqlcipher";
const verdict = async () => (await verifyWholeLog({ door: record.door, by: systemActor }, null))?.verdict;
const lastSeq = async () => {
  await record.door.vault.record(clinician, event("worklist.viewed", {}));
  return record.door.vault.standing()?.lastSeq ?? 0;
};
const found = (words: string) =>
  record.door.vault.read(clinician, event("patients.searched", { queryLength: words.length }), async (tx) =>
    ok((await searchPatients(tx, words, 5)).length),
  );
const listMoves = () =>
  record.door.vault.read(clinician, event("worklist.viewed", {}), async (tx) =>
    ok(
      (await tx.all(sql`SELECT canonical FROM audit_events WHERE ev LIKE 'record.%' ORDER BY seq`, z.object({ canonical: z.string() }))).map(
        readMove,
      ),
    ),
  );
const readMove = ({ canonical }: { canonical: string }) => {
  const { ev, fields } = JSON.parse(canonical);
  return { ev, fields };
};

/** Opens a file of the record's, or a copy of it, as somebody with its key would. */
function openAt(path: string) {
  const held = record.door.current();
  if (held === null) throw new Error("the record is not open");
  const driver = openDriver(path, deriveDatabaseKey(held.record.masterKey, held.envelope.installId), { create: false });
  if (typeof driver === "string") throw new Error(driver);
  return driver;
}

function changeFile(statements: string): void {
  const driver = openAt(record.door.files.database);
  driver.exec(statements);
  driver.close();
}

/** Every page of the file as it lies there, free ones and the log's too, in clear. */
function liftFile(): Buffer {
  const copy = join(record.folder, "lifted.db");
  for (const suffix of ["", "-wal"]) {
    const from = `${record.door.files.database}${suffix}`;
    if (existsSync(from)) copyFileSync(from, `${copy}${suffix}`);
  }
  const driver = openAt(copy);
  driver.pragma("journal_mode=DELETE");
  driver.rekey(Buffer.alloc(0));
  driver.close();
  const bytes = readFileSync(copy);
  rmSync(copy);
  return bytes;
}

describe("a record that is moved", () => {
  it("to a server and back is the same, row by row, and its log goes on from end to end", async () => {
    await fill();
    const searched = await found("ada");
    expect(searched).toEqual({ ok: true, value: 1 });
    const before = await lastSeq();
    const rows = await readFileRows(record, before);
    const total = Object.values(rows).reduce((sum, { length }) => sum + length, 0);
    expect(Object.keys(rows).length).toBeGreaterThan(40);
    expect(Object.entries(rows).filter(([, of]) => of.length === 0)).toEqual([]);

    const there = await preparePlace(server, record.keychain);
    expect(await move(there)).toMatchObject({ ok: true, value: { from: "sqlcipher", to: "postgresql", rows: total, logEntries: before + 1 } });
    expect(engine()).toBe("postgresql");
    expect(await verdict()).toBe("intact");
    expect(await found("ada")).toEqual(searched);

    expect(await forget()).toEqual({ ok: true, value: { kind: "gone", place: "sqlcipher" } });
    expect(readdirSync(record.folder).filter((name) => name.startsWith("record.db"))).toEqual([]);
    expect(await forget()).toMatchObject({ ok: false, error: { code: "move.nothing-old" } });

    expect(await move(null)).toMatchObject({ ok: true, value: { from: "postgresql", to: "sqlcipher", tables: Object.keys(rows).length } });
    expect(engine()).toBe("sqlcipher");
    // Checkpoints were signed on the way, after those that were moved.
    expect(await readFileRows(record, before)).toEqual({ ...rows, audit_checkpoints: expect.arrayContaining(rows["audit_checkpoints"] ?? []) });
    expect(await verdict()).toBe("intact");
    expect(await found("ada")).toEqual(searched);
    expect(await listMoves()).toMatchObject({
      ok: true,
      value: [
        { ev: "record.moved", fields: { from: "sqlcipher", to: "postgresql", rows: total, throughSeq: before } },
        { ev: "record.old-forgotten", fields: { place: "sqlcipher" } },
        { ev: "record.moved", fields: { from: "postgresql", to: "sqlcipher" } },
      ],
    });
  });

  it("leaves its copy on the server to that server's administrator, and forgets the way there once it is gone", async () => {
    await fill();
    const there = await preparePlace(server, record.keychain);
    await move(there);
    await forget();
    await move(null);
    expect(await forget()).toEqual({ ok: true, value: { kind: "on-server", schema: "chartwell" } });
    expect(await move(await preparePlace(server, record.keychain))).toMatchObject({ ok: false, error: { code: "move.old-there" } });
    expect(await enter()).toMatchObject({ ok: true });
    expect(record.keychain.items.has(there.account)).toBe(true);
    server.admin(writeRemoval({ schema: "chartwell" }), there.place.database);
    expect(await forget()).toEqual({ ok: true, value: { kind: "gone", place: "postgresql" } });
    expect(record.keychain.items.has(there.account)).toBe(false);
    expect(await move(await preparePlace(server, record.keychain))).toMatchObject({ ok: true });
  });

  it("is moved by whoever may, and by nobody while another program has it open", async () => {
    await fill();
    const there = await preparePlace(server, record.keychain);
    expect(await move(there, clinician)).toMatchObject({ ok: false, error: { code: "session.not-permitted" } });
    expect(await listMoves()).toMatchObject({ ok: true, value: [{ ev: "record.moved.failed" }] });
    const other = record.reopen();
    await other.enter(person.username, person.password);
    expect(await move(there)).toMatchObject({ ok: false, error: { code: "move.in-use" } });
    await other.lock();
    expect(await enter()).toMatchObject({ ok: true });
    expect(await move(null)).toMatchObject({ ok: false, error: { code: "move.already-there" } });
    expect(await move(there)).toMatchObject({ ok: true });
  });

  it("never takes the place of another record", async () => {
    await fill();
    const there = await preparePlace(server, record.keychain);
    const other = await createTestRecord({ chosenPlace: there, servers }, record.keychain);
    await other.door.lock();
    expect(await move(there)).toMatchObject({ ok: false, error: { code: "move.target-in-force" } });
    expect(await enter()).toMatchObject({ ok: true });
    expect(engine()).toBe("sqlcipher");
    expect(await other.door.enter(person.username, person.password)).toMatchObject({ ok: true });
    await other.remove();
  });
});

describe("a row that is changed on the way", () => {
  const changeOnArrival = (database: string, table: string, change: string) =>
    server.admin(
      `CREATE FUNCTION chartwell.meddle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${change}; RETURN NEW; END $$;
      CREATE TRIGGER meddle BEFORE INSERT ON chartwell.${table} FOR EACH ROW EXECUTE FUNCTION chartwell.meddle();
      GRANT EXECUTE ON FUNCTION chartwell.meddle() TO chartwell_app;`,
      database,
    );

  it.each([
    ["a moment", "patients", "NEW.registered_at := '2020-01-01T00:00:00.000Z'", "move.differs"],
    ["a byte of something sealed", "notes", "NEW.body := set_byte(NEW.body, 20, get_byte(NEW.body, 20) # 1)", "move.differs"],
    ["a hidden name", "users", "NEW.display_name := NEW.username", "move.differs"],
    ["an entry of the log", "audit_events", "NEW.actor := 'usr_00000000000000000000000009'", "move.differs"],
  ])("%s: the move is undone and the file stays the record", async (_what, table, change, code) => {
    await fill();
    const there = await preparePlace(server, record.keychain);
    changeOnArrival(there.place.database, table, change);
    const before = await lastSeq();
    const rows = await readFileRows(record, before);
    expect(await move(there)).toMatchObject({ ok: false, error: { code } });
    expect(await enter()).toMatchObject({ ok: true });
    expect(engine()).toBe("sqlcipher");
    expect(await readFileRows(record, before)).toEqual(rows);
    server.admin(`DROP TRIGGER meddle ON chartwell.${table}`, there.place.database);
    expect(await move(there)).toMatchObject({ ok: true });
  });

  it("in the file before it was moved shows in its log; nothing is moved", async () => {
    await fill();
    const there = await preparePlace(server, record.keychain);
    changeFile(
      "DROP TRIGGER audit_events_no_update; UPDATE audit_events SET canonical = replace(canonical, 'patient.opened', 'patient.closed') WHERE seq = 20",
    );
    expect(await move(there)).toMatchObject({ ok: false, error: { code: "move.differs" } });
    expect(await enter()).toMatchObject({ ok: true });
    expect(engine()).toBe("sqlcipher");
  });

  it.each([
    ["the log", "UPDATE audit_events SET canonical = replace(canonical, 'patient.opened', 'patient.closed') WHERE seq = 20", "move.differs"],
    ["a hidden name", "UPDATE users SET display_name = (SELECT max(username) FROM users)", "vault.damaged"],
    ["words in place of sealed ones", "UPDATE notes SET template_name = printed_name WHERE printed_name IS NOT NULL", "vault.damaged"],
  ])("on the server by its administrator, in %s, keeps the record from being moved back", async (_what, change, code) => {
    await fill();
    const there = await preparePlace(server, record.keychain);
    await move(there);
    await forget();
    server.admin(`SET search_path = chartwell; SET session_replication_role = replica; ${change}`, there.place.database);
    expect(await move(null)).toMatchObject({ ok: false, error: { code } });
    expect(readdirSync(record.folder).filter((name) => name.startsWith("record.db"))).toEqual([]);
    expect(await enter()).toMatchObject({ ok: true });
    expect(engine()).toBe("postgresql");
  });
});

describe("an old copy", () => {
  it("that still lies there loses a patient who is destroyed meanwhile, names, words and all", async () => {
    await fill();
    await move(await preparePlace(server, record.keychain));
    expect(liftFile().includes("konkwo")).toBe(true);
    const now = record.clock.now();
    const deed = { patientId: ids.ada, reason: "court-order", destructionId: ids.destruction2, judgeAgain: async () => ok(null) };
    const officer = { userId: ids.cleo, role: "privacy-officer", sessionId: "x_test" } as const;
    expect(await shredPatient(record.door, officer, deed, now)).toMatchObject({ ok: true });
    await scrubShredded(record.door, ids.ada);
    expect(liftFile().includes("konkwo")).toBe(false);
    expect(await forget()).toMatchObject({ ok: true });
  });

  it("stays when the record does not go on from it", async () => {
    await fill();
    const there = await preparePlace(server, record.keychain);
    await move(there);
    server.admin(
      "SET search_path = chartwell; SET session_replication_role = replica; UPDATE audit_events SET hash = repeat('0', 64) WHERE seq = 30",
      there.place.database,
    );
    expect(await forget()).toMatchObject({ ok: false, error: { code: "move.differs" } });
    expect(existsSync(record.door.files.database)).toBe(true);
  });
});
