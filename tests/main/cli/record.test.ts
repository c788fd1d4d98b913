import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { event, systemActor } from "../../../main/audit/index.ts";
import { runDoctor } from "../../../main/cli/doctor.ts";
import { runRecord } from "../../../main/cli/record.ts";
import { createTestRecord, type TestRecord } from "../../support/open-test-record.ts";
import { type PostgresServer, startPostgres } from "../../support/postgres/start-postgres.ts";
import { writeSignedPolicy } from "../../support/sign-policy.ts";

const rolePassword = "an invented database password";

let server: PostgresServer;
let record: TestRecord;
let folder: string;
let printed: string;

beforeAll(async () => {
  // As a clinic's must be: it flushes.
  server = await startPostgres({ durable: true });
  folder = mkdtempSync(join(tmpdir(), "chartwell-cli-"));
  writeSignedPolicy(join(folder, "policy.json"), { version: 1, owner: "Test", workstation: "shared" });
  vi.stubEnv("CHARTWELL_POLICY", join(folder, "policy.json"));
  record = await createTestRecord({ workstation: "shared" });
  for (let at = 0; at < 40; at += 1) await record.door.vault.record(systemActor, event("worklist.viewed", {}));
  await record.door.lock();
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((text) => {
      printed += String(text);
      return true;
    });
  }
}, 60_000);
afterAll(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await record.remove();
  await server.remove();
  rmSync(folder, { recursive: true });
}, 60_000);

const path = (name: string) => join(folder, name);
const machine = () => ({ profile: dirname(record.folder), clock: record.clock, keychain: record.keychain });
/** Says one command; what it is asked for is typed line by line. */
async function say(words: string, ...typed: string[]): Promise<number> {
  printed = "";
  vi.spyOn(process, "stdin", "get").mockReturnValue(Readable.from(typed.map((line) => `${line}\n`)) as never);
  return runRecord(words.split(" "), machine());
}
/** Runs what a command has written as the server's administrator. */
const administer = (file: string) => server.admin(readFileSync(path(file), "utf8"), "clinic");

it("an administrator takes a record to a server and back by commands alone", async () => {
  expect(await say("where --json")).toBe(0);
  expect(JSON.parse(printed)).toMatchObject({ engine: "sqlcipher", old: null });

  const place = { servers: [{ host: "localhost", port: server.port }], database: "clinic", authorityFile: "root.pem" };
  writeFileSync(path("place.json"), JSON.stringify(place));
  writeFileSync(path("root.pem"), server.authority.certificate);
  server.admin("CREATE DATABASE clinic");
  expect(await say(`prepare-postgres --place ${path("place.json")} --to ${path("prepare.sql")}`)).toBe(0);
  administer("prepare.sql");
  server.admin(`ALTER ROLE chartwell_app PASSWORD '${rolePassword}'`);

  expect(await say(`check --place ${path("place.json")}`, "a wrong password")).toBe(1);
  expect(printed).toContain("refused");
  expect(await say(`check --place ${path("place.json")}`, rolePassword)).toBe(0);
  expect(printed).not.toContain("FAIL");

  const before = record.keychain.items.size;
  expect(await say(`move --to postgres --place ${path("place.json")}`, "a wrong password")).toBe(2);
  expect(record.keychain.items.size).toBe(before);
  expect(await say(`move --to postgres --place ${path("place.json")}`, rolePassword)).toBe(0);
  expect(JSON.parse(printed)).toMatchObject({ from: "sqlcipher", to: "postgresql" });
  expect(JSON.parse(printed).logEntries).toBeGreaterThanOrEqual(40);

  expect(await say("where --json")).toBe(0);
  expect(JSON.parse(printed)).toEqual({
    ...place,
    servers: [`localhost:${server.port}`],
    engine: "postgresql",
    schema: "chartwell",
    old: "sqlcipher",
    authorityFile: undefined,
  });
  expect(await say("check")).toBe(0);
  expect(await runDoctor(["--json"], machine())).toBe(0);

  expect(await say("forget-old")).toBe(0);
  expect(JSON.parse(printed)).toEqual({ kind: "gone", place: "sqlcipher" });
  expect(await say("forget-old")).toBe(2);

  expect(await say("move --to sqlcipher")).toBe(0);
  expect(JSON.parse(printed)).toMatchObject({ from: "postgresql", to: "sqlcipher" });
  expect(await say("forget-old")).toBe(2);
  expect(await say(`forget-old --to ${path("remove.sql")}`)).toBe(1);
  administer("remove.sql");
  expect(await say("forget-old")).toBe(0);
  expect(await say("where --json")).toBe(0);
  expect(JSON.parse(printed)).toMatchObject({ engine: "sqlcipher", old: null });
  expect(record.keychain.items.size).toBe(before);
}, 90_000);

it("says what it needs when it is asked wrongly, and does nothing", async () => {
  for (const words of ["", "move", "move --to elsewhere", "move --to postgres", "check", "migrate", "prepare-postgres", "choose", "set-server"])
    expect(await say(words), words).toBe(2);
  expect(await say("check --place nowhere.json")).toBe(2);
});
