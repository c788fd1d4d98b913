import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "../../../../main/audit/index.ts";
import { unlockWithWords } from "../../../../main/vault/find-record.ts";
import { hiddenColumns } from "../../../../main/vault/hidden-columns.ts";
import { openKeybag } from "../../../../main/vault/keybag.ts";
import { readEnvelope } from "../../../../main/vault/keys/envelope.ts";
import { openKeptKey } from "../../../../main/vault/keys/kept-keys.ts";
import { locateRecord } from "../../../../main/vault/record-files.ts";
import { moveRecord } from "../../../../main/workflows/move-record.ts";
import type { PatientId } from "../../../../shared/domain/ids.ts";
import { buildDemographics, spokenSession } from "../../../support/build-patient.ts";
import { clinic as office, people, startTestApp, startTestClinicWithWords, type TestApp } from "../../../support/compose-test-app.ts";
import { destroyPatient } from "../../../support/destroy-patient.ts";
import { layRecordsOn } from "../../../support/engine-under-test.ts";
import { fillEveryTable } from "../../../support/live-stores.ts";
import { createMemoryKeychain } from "../../../support/memory-keychain.ts";
import { createTestRecord } from "../../../support/open-test-record.ts";
import { findPlanted, readFolder, type Searched } from "../../../support/postgres/find-planted.ts";
import { preparePlace } from "../../../support/postgres/prepare-place.ts";
import { readFileRows } from "../../../support/postgres/read-rows.ts";
import { type PostgresServer, startPostgres } from "../../../support/postgres/start-postgres.ts";
import { signSession } from "../../../support/sign-session.ts";

let server: PostgresServer;
let standby: PostgresServer;
let clinic: TestApp;
let words: string[];
let backups: string;

beforeAll(async () => {
  server = await startPostgres({ lines: ["archive_mode = on", "archive_command = 'mkdir -p ../archive && cp %p ../archive/%f'"] });
  standby = await server.makeStandby("standby1");
  backups = mkdtempSync(join(tmpdir(), "chartwell-backups-"));
  layRecordsOn(server);
  ({ app: clinic, words } = await startTestClinicWithWords({ backupFolder: backups }));
  await clinic.signIn("abara");
  await clinic.ask("backups.configure", { everyHours: 24, keepCount: 5, chooseNew: true });
}, 90_000);
afterAll(async () => {
  await clinic.remove();
  layRecordsOn(null);
  await standby.stop();
  await server.remove();
  rmSync(backups, { recursive: true, force: true });
}, 60_000);

/** A patient with a signed note and a session, all of it sown with one planted word. */
async function registerWithNote(mrn: string, word: string): Promise<PatientId> {
  await clinic.signIn("whitcombe");
  const { id: patientId } = await clinic.ask("patients.register", buildDemographics({ mrn, familyName: word, alerts: `${word} allergy` }));
  await clinic.ask("consents.record", { patientId, kind: "ai-drafting", decision: "given", method: "signed-form", textVersion: "2026-1" });
  await signSession(clinic, patientId, { text: `${spokenSession}\nClient: I said ${word}.`, add: ` ${word}` });
  return patientId;
}

const database = () => server.admin("SELECT datname FROM pg_database WHERE datname LIKE 'record_%' ORDER BY oid LIMIT 1").trim();

/** All that whoever runs the servers holds: a whole dump, both logs, both data folders, the archived log of changes. */
async function readServers(): Promise<Searched[]> {
  server.admin("CHECKPOINT; SELECT pg_switch_wal()");
  const reached = () =>
    standby.admin("SELECT pg_last_wal_replay_lsn() >= pg_last_wal_receive_lsn() AND pg_last_wal_receive_lsn() IS NOT NULL").trim();
  const archived = () => Number(server.admin("SELECT count(*) FROM pg_ls_dir('pg_wal/archive_status') f WHERE f LIKE '%.ready'"));
  for (let tries = 0; (reached() !== "t" || archived() > 0) && tries < 100; tries += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  standby.admin("CHECKPOINT");
  return [
    ["dump", Buffer.from(server.dump(database()))],
    ["log", Buffer.from(server.log())],
    ["standby's log", Buffer.from(standby.log())],
    ...readFolder(server.data, "data"),
    ...readFolder(standby.data, "standby"),
    ...readFolder(join(server.folder, "archive"), "archive"),
  ];
}
const whereFound = (places: readonly Searched[], bytes: Buffer) =>
  [...new Set(places.filter(([, all]) => all.includes(bytes)).map(([name]) => name.split(":")[0]))].sort();

describe("whoever runs the servers", () => {
  it("finds nothing that was said, written or named: not in a dump, the logs, the files, the archive, a replica", async () => {
    const patientId = await registerWithNote("QUOLL-77101", "Quokkamere");
    await clinic.ask("patients.search", { query: "quokkamere", limit: 5 });
    await clinic.codeOf("patients.register", buildDemographics({ mrn: "QUOLL-77101", familyName: "Wombatford" }));
    const places = await readServers();
    const planted = [
      "Quokkamere",
      "quokkamere",
      "QUOLL-77101",
      "Wombatford",
      office.name,
      office.address,
      office.phone,
      ...people.map(({ displayName }) => displayName),
      ...people.map(({ username }) => username),
    ];
    expect(findPlanted(places, planted)).toEqual([]);
    // What is in clear is found in each of them: the search is no sham.
    expect(whereFound(places, Buffer.from(patientId))).toEqual(["archive", "data", "dump", "log", "standby"]);
    expect(findPlanted([["hex", Buffer.from(Buffer.from("…Quokkamere…").toString("hex"))]], ["Quokkamere"])).toHaveLength(1);
    expect(
      findPlanted(
        ["a", "bc", "def"].map((before) => [before, Buffer.from(Buffer.from(`${before}Quokkamere!`).toString("base64"))] as const),
        ["Quokkamere"],
      ),
    ).toHaveLength(3);
  }, 90_000);

  it("finds no value of any column that is hidden, whatever store wrote it", async () => {
    layRecordsOn(null);
    const record = await createTestRecord({ servers: { permit: () => () => undefined } }, createMemoryKeychain());
    await fillEveryTable(record);
    const rows = await readFileRows(record, Number.MAX_SAFE_INTEGER);
    const values = Object.entries(hiddenColumns).flatMap(([table, { columns }]) =>
      (rows[table] as Record<string, unknown>[]).flatMap((row) => columns.map((column) => ({ at: `${table}.${column}`, value: row[column] }))),
    );
    const spell = (value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString("hex") : String(value ?? ""));
    // Shorter words are found in anything; a value of one repeated letter is what other columns are filled with here.
    const telling = values.map(({ at, value }) => ({ at, value: spell(value) })).filter(({ value }) => value.length > 5 && new Set(value).size > 2);
    const covered = new Set(telling.map(({ at }) => at.split(".")[0]));
    expect(Object.keys(hiddenColumns).filter((table) => !covered.has(table))).toEqual(["snippets"]);
    const there = await preparePlace(server, record.keychain);
    const parts = {
      keychain: record.keychain,
      servers: { permit: () => () => undefined },
      bootId: "b",
      by: systemActor,
      onProgress: () => undefined,
    };
    expect(await moveRecord({ door: record.door, clock: record.clock, ...parts }, there)).toMatchObject({ ok: true });
    const dumped = [["dump", Buffer.from(server.dump(there.place.database))] as const];
    expect(telling.filter(({ value }) => findPlanted(dumped, [value]).length > 0)).toEqual([]);
    await record.remove();
    layRecordsOn(server);
  }, 60_000);
});

describe("a destroyed patient", () => {
  it("is left wherever a server keeps old rows, and no key that exists opens them; a backup restores everybody else", async () => {
    await registerWithNote("00772", "Numbatley");
    const patientId = await registerWithNote("00773", "Bilbyfield");
    await clinic.signIn("abara");
    await clinic.ask("backups.run", {});
    const sealed = listSealed(patientId);
    expect(sealed.length).toBeGreaterThan(2);
    const keyBefore = readKeybag((keybag) => keybag.find(patientId, "record"));
    expect(keyBefore).not.toBeNull();
    const { backupsRewritten, backupsOutOfReach } = await destroyPatient(clinic, patientId);
    expect({ backupsRewritten, backupsOutOfReach }).toEqual({ backupsRewritten: 1, backupsOutOfReach: 0 });
    server.admin("VACUUM FULL", database());
    const places = await readServers();
    for (const blob of sealed) {
      // A server forgets nothing by itself: that is why the key has to go.
      expect(whereFound(places, blob)).toContain("archive");
      expect(whereFound(places, blob)).not.toContain("dump");
    }
    expect(findPlanted(places, ["Bilbyfield", "bilbyfield"])).toEqual([]);
    expect(whereFound(places, Buffer.from(keyBefore?.wrapped ?? []))).toEqual([]);
    expect(readKeybag((keybag) => keybag.find(patientId, "record"))).toBeNull();
    expect(readKeybag((keybag) => keybag.find(patientId, "accounting"))).not.toBeNull();
    expect(await clinic.ask("audit.verify", {})).toMatchObject({ intact: true });

    const [line] = (await clinic.ask("backups.status", {})).backups;
    expect(await clinic.ask("backups.drill", { backupId: line?.id as never })).toMatchObject({ verdict: "restorable", patients: 2 });
    const elsewhere = await restoreElsewhere();
    const found = await elsewhere.ask("patients.search", { query: "", limit: 50 });
    expect(found.patients.map(({ mrn }) => mrn).sort()).toEqual(["00772", "QUOLL-77101"]);
    expect(await elsewhere.ask("audit.verify", {})).toMatchObject({ intact: true });
    await elsewhere.remove();
  }, 120_000);
});

/** Another machine: nothing of the record, a keychain of its own, the same backup folder; its record is a file. */
async function restoreElsewhere(): Promise<TestApp> {
  layRecordsOn(null);
  const elsewhere = await startTestApp({ clock: clinic.clock, keychain: createMemoryKeychain(), backupFolder: backups });
  layRecordsOn(server);
  const { backups: offered } = await elsewhere.ask("setup.findBackups", {});
  expect(await elsewhere.ask("setup.restore", { name: offered[0]?.name ?? "", words })).toMatchObject({ withheld: expect.any(Number) });
  await elsewhere.signIn("abara");
  return elsewhere;
}

/** Every sealed value of a patient, as the server holds it. */
function listSealed(patientId: PatientId): Buffer[] {
  const columns = ["patients.demographics:id", "encounters.transcript:patient_id", "notes.body:patient_id"].map(
    (spec) => /(\w+)\.(\w+):(\w+)/.exec(spec) ?? [],
  );
  return columns.flatMap(([, table, column, by]) =>
    server
      .admin(`SELECT encode(${column}, 'hex') FROM chartwell.${table} WHERE ${by} = '${patientId}'`, database())
      .trim()
      .split("\n")
      .filter((hex) => hex !== "")
      // As much of it as lies on one page for certain.
      .map((hex) => Buffer.from(hex, "hex").subarray(0, 48)),
  );
}

/** Opens the keybag as whoever holds the printed words could. */
function readKeybag<T>(look: (keybag: Exclude<ReturnType<typeof openKeybag>, string>) => T): T {
  const files = locateRecord(join(clinic.folder, "record"));
  const envelope = readEnvelope(files.envelopes);
  if (typeof envelope === "string") throw new Error(envelope);
  const unlocked = unlockWithWords(envelope, words);
  const key = unlocked.ok ? openKeptKey(unlocked.value, "keybag", envelope.keybag) : null;
  if (key === null) throw new Error("the words do not open it");
  const keybag = openKeybag(files.keybag(envelope.keybag.file), key, { create: false });
  if (typeof keybag === "string") throw new Error(keybag);
  const seen = look(keybag);
  keybag.close();
  return seen;
}
