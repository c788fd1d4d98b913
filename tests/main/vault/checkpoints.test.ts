import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAnchoredVerifier, event, systemActor } from "../../../main/audit/index.ts";
import { type Sql, sql } from "../../../main/vault/sql.ts";
import { listCheckpoints } from "../../../main/vault/stores/audit-checkpoints.ts";
import { listAuditEntriesFrom } from "../../../main/vault/stores/audit-entries.ts";
import { ok } from "../../../shared/result.ts";
import { createTestRecord, type TestRecord } from "../../support/open-test-record.ts";

let record: TestRecord;
beforeEach(async () => {
  record = await createTestRecord();
});
afterEach(() => record.remove());

const look = () => record.door.vault.record(systemActor, event("users.listed", {}));

async function readLog() {
  const read = await record.door.vault.read(systemActor, event("audit.verified", { fromSeq: 0 }), async (tx) =>
    ok({ kept: await listCheckpoints(tx), rows: await listAuditEntriesFrom(tx, 0, 10_000) }),
  );
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

describe("checkpoints of a record", () => {
  it("are signed every 256 entries, and the log holds against them", async () => {
    for (let count = 0; count < 600; count += 1) await look();
    const { kept, rows } = await readLog();
    if (kept === null) throw new Error("no key");
    const key = { name: kept.keyName, publicKey: Buffer.from(kept.publicKey, "base64") };
    const verifier = createAnchoredVerifier(kept.notes, key);
    expect(rows.every((row) => verifier.push(row))).toBe(true);
    expect(verifier.report()).toMatchObject({ verdict: "intact", anchoredTo: 512 });
    expect(kept.notes).toHaveLength(2);
    const cut = createAnchoredVerifier(kept.notes, key);
    for (const row of rows.slice(0, 500)) cut.push(row);
    expect(cut.report()).toMatchObject({ verdict: "tail-missing", firstBadSeq: 500 });
  });

  it("are signed at the start, at a lock, before an export, at the end, and a quarter of an hour after the last", async () => {
    await record.door.vault.record(systemActor, event("user.signed-out", { reason: "idle" }));
    await record.door.vault.record(systemActor, event("app.stopped", {}));
    await look();
    record.clock.advance(15 * 60_000);
    await look();
    expect((await readLog()).kept?.notes).toHaveLength(3);
  });
});

describe("an entry", () => {
  it("can neither be changed nor removed while no tombstone stands before it", async () => {
    const tamper = (statement: Sql) =>
      record.door.vault.write(systemActor, event("app.stopped", {}), async (tx) => {
        await tx.run(statement);
        return ok(null);
      });
    await look();
    await expect(tamper(sql`DELETE FROM audit_events WHERE seq = 0`)).rejects.toThrow("audit entries are final");
    await expect(tamper(sql`UPDATE audit_events SET actor = ${"another"} WHERE seq = 0`)).rejects.toThrow(/are final|not permitted/);
    expect((await readLog()).rows.length).toBeGreaterThan(0);
  });
});
