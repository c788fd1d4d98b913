import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createChainVerifier, event } from "../../../../main/audit/index.ts";
import { openSession, type Patience } from "../../../../main/vault/engines/postgres/session.ts";
import { listAuditEntriesFrom } from "../../../../main/vault/stores/audit-entries.ts";
import { searchPatients } from "../../../../main/vault/stores/patient-index.ts";
import { listPatientIds, namePatients } from "../../../../main/vault/stores/patients.ts";
import { ok } from "../../../../shared/result.ts";
import { createMemoryKeychain } from "../../../support/memory-keychain.ts";
import { clinician, createTestRecord, person, type TestRecord } from "../../../support/open-test-record.ts";
import { preparePlace, rolePassword } from "../../../support/postgres/prepare-place.ts";
import { registerPatient } from "../../../support/postgres/register-patient.ts";
import { type PostgresServer, startPostgres } from "../../../support/postgres/start-postgres.ts";
import { openTcpRelay, type TcpRelay } from "../../../support/postgres/tcp-relay.ts";

const patience: Patience = { connectMs: 2_000, answerMs: 20_000, lockMs: 4_000, reconnectMs: 5_000 };
const servers = { permit: () => () => undefined, patience };
const nobodyIsThere = ["synchronous_standby_names = 'nobody'"];
const nobodyIsNeeded = ["synchronous_standby_names = ''"];

let server: PostgresServer;
let relay: TcpRelay;
let record: TestRecord;
let place: Awaited<ReturnType<typeof preparePlace>>["place"];

beforeAll(async () => {
  server = await startPostgres();
  relay = await openTcpRelay(server.port);
  const keychain = createMemoryKeychain();
  const prepared = await preparePlace(server, keychain);
  place = { ...prepared.place, servers: [{ host: "localhost", port: relay.port }] };
  record = await createTestRecord({ chosenPlace: { ...prepared, place }, servers }, keychain);
}, 60_000);
afterAll(async () => {
  await record.remove();
  await relay.close();
  await server.remove();
}, 60_000);
afterEach(() => server.configure(nobodyIsNeeded));

let count = 0;
/** Registers a patient; a search by the MRN finds them when it stands. */
const register = (mrn: string) => registerPatient(record, mrn);
function nextMrn(): string {
  count += 1;
  return `M${String(count).padStart(4, "0")}`;
}

/** What stands: patients of the server, found by the search file, under an intact log. */
async function look(mrn: string) {
  const read = await record.door.vault.read(clinician, event("patients.searched", { queryLength: 1 }), async (tx) => {
    const ids = await listPatientIds(tx);
    const verifier = createChainVerifier();
    for (const row of await listAuditEntriesFrom(tx, 0, 10_000)) verifier.push(row);
    return ok({
      found: (await searchPatients(tx, mrn, 2)).length,
      unnamed: ids.length - (await namePatients(tx, ids)).size,
      verdict: verifier.report().verdict,
    });
  });
  return read.ok ? read.value : read.error.code;
}
const stands = { found: 1, unnamed: 0, verdict: "intact" };
const doesNotStand = { ...stands, found: 0 };
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const waitingBackends = () => Number(server.admin("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"));
async function untilCommitWaits(): Promise<void> {
  while (waitingBackends() === 0) await wait(50);
}

describe("an answer that is lost after the commit was sent", () => {
  it("is asked for again: what stands is acknowledged", async () => {
    server.configure(nobodyIsThere);
    await wait(300);
    const mrn = nextMrn();
    const acting = register(mrn);
    await untilCommitWaits();
    relay.cut();
    await wait(300);
    server.configure(nobodyIsNeeded);
    expect(await acting).toMatchObject({ ok: true });
    expect(await look(mrn)).toEqual(stands);
  });

  it("and is not known in bounded time is not acknowledged; the record settles by itself when it can be asked", async () => {
    server.configure(nobodyIsThere);
    await wait(300);
    const mrn = nextMrn();
    const startedMs = performance.now();
    const acting = register(mrn);
    await untilCommitWaits();
    relay.cut();
    expect(await acting).toMatchObject({ ok: false, error: { code: "vault.unreachable" } });
    expect(performance.now() - startedMs).toBeLessThan(30_000);
    server.configure(nobodyIsNeeded);
    await wait(2_000);
    // It stood after all: server, search and log agree on it.
    expect(await look(mrn)).toEqual(stands);
    expect(await register(nextMrn())).toMatchObject({ ok: true });
  }, 60_000);

  it("is not taken for an acknowledgement when the wait for a standby was called off", async () => {
    server.configure(nobodyIsThere);
    await wait(300);
    const mrn = nextMrn();
    const acting = register(mrn);
    await untilCommitWaits();
    server.admin("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
    // The note that it failed waits for a standby in its turn.
    await wait(300);
    server.configure(nobodyIsNeeded);
    expect(await acting).toMatchObject({ ok: false, error: { code: "vault.unreachable" } });
    expect(await look(mrn)).toEqual(stands);
  }, 60_000);
});

describe("a connection that is lost before the commit", () => {
  it("leaves nothing: no row, no entry, nothing for search to find", async () => {
    const blocker = await openSession({ host: "localhost", port: server.port }, { place, secret: rolePassword, ...servers });
    await blocker.script("BEGIN; LOCK TABLE audit_events IN EXCLUSIVE MODE");
    const mrn = nextMrn();
    const acting = register(mrn);
    await wait(500);
    relay.cut();
    await wait(200);
    await blocker.script("ROLLBACK");
    await blocker.end();
    expect(await acting).toMatchObject({ ok: false, error: { code: "vault.unreachable" } });
    expect(await look(mrn)).toEqual(doesNotStand);
  });

  it("costs nothing when it was lost between two acts", async () => {
    relay.cut();
    const mrn = nextMrn();
    expect(await register(mrn)).toMatchObject({ ok: true });
    expect(await look(mrn)).toEqual(stands);
  });
});

describe("the log under concurrency", () => {
  it("takes one entry after another, whoever writes: a gap, a fork and a second writer are refused below the program", async () => {
    const acts = Array.from({ length: 40 }, (_unused, index) =>
      record.door.vault.record(clinician, event("patients.searched", { queryLength: index })),
    );
    expect((await Promise.all(acts)).filter((outcome) => !outcome.ok)).toEqual([]);
    const session = await openSession({ host: "localhost", port: server.port }, { place, secret: rolePassword, ...servers });
    const newest = Number((await session.script("SELECT max(seq) AS seq FROM audit_events")).rows[0]?.["seq"]);
    const insert = (seq: number) =>
      session.script(`INSERT INTO audit_events (seq, at, ev, actor, canonical, hash) VALUES (${seq}, '', 'x', 'y', '', '')`);
    await expect(insert(newest + 2)).rejects.toThrow(/follow one another/);
    await expect(insert(newest)).rejects.toThrow(/follow one another/);
    await session.end();
    expect(await look("none")).toEqual(doesNotStand);
  });

  it("has no gap and no fork when many connections append as fast as they can, none of them waiting for its turn", async () => {
    const bare = (await preparePlace(server, createMemoryKeychain())).place;
    const open = () => openSession({ host: "localhost", port: server.port }, { place: bare, secret: rolePassword, ...servers });
    const sessions = await Promise.all(Array.from({ length: 6 }, open));
    const columns = "(seq, at, ev, actor, canonical, hash)";
    await sessions[0]?.script(`INSERT INTO audit_events ${columns} VALUES (0, '', 'x', 'first', '', '')`);
    let taken = 0;
    let refused = 0;
    await Promise.all(
      sessions.map(async (session, index) => {
        for (let tries = 0; tries < 40; tries += 1) {
          const next = `SELECT max(seq) + 1, '', 'x', '${index}', '', '' FROM audit_events`;
          await session.script(`INSERT INTO audit_events ${columns} ${next}`).then(
            () => {
              taken += 1;
            },
            () => {
              refused += 1;
            },
          );
        }
      }),
    );
    const [found] =
      (
        await sessions[0]?.script(
          "SELECT count(*) AS entries, min(seq) AS first, max(seq) AS last, count(DISTINCT actor) AS writers FROM audit_events",
        )
      )?.rows ?? [];
    expect(taken + refused).toBe(240);
    // They did get in each other's way.
    expect(refused).toBeGreaterThan(0);
    expect(found).toEqual({ entries: taken + 1, first: 0, last: taken, writers: 7 });
    await Promise.all(sessions.map((session) => session.end()));
  });
});

describe("closing and opening", () => {
  it("finds everything again", async () => {
    await record.door.lock();
    expect(await record.door.enter(person.username, person.password)).toMatchObject({ ok: true });
    expect(await look("M0001")).toEqual(stands);
  });
});

describe("a statement nobody waits for", () => {
  it("takes its transaction with it when it is refused, and the next one goes on", async () => {
    const engine = record.door.current()?.record.engine;
    const countJournal = () => engine?.transact(async ({ all }) => await all({ text: "SELECT count(*) AS n FROM search_journal", values: [] }));
    const before = await countJournal();
    const refused = engine?.transact(async ({ run, owe }) => {
      await run({ text: "INSERT INTO search_journal (kind, ref) VALUES ('note', '0')", values: [] });
      await owe({ text: "INSERT INTO audit_events (seq, at, ev, actor, canonical, hash) VALUES (0, '', '', '', '', '')", values: [] });
    });
    await expect(refused).rejects.toThrow("refused by the database");
    expect(await countJournal()).toEqual(before);
    const mrn = nextMrn();
    expect((await register(mrn)).ok).toBe(true);
    expect(await look(mrn)).toEqual(stands);
  });
});
