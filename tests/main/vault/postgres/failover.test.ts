import { afterAll, beforeAll, expect, it } from "vitest";
import { createChainVerifier, event } from "../../../../main/audit/index.ts";
import type { Patience } from "../../../../main/vault/engines/postgres/session.ts";
import { listAuditEntriesFrom } from "../../../../main/vault/stores/audit-entries.ts";
import { searchPatients } from "../../../../main/vault/stores/patient-index.ts";
import { listPatientIds, readPatient } from "../../../../main/vault/stores/patients.ts";
import { ok } from "../../../../shared/result.ts";
import { createMemoryKeychain } from "../../../support/memory-keychain.ts";
import { clinician, createTestRecord, person, type TestRecord } from "../../../support/open-test-record.ts";
import { preparePlace } from "../../../support/postgres/prepare-place.ts";
import { registerPatient } from "../../../support/postgres/register-patient.ts";
import { type PostgresServer, startPostgres } from "../../../support/postgres/start-postgres.ts";

const patience: Patience = { connectMs: 2_000, answerMs: 20_000, lockMs: 1_000, reconnectMs: 20_000 };

let primary: PostgresServer;
let standby: PostgresServer;
let record: TestRecord;

beforeAll(async () => {
  primary = await startPostgres({ durable: true });
  standby = await primary.makeStandby("standby1");
  primary.configure(["synchronous_standby_names = 'FIRST 1 (standby1)'", "synchronous_commit = on"]);
  const keychain = createMemoryKeychain();
  const prepared = await preparePlace(primary, keychain);
  const place = { ...prepared.place, servers: [primary, standby].map(({ port }) => ({ host: "localhost", port })) };
  record = await createTestRecord({ chosenPlace: { ...prepared, place }, servers: { permit: () => () => undefined, patience } }, keychain);
}, 90_000);
afterAll(async () => {
  await record.remove();
  await standby.stop();
  await primary.remove();
}, 60_000);

const register = (mrn: string) => registerPatient(record, mrn);

async function readAll() {
  const read = await record.door.vault.read(clinician, event("patients.searched", { queryLength: 0 }), async (tx) => {
    const verifier = createChainVerifier();
    for (const row of await listAuditEntriesFrom(tx, 0, 100_000)) verifier.push(row);
    const mrns: string[] = [];
    for (const id of await listPatientIds(tx)) mrns.push((await readPatient(tx, id))?.demographics.mrn ?? "");
    return ok({ mrns, verdict: verifier.report().verdict });
  });
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

it("a primary killed in the middle of work takes nothing with it that was acknowledged, and acknowledges nothing it took", async () => {
  const acknowledged: string[] = [];
  const refused: string[] = [];
  let killed = false;
  let working = true;
  const work = async (from: number) => {
    for (let at = 0; working; at += 1) {
      const mrn = `W${from}-${at}`;
      ((await register(mrn)).ok ? acknowledged : refused).push(mrn);
    }
  };
  // Several desks ask at once; the record takes them in turn.
  const desks = [1, 2, 3, 4].map(work);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const before = acknowledged.length;
  expect(before).toBeGreaterThan(10);
  await primary.kill();
  killed = true;
  await new Promise((resolve) => setTimeout(resolve, 500));
  // As an administrator's failover does: the standby takes over, and waits for nobody behind it.
  standby.configure(["synchronous_standby_names = ''"]);
  standby.promote();
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  working = false;
  await Promise.all(desks);
  expect(killed).toBe(true);
  expect(acknowledged.length).toBeGreaterThan(before + 4);
  const { mrns, verdict } = await readAll();
  const there = new Set(mrns);
  expect(acknowledged.filter((mrn) => !there.has(mrn))).toEqual([]);
  expect(refused.filter((mrn) => there.has(mrn))).toEqual([]);
  expect(there.size).toBe(acknowledged.length);
  expect(verdict).toBe("intact");
  const found = await record.door.vault.read(clinician, event("patients.searched", { queryLength: 4 }), async (tx) =>
    ok((await searchPatients(tx, acknowledged.at(-1) ?? "", 2)).length),
  );
  expect(found).toEqual({ ok: true, value: 1 });
}, 90_000);

it("the old primary, started again, is behind what was seen and is passed over", async () => {
  await record.door.lock();
  primary.configure(["synchronous_standby_names = ''"]);
  await primary.start();
  expect(await record.door.enter(person.username, person.password)).toMatchObject({ ok: true });
  expect(record.door.describe()).toMatchObject({ server: `localhost:${standby.port}` });
  expect((await readAll()).verdict).toBe("intact");
  await record.door.lock();
  await standby.stop();
  expect(await record.door.enter(person.username, person.password)).toMatchObject({ ok: false, error: { code: "vault.rolled-back" } });
  await standby.start();
  expect(await record.door.enter(person.username, person.password)).toMatchObject({ ok: true });
}, 90_000);
