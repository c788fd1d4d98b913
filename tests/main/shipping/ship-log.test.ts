import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashEntry } from "../../../main/audit/chain.ts";
import { event, readEntry, systemActor } from "../../../main/audit/index.ts";
import { PolicySchema } from "../../../main/policy/index.ts";
import { isPair } from "../../../main/shipping/index.ts";
import { openFile } from "../../../main/vault/engines/load-driver.ts";
import { readAnchor } from "../../../main/vault/stores/audit-anchors.ts";
import { listDestinations } from "../../../main/workflows/list-destinations.ts";
import { createShipping, keepShippingKey, type Shipping, shipAgain } from "../../../main/workflows/ship-log.ts";
import { ok } from "../../../shared/result.ts";
import { type Issued, issue, makeAuthority } from "../../support/certificates.ts";
import { createTestRecord, person, type TestRecord } from "../../support/open-test-record.ts";
import { prepareRsyslog, type Rsyslog } from "../../support/start-rsyslog.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
let folder: string;
let siem: Rsyslog;
let record: TestRecord;
let shipping: Shipping;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-siem-"));
  siem = await prepareRsyslog(folder);
  record = await createTestRecord();
  await keepShippingKey(record.door.vault, systemActor, keyOf(siem.client));
  shipping = openShipping();
});
afterEach(async () => {
  await siem.stop();
  await record.remove();
  rmSync(folder, { recursive: true, force: true });
});

const keyOf = ({ certificate, key }: Issued) => ({ certificate, privateKey: key });
const writePolicy = (authority = siem.authority) => ({
  version: 1 as const,
  owner: "Test",
  audit: { siem: { host: "localhost", port: siem.port, authorities: [authority.certificate] } },
});
const openShipping = (authority = siem.authority) => {
  const { audit } = PolicySchema.parse(writePolicy(authority));
  const [destination] = listDestinations(audit, () => {
    throw new Error("only the log server is named here");
  });
  if (destination === undefined) throw new Error("no log server");
  return createShipping({ door: record.door, clock: record.clock, destination, random: () => 0 });
};
const act = async (times: number) => {
  for (let count = 0; count < times; count += 1) await record.door.vault.record(systemActor, event("users.listed", {}));
};
const ship = async () => {
  // Past every wait after a failure; then past the time in which entries gather.
  record.clock.advance(700_000);
  await shipping.runIfDue();
  record.clock.advance(31_000);
  await shipping.runIfDue();
};
const standing = async () => {
  const read = await record.door.vault.read(systemActor, event("anchors.listed", {}), async (tx) => ok(await readAnchor(tx, "siem")));
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
};
const lastSeq = () => record.door.vault.standing()?.lastSeq ?? -1;

interface Line {
  readonly inst: string;
  readonly seq: number;
  readonly hash: string;
  readonly prev: string;
  readonly ts: string;
}
const shape = /^<85>1 (\S+) ([0-9a-f]{32}) chartwell \d+ CLINIC\+AUDIT \[audit@32473 seq="(\d+)" hash="([0-9a-f]{64})" inst="\2"\] \uFEFF(\{.*\})$/;

/** Reads an entry's line as a log server would; null for a checkpoint's, and for one that a server killed at that moment wrote half. */
function readLine(line: string): Line | null {
  const [, ts = "", inst = "", seq = "", hash = "", canonical = ""] = shape.exec(line) ?? [];
  if (canonical === "" || hashEntry(canonical) !== hash) return null;
  return { inst, seq: Number(seq), hash, prev: readEntry(canonical)?.prev ?? "", ts };
}
const readEntries = (lines: readonly string[]) => lines.map(readLine).filter((line) => line !== null);
const sent = (lines: readonly string[]) => new Set(readEntries(lines).map(({ seq }) => seq));

/** Runs every rule of the documentation over lines, as an administrator would. */
function findByRules(lines: readonly Line[]): { finding: string; seq: number }[] {
  const rules = [...readFileSync(join(root, "docs/siem.md"), "utf8").matchAll(/```sql\n([^`]+)```/g)].map(([, rule]) => rule ?? "");
  expect(rules).toHaveLength(4);
  const database = openFile(":memory:", { mustExist: false, readOnly: false });
  database.exec("CREATE TABLE lines (inst TEXT, seq INTEGER, hash TEXT, prev TEXT, ts TEXT)");
  const insert = database.prepare("INSERT INTO lines VALUES (?, ?, ?, ?, ?)");
  for (const { inst, seq, hash, prev, ts } of lines) insert.run(inst, seq, hash, prev, ts);
  const found = rules.flatMap((rule) => database.prepare(rule).all() as { finding: string; seq: number }[]);
  database.close();
  return found;
}

describe("the log at a real rsyslog", () => {
  it("arrives whole and once, with its checkpoints, and an idle log sends nothing", async () => {
    await siem.start();
    await act(700);
    const upTo = lastSeq();
    await ship();
    const lines = await siem.until((found) => sent(found).size > upTo);
    const entries = readEntries(lines);
    // A server with several workers may write the lines of two connections side by side; the position in each is what counts.
    expect(entries.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(entries.map((_line, index) => index));
    expect(lines.filter((line) => line.includes("CLINIC+CHECKPOINT")).length).toBeGreaterThanOrEqual(2);
    expect(findByRules(entries)).toEqual([]);
    const reached = lastSeq();
    for (let round = 0; round < 5; round += 1) await ship();
    expect(lastSeq()).toBe(reached);
  });

  it("waits while the server is away, however it went, and then sends what is missing", async () => {
    await act(20);
    await shipping.runIfDue();
    expect(await standing()).toMatchObject({ size: 0, failedCode: "shipping.unreachable", attempts: 1 });
    await siem.start();
    await ship();
    await siem.stop("SIGKILL");
    await act(150);
    record.clock.advance(40_000);
    await shipping.runIfDue();
    await shipping.runIfDue();
    const failed = await standing();
    expect(failed).toMatchObject({ attempts: 1 });
    record.clock.advance(3 * 3_600_000);
    await act(50);
    await siem.start();
    const upTo = lastSeq();
    await ship();
    const entries = readEntries(await siem.until((found) => sent(found).size > upTo));
    expect(findByRules(entries)).toEqual([]);
    expect(await standing()).toMatchObject({ failedCode: null, attempts: 0 });
  });

  it("is whole at the end though the server was killed again and again in the middle of a shipment", async () => {
    let interrupted = 0;
    for (let round = 0; round < 8; round += 1) {
      await siem.start();
      await act(400);
      record.clock.advance(700_000);
      const shipped = shipping.runIfDue();
      await new Promise((resolve) => setTimeout(resolve, round * 6));
      await siem.stop("SIGKILL");
      await shipped;
      interrupted += (await standing()).attempts;
    }
    expect(interrupted).toBeGreaterThan(0);
    await siem.start();
    const upTo = lastSeq();
    await ship();
    const entries = readEntries(await siem.until((found) => found.some((line) => readLine(line)?.seq === upTo)));
    expect(findByRules(entries)).toEqual([]);
  });

  it("comes again from a gap on, when an administrator says so", async () => {
    await siem.start();
    await act(1_500);
    const upTo = lastSeq();
    await ship();
    await siem.until((found) => sent(found).size > upTo);
    expect(await shipAgain(record.door.vault, systemActor, 7)).toMatchObject({ ok: true });
    await ship();
    const lines = await siem.until((found) => readEntries(found).length > 2 * upTo - 7);
    expect(readEntries(lines).filter(({ seq }) => seq === 6)).toHaveLength(1);
    expect(readEntries(lines).filter(({ seq }) => seq === 7)).toHaveLength(2);
    expect(findByRules(readEntries(lines))).toEqual([]);
  });

  it("comes twice, never half, after a sender was killed between the arrival and its mark", async () => {
    await siem.start();
    await act(30);
    await record.door.lock();
    const items = [...record.keychain.items].map(([account, key]) => [account, Buffer.from(key).toString("base64")]);
    writeFileSync(join(folder, "keychain.json"), JSON.stringify(items));
    writeFileSync(join(folder, "policy.json"), JSON.stringify(writePolicy()));
    const words = ["--import", "tsx", "--import", join(root, "scripts/setup/build-constants.mjs"), join(root, "tests/support/ship-and-die.ts")];
    const child = spawnSync(process.execPath, [...words, record.folder, join(folder, "keychain.json"), join(folder, "policy.json")], {
      cwd: root,
      encoding: "utf8",
    });
    expect({ signal: child.signal, said: child.stderr }).toEqual({ signal: "SIGKILL", said: "" });
    const before = readEntries(await siem.until((found) => sent(found).size > 30)).length;
    const entered = await record.door.enter(person.username, person.password);
    if (!entered.ok) throw new Error(entered.error.code);
    expect((await standing()).size).toBe(0);
    shipping = openShipping();
    const upTo = lastSeq();
    await ship();
    // A log server that has just lost a sender may break the next connection off; the program comes again, as it does here.
    if ((await standing()).size <= upTo) await ship();
    const entries = readEntries(await siem.until((found) => sent(found).size > upTo));
    expect(entries.length).toBeGreaterThanOrEqual(before + upTo);
    expect(findByRules(entries)).toEqual([]);
  });

  it("knows a certificate and its key, and no other pair", () => {
    const other = makeAuthority(folder, "other");
    expect(isPair(keyOf(siem.client))).toBe(true);
    expect(isPair({ certificate: siem.client.certificate, privateKey: other.key })).toBe(false);
    expect(isPair({ certificate: "-----BEGIN CERTIFICATE-----", privateKey: other.key })).toBe(false);
  });

  it("goes to no server the policy's authority did not vouch for, and no server takes it from a stranger", async () => {
    await siem.start();
    const stranger = makeAuthority(folder, "stranger");
    shipping = openShipping(stranger);
    await act(3);
    await ship();
    expect(await standing()).toMatchObject({ size: 0, failedCode: "shipping.certificate-refused" });
    await keepShippingKey(record.door.vault, systemActor, keyOf(issue(folder, stranger, "chartwell-stranger", ["extendedKeyUsage=clientAuth"])));
    shipping = openShipping();
    await ship();
    expect(await standing()).toMatchObject({ size: 0, failedCode: expect.stringMatching(/^shipping\./) });
    expect(siem.lines()).toEqual([]);
  });

  it("shows a fork, a gap, an edit and a clock turned back by the documented rules", async () => {
    await siem.start();
    await act(30);
    const upTo = lastSeq();
    await ship();
    const entries = readEntries(await siem.until((found) => sent(found).size > upTo));
    const at = (seq: number) => entries[seq] as Line;
    const forged = { ...at(10), hash: "f".repeat(64) };
    expect(findByRules([...entries, forged])).toContainEqual(expect.objectContaining({ finding: "fork", seq: 10 }));
    expect(findByRules(entries.toSpliced(10, 1))).toEqual([expect.objectContaining({ finding: "gap", seq: 11 })]);
    expect(findByRules(entries.with(10, forged))).toEqual([expect.objectContaining({ finding: "link", seq: 11 })]);
    expect(findByRules(entries.with(10, { ...at(10), ts: "2020-01-01T00:00:00.000Z" }))).toEqual([
      expect.objectContaining({ finding: "clock", seq: 10 }),
    ]);
  });
});
