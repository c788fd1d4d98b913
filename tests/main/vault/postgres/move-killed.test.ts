import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "../../../../main/audit/index.ts";
import { verifyWholeLog } from "../../../../main/cli/audit-verify.ts";
import type { ChosenPlace } from "../../../../main/vault/place.ts";
import { createRecordDoor, type RecordDoor } from "../../../../main/vault/record-door.ts";
import { locateArriving, locateRecord } from "../../../../main/vault/record-files.ts";
import { moveRecord } from "../../../../main/workflows/move-record.ts";
import { createFileKeychain } from "../../../../scripts/faults/keychain-file.ts";
import { createFakeClock } from "../../../support/fake-clock.ts";
import { fillEveryTable } from "../../../support/live-stores.ts";
import { createMemoryKeychain } from "../../../support/memory-keychain.ts";
import { createTestRecord, person } from "../../../support/open-test-record.ts";
import type { Death, DyingMove } from "../../../support/postgres/move-and-die.ts";
import { preparePlace } from "../../../support/postgres/prepare-place.ts";
import { readFileRows } from "../../../support/postgres/read-rows.ts";
import { type PostgresServer, startPostgres } from "../../../support/postgres/start-postgres.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const servers = { permit: () => () => undefined };

let server: PostgresServer;
let home: string;
/** The newest position and every row of the record, as it was before anything was moved. */
let before: { readonly seq: number; readonly rows: Record<string, unknown[]> };

beforeAll(async () => {
  server = await startPostgres();
  home = mkdtempSync(join(tmpdir(), "chartwell-moves-"));
  const record = await createTestRecord({ servers }, createMemoryKeychain());
  await fillEveryTable(record);
  const seq = record.door.vault.standing()?.lastSeq ?? 0;
  before = { seq, rows: await readFileRows(record, seq) };
  await record.door.lock();
  cpSync(record.folder, join(home, "record"), { recursive: true });
  mkdirSync(join(home, "keychain"));
  for (const [account, key] of record.keychain.items) writeFileSync(join(home, "keychain", account), key);
  await record.remove();
}, 60_000);
afterAll(async () => {
  await server.remove();
  rmSync(home, { recursive: true, force: true });
}, 60_000);

/** A copy of that record for one try, with a keychain that outlives a process. */
interface Try {
  readonly folder: string;
  readonly keychain: string;
  readonly door: RecordDoor;
}

let count = 0;
function copyRecord(): Try {
  count += 1;
  const [folder, keychain] = [join(home, `record-${count}`), join(home, `keychain-${count}`)];
  cpSync(join(home, "record"), folder, { recursive: true });
  cpSync(join(home, "keychain"), keychain, { recursive: true });
  return { folder, keychain, door: openDoor(folder, keychain) };
}
const openDoor = (folder: string, keychain: string) =>
  createRecordDoor({
    ...{ folder, keychain: createFileKeychain(keychain), clock: createFakeClock(), servers },
    ...{ bootId: "boot-test", passphraseAllowed: false, workstation: "personal" as const, careTeamOnly: false },
  });

const enter = (door: RecordDoor) => door.enter(person.username, person.password);
const move = ({ door, keychain }: Try, target: ChosenPlace | null) =>
  moveRecord(
    {
      ...{ door, keychain: createFileKeychain(keychain), servers, by: systemActor },
      ...{ clock: createFakeClock(), bootId: "boot-test", onProgress: () => undefined },
    },
    target,
  );

/** Starts a move in a program of its own, which is killed (-9) on the way. */
async function moveAndDie({ folder, keychain }: Try, target: ChosenPlace | null, death: Death): Promise<void> {
  const plan = join(home, "plan.json");
  writeFileSync(plan, JSON.stringify({ folder, keychain, target, death } satisfies DyingMove));
  const words = [
    "--import",
    "tsx",
    "--import",
    join(root, "scripts/setup/build-constants.mjs"),
    join(root, "tests/support/postgres/move-and-die.ts"),
    plan,
  ];
  const child = spawn(process.execPath, words, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
}

/** Opens what is there by itself, as the next start of the program does, and gives the engine it lies on. */
async function recover(tried: Try): Promise<string> {
  const door = openDoor(tried.folder, tried.keychain);
  expect(await door.find()).toEqual({ kind: "locked" });
  // The server may not have noticed yet that the killed program is gone.
  let entered = await enter(door);
  for (let tries = 0; !entered.ok && entered.error.code === "vault.held-elsewhere" && tries < 20; tries += 1) entered = await enter(door);
  expect(entered).toMatchObject({ ok: true });
  expect((await verifyWholeLog({ door, by: systemActor }, null))?.verdict).toBe("intact");
  const engine = door.describe()?.["engine"] ?? "sqlcipher";
  const whole = { ...tried, door };
  if (engine === "postgresql") {
    rmSync(locateRecord(tried.folder).database, { force: true });
    expect(await move(whole, null)).toMatchObject({ ok: true });
  }
  expect(await readFileRows(whole, before.seq)).toEqual({
    ...before.rows,
    audit_checkpoints: expect.arrayContaining(before.rows["audit_checkpoints"] ?? []),
  });
  await door.lock();
  return String(engine);
}

describe("a move that is killed", () => {
  const inFile = "sqlcipher";
  const onServer = "postgresql";
  it.each<[string, Death, string]>([
    ["while it copies", { at: "copying", table: "notes" }, inFile],
    ["while it reads back", { at: "verifying", table: "audit_events" }, inFile],
    ["before the envelope names the server", { at: "before-rename", file: "keys.json" }, inFile],
    ["between the two copies of the envelope", { at: "after-rename", file: "keys.json" }, onServer],
    ["once both name the server", { at: "after-rename", file: "keys.copy.json" }, onServer],
  ])(
    "to a server, %s, leaves exactly one record, whole",
    async (_when, death, expected) => {
      const tried = copyRecord();
      const there = await preparePlace(server, createFileKeychain(tried.keychain));
      await moveAndDie(tried, there, death);
      expect(await recover(tried)).toBe(expected);
      // What a cut-off move has left there is taken back by the next.
      if (expected === inFile) {
        const again = { ...tried, door: openDoor(tried.folder, tried.keychain) };
        expect(await enter(again.door)).toMatchObject({ ok: true });
        expect(await move(again, there)).toMatchObject({ ok: true });
        await again.door.lock();
      }
    },
    60_000,
  );

  it.each<[string, Death, string]>([
    ["while it copies", { at: "copying", table: "notes" }, onServer],
    ["while it reads back", { at: "verifying", table: "audit_events" }, onServer],
    ["before the envelope names the file", { at: "before-rename", file: "keys.json" }, onServer],
    ["before the file takes its name", { at: "before-rename", file: "record.db" }, inFile],
    ["once it has", { at: "after-rename", file: "record.db" }, inFile],
  ])(
    "to a file, %s, leaves exactly one record, whole",
    async (_when, death, expected) => {
      const tried = copyRecord();
      const there = await preparePlace(server, createFileKeychain(tried.keychain));
      expect(await enter(tried.door)).toMatchObject({ ok: true });
      expect(await move(tried, there)).toMatchObject({ ok: true });
      await tried.door.lock();
      rmSync(locateRecord(tried.folder).database);
      await moveAndDie(tried, null, death);
      expect(await recover(tried)).toBe(expected);
      expect(existsSync(locateArriving(locateRecord(tried.folder)))).toBe(false);
    },
    60_000,
  );
});
