import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { event, systemActor } from "../../../main/audit/index.ts";
import { hasPlainTextHeader, openSqlcipher } from "../../../main/vault/engines/sqlcipher.ts";
import { createKey } from "../../../main/vault/keys/seal.ts";
import { ok } from "../../../shared/result.ts";
import { createTestRecord, prepareTestRecord, type TestRecord } from "../../support/open-test-record.ts";

const opened: TestRecord[] = [];
const keep = <T extends TestRecord>(record: T): T => {
  opened.push(record);
  return record;
};
afterEach(() => {
  for (const record of opened.splice(0)) record.remove();
});

describe("first run", () => {
  it("asks for set-up where a keychain answers", async () => {
    expect(await keep(prepareTestRecord()).door.open()).toEqual({ kind: "needs-setup", passphraseNeeded: false });
  });

  it("is refused without a keychain, unless policy allows a passphrase", async () => {
    const refused = keep(prepareTestRecord());
    refused.keychain.backend = null;
    expect(await refused.door.open()).toMatchObject({ kind: "refused", error: { code: "keychain.unavailable" } });
    const allowed = keep(prepareTestRecord({ passphraseAllowed: true }));
    allowed.keychain.backend = null;
    expect(await allowed.door.open()).toEqual({ kind: "needs-setup", passphraseNeeded: true });
  });

  it("does not make a second record over the first", async () => {
    const record = keep(await createTestRecord());
    expect(await record.door.create(null)).toMatchObject({ ok: false, error: { code: "setup.already-done" } });
  });
});

describe("opening again", () => {
  it("opens with the device key", async () => {
    const record = keep(await createTestRecord());
    record.door.close();
    expect(await record.reopen().open()).toEqual({ kind: "open" });
  });

  it("names a lost device key and opens with the printed words, which then serve this keychain", async () => {
    const record = keep(await createTestRecord());
    record.door.close();
    record.keychain.items.clear();
    const door = record.reopen();
    expect(await door.open()).toMatchObject({ kind: "needs-recovery", error: { code: "keychain.key-missing" } });
    const wrong = [...record.recoveryWords].reverse();
    expect(await door.recover(wrong)).toMatchObject({ ok: false, error: { code: "keychain.wrong-recovery-key" } });
    expect(await door.recover(record.recoveryWords)).toMatchObject({ ok: true });
    door.close();
    const again = record.reopen();
    expect(await again.open()).toEqual({ kind: "open" });
    again.close();
  });

  it("names a changed keychain backend", async () => {
    const record = keep(await createTestRecord());
    record.door.close();
    record.keychain.backend = "macos-keychain";
    expect(await record.reopen().open()).toMatchObject({ kind: "needs-recovery", error: { code: "keychain.changed-backend" } });
  });

  it("opens with a passphrase where policy allowed one, and not with another", async () => {
    const record = keep(prepareTestRecord({ passphraseAllowed: true }));
    record.keychain.backend = null;
    expect(await record.door.create("an old oak by the river")).toMatchObject({ ok: true });
    record.door.close();
    const door = record.reopen();
    expect(await door.open()).toMatchObject({ kind: "needs-passphrase" });
    expect(await door.unlock("an old elm by the river")).toMatchObject({ ok: false, error: { code: "keychain.wrong-passphrase" } });
    expect(await door.unlock("an old oak by the river")).toMatchObject({ ok: true });
    door.close();
  });
});

describe("files that are not as they should be", () => {
  it("a database without its keys is a named state, never a blank record", async () => {
    const record = keep(await createTestRecord());
    record.door.close();
    rmSync(join(record.folder, "keys.json"));
    const door = record.reopen();
    expect(await door.open()).toMatchObject({ kind: "refused", error: { code: "keychain.key-missing" } });
    expect(await door.create(null)).toMatchObject({ ok: false, error: { code: "setup.already-done" } });
  });

  it("keys without their database are a named state", async () => {
    const record = keep(await createTestRecord());
    record.door.close();
    rmSync(join(record.folder, "record.db"));
    expect(await record.reopen().open()).toMatchObject({ kind: "refused", error: { code: "vault.missing-file" } });
  });

  it("a plain-text file in the record's place is refused", async () => {
    const record = keep(await createTestRecord());
    record.door.close();
    writeFileSync(join(record.folder, "record.db"), Buffer.concat([Buffer.from("SQLite format 3\0"), Buffer.alloc(4080)]));
    expect(await record.reopen().open()).toMatchObject({ kind: "refused", error: { code: "vault.plain-text-file" } });
  });

  it("another record's database is refused as a wrong key", async () => {
    const one = keep(await createTestRecord());
    const two = keep(await createTestRecord());
    one.door.close();
    two.door.close();
    writeFileSync(join(one.folder, "record.db"), readFileSync(join(two.folder, "record.db")));
    expect(await one.reopen().open()).toMatchObject({ kind: "refused", error: { code: "vault.wrong-key" } });
  });

  it("a record of a newer build is left untouched", async () => {
    const path = join(keep(prepareTestRecord()).folder, "newer.db");
    const key = createKey();
    const engine = openSqlcipher(path, key, { create: true });
    if (typeof engine === "string") throw new Error(engine);
    await engine.transact((handle) => handle.run({ text: "PRAGMA user_version = 9999", values: [] }));
    const { migrate } = await import("../../../main/vault/migrate.ts");
    expect(await migrate(engine)).toBe("newer-schema");
    engine.close();
  });

  it("damaged keys are refused", async () => {
    const record = keep(await createTestRecord());
    record.door.close();
    writeFileSync(join(record.folder, "keys.json"), "{");
    expect(await record.reopen().open()).toMatchObject({ kind: "refused", error: { code: "vault.damaged" } });
  });
});

describe("the file itself", () => {
  it("is SQLCipher 4 as read back, and shows no plain text", async () => {
    const record = keep(await createTestRecord());
    expect(record.door.describe()).toMatchObject({
      cipher: "sqlcipher",
      format: 4,
      pageSize: 4096,
      journalMode: "wal",
      synchronous: 2,
      secureDelete: 1,
    });
    await record.door.vault.record(systemActor, event("worklist.viewed", {}));
    expect(hasPlainTextHeader(join(record.folder, "record.db"))).toBe(false);
    for (const name of ["record.db", "record.db-wal"]) {
      const bytes = readFileSync(join(record.folder, name)).toString("latin1");
      expect(bytes).not.toContain("worklist.viewed");
      expect(bytes).not.toContain("CREATE TABLE");
    }
  });

  it("refuses every access while it is closed", async () => {
    const record = keep(await createTestRecord());
    record.door.close();
    const refused = await record.door.vault.read(systemActor, event("worklist.viewed", {}), async () => ok(1));
    expect(refused).toMatchObject({ ok: false, error: { code: "app.not-ready" } });
  });
});
