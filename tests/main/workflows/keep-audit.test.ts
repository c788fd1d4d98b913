import { generateKeyPairSync } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  createAnchoredVerifier,
  createMerkleTree,
  event,
  hashLeaf,
  signCheckpoint,
  systemActor,
  writeEndorsement,
} from "../../../main/audit/index.ts";
import { listCheckpoints } from "../../../main/vault/stores/audit-checkpoints.ts";
import { listAuditEntriesFrom } from "../../../main/vault/stores/audit-entries.ts";
import { createAuditWatch } from "../../../main/workflows/keep-audit.ts";
import { ok } from "../../../shared/result.ts";
import { createTestRecord, type TestRecord } from "../../support/open-test-record.ts";

let record: TestRecord;
beforeEach(async () => {
  record = await createTestRecord();
  await record.door.vault.record(systemActor, event("app.started", { appVersion: "0", runtime: "node", keychain: "none", recovered: false }));
});
afterEach(() => record.remove());

const dayMs = 24 * 3_600_000;

async function readLog() {
  const read = await record.door.vault.read(systemActor, event("audit.verified", { fromSeq: 0 }), async (tx) =>
    ok({ kept: await listCheckpoints(tx), rows: await listAuditEntriesFrom(tx, 0, 10_000) }),
  );
  if (!read.ok || read.value.kept === null) throw new Error("no log");
  const { kept, rows } = read.value;
  return { notes: kept.notes, rows, key: { name: kept.keyName, publicKey: Buffer.from(kept.publicKey, "base64") } };
}

async function verify() {
  const { notes, rows, key } = await readLog();
  const verifier = createAnchoredVerifier(notes, key);
  for (const row of rows) if (!verifier.push(row)) break;
  return { ...verifier.report(), events: rows.map(({ canonical }) => (JSON.parse(canonical) as { ev: string }).ev) };
}

describe("the key that signs the log", () => {
  it("hands on to a new one, and the oldest key still opens every checkpoint", async () => {
    const before = await readLog();
    for (let time = 0; time < 3; time += 1) {
      expect(await record.door.vault.record(systemActor, event("log.key-rotated", {}))).toMatchObject({ ok: true });
      await record.door.vault.record(systemActor, event("app.stopped", {}));
    }
    const after = await readLog();
    expect(after.key).toEqual(before.key);
    expect(after.notes).toHaveLength(7);
    const report = await verify();
    expect(report).toMatchObject({ verdict: "intact" });
    expect(report.anchoredTo).toBe(report.events.lastIndexOf("app.stopped") + 1);
  });

  it("signs no more once it has handed on", () => {
    const make = () => {
      const pair = generateKeyPairSync("ed25519");
      const publicKey = Buffer.from(pair.publicKey.export({ format: "jwk" }).x ?? "", "base64url");
      return { key: { name: "log", publicKey }, privateKey: pair.privateKey };
    };
    const [oldest, next] = [make(), make()];
    const tree = createMerkleTree();
    const seal = (by: typeof oldest, size: number, extensions: string[] = []) => {
      for (let at = tree.size(); at < size; at += 1) tree.append(hashLeaf(String(at)));
      return signCheckpoint({ origin: "o", size, root: tree.root(), extensions }, by.key, by.privateKey);
    };
    const line = [seal(oldest, 1), seal(oldest, 2, [writeEndorsement(next.key)]), seal(next, 3)];
    expect(createAnchoredVerifier(line, oldest.key).report().verdict).toBe("tail-missing");
    expect(createAnchoredVerifier([...line, seal(oldest, 4)], oldest.key).report().verdict).toBe("checkpoint-unsigned");
    expect(createAnchoredVerifier(line, next.key).report().verdict).toBe("checkpoint-unsigned");
  });
});

describe("the watch over the log", () => {
  it("renews the key after a year, once", async () => {
    const watch = createAuditWatch({ door: record.door, clock: record.clock });
    await watch.runIfDue();
    expect((await verify()).events).not.toContain("log.key-rotated");
    record.clock.advance(366 * dayMs);
    await watch.runIfDue();
    await watch.runIfDue();
    expect((await verify()).events.filter((name) => name === "log.key-rotated")).toHaveLength(1);
  });

  it("writes a heartbeat after a silent day, and nothing while there is life", async () => {
    const watch = createAuditWatch({ door: record.door, clock: record.clock });
    await watch.runIfDue();
    const { events } = await verify();
    for (let second = 0; second < 100; second += 1) await watch.runIfDue();
    expect((await verify()).events).toHaveLength(events.length + 1);
    record.clock.advance(dayMs + 1);
    await watch.runIfDue();
    await watch.runIfDue();
    expect((await verify()).events.filter((name) => name === "log.heartbeat")).toHaveLength(1);
  });
});
