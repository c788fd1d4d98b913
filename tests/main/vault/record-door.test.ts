import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { event, systemActor } from "../../../main/audit/index.ts";
import { hasPlainTextHeader, openSqlcipher } from "../../../main/vault/engines/sqlcipher.ts";
import { createKey, type Key } from "../../../main/vault/keys/seal.ts";
import { listAuditEntriesFrom } from "../../../main/vault/stores/audit-entries.ts";
import { ok } from "../../../shared/result.ts";
import { createTestRecord, person, prepareTestRecord, type TestRecord } from "../../support/open-test-record.ts";

const opened: TestRecord[] = [];
const keep = <T extends TestRecord>(record: T): T => {
  opened.push(record);
  return record;
};
afterEach(() => Promise.all(opened.splice(0).map((record) => record.remove())));

async function enterAgain(record: TestRecord) {
  const door = record.reopen();
  await door.find();
  return door.enter(person.username, person.password);
}

describe("first run", () => {
  it("asks for set-up where a keychain answers", async () => {
    expect(await keep(prepareTestRecord()).door.find()).toEqual({ kind: "needs-setup", passphraseNeeded: false });
  });

  it("is refused without a keychain, unless policy allows a passphrase", async () => {
    const refused = keep(prepareTestRecord());
    refused.keychain.backend = null;
    expect(await refused.door.find()).toMatchObject({ kind: "refused", error: { code: "keychain.unavailable" } });
    const allowed = keep(prepareTestRecord({ passphraseAllowed: true }));
    allowed.keychain.backend = null;
    expect(await allowed.door.find()).toEqual({ kind: "needs-setup", passphraseNeeded: true });
  });

  it("does not make a second record over the first", async () => {
    const record = keep(await createTestRecord());
    expect(await record.door.create({ clinicName: "Second", passphrase: null })).toMatchObject({ ok: false, error: { code: "setup.already-done" } });
  });
});

describe("opening again", () => {
  it("takes the device key and a person's secret, both", async () => {
    const record = keep(await createTestRecord());
    await record.door.lock();
    const door = record.reopen();
    expect(await door.find()).toEqual({ kind: "locked" });
    expect(await door.enter(person.username, "a wrong long password")).toMatchObject({ ok: false, error: { code: "session.wrong-credentials" } });
    expect(await door.enter("nobody", person.password)).toMatchObject({ ok: false, error: { code: "session.wrong-credentials" } });
    expect(await door.openShared()).toMatchObject({ ok: false, error: { code: "vault.locked" } });
    expect(await door.enter(person.username, person.password)).toMatchObject({ ok: true, value: { opened: true } });
    expect(door.state()).toEqual({ kind: "open" });
    await door.lock();
    expect(door.state()).toEqual({ kind: "locked" });
    record.keychain.items.clear();
    expect(await door.enter(person.username, person.password)).toMatchObject({ ok: false, error: { code: "keychain.key-missing" } });
  });

  it("is opened once, however many come at the same moment", async () => {
    const record = keep(await createTestRecord());
    await record.door.lock();
    const door = record.reopen();
    await door.find();
    let share: Key | null = null;
    expect(await door.enter(person.username, person.password, (proved) => (share = proved))).toMatchObject({ value: { opened: true } });
    await door.lock();
    const theirs = () => door.enterByShare(Buffer.from(share ?? []) as unknown as Key);
    const come = [theirs(), door.enter(person.username, person.password), theirs(), door.enter(person.username, person.password)];
    const opened = (await Promise.all(come)).map((entered) => (entered.ok ? entered.value.opened : entered.error.code));
    expect(opened.sort()).toEqual([false, false, false, true]);
    expect(door.state()).toEqual({ kind: "open" });
  });

  it("follows policy to a shared workstation and back, and keeps no way open that policy closed", async () => {
    const record = keep(await createTestRecord());
    await record.door.lock();
    const shared = record.reopen({ workstation: "shared" });
    await shared.find();
    expect(await shared.openShared()).toMatchObject({ ok: false });
    expect(await shared.enter(person.username, person.password)).toMatchObject({ ok: true });
    await shared.lock();
    expect(await shared.openShared()).toMatchObject({ ok: true });
    await shared.lock();
    const personal = record.reopen({ workstation: "personal" });
    await personal.find();
    expect(await personal.enter(person.username, person.password)).toMatchObject({ ok: true });
    await personal.lock();
    expect(await personal.openShared()).toMatchObject({ ok: false, error: { code: "vault.locked" } });
  });

  it("names a lost device key and a changed backend, and opens neither", async () => {
    const record = keep(await createTestRecord());
    await record.door.lock();
    record.keychain.backend = "macos-keychain";
    expect(await record.reopen().find()).toMatchObject({ kind: "needs-recovery", error: { code: "keychain.changed-backend" } });
    record.keychain.backend = "libsecret";
    record.keychain.items.clear();
    expect(await record.reopen().find()).toMatchObject({ kind: "needs-recovery", error: { code: "keychain.key-missing" } });
    record.keychain.backend = null;
    expect(await record.reopen().find()).toMatchObject({ kind: "refused", error: { code: "keychain.unavailable" } });
  });

  it("opens with a passphrase where policy allowed one, and asks for it again after a lock", async () => {
    const record = keep(prepareTestRecord({ passphraseAllowed: true }));
    record.keychain.backend = null;
    expect(await record.door.create({ clinicName: "Larkspur", passphrase: "an old oak by the river" })).toMatchObject({ ok: true });
    await record.door.finish();
    await record.door.lock();
    const door = record.reopen();
    expect(await door.find()).toMatchObject({ kind: "needs-passphrase" });
    expect(await door.unlock("an old elm by the river")).toMatchObject({ ok: false, error: { code: "keychain.wrong-passphrase" } });
    expect(await door.unlock("an old oak by the river")).toMatchObject({ ok: true });
    await door.lock();
    expect(door.state()).toMatchObject({ kind: "needs-passphrase" });
  });

  it("is opened once however often the passphrase is given at the same time, and still proves each", async () => {
    const record = keep(prepareTestRecord({ passphraseAllowed: true }));
    record.keychain.backend = null;
    await record.door.create({ clinicName: "Larkspur", passphrase: "an old oak by the river" });
    await record.door.finish();
    await record.door.lock();
    const door = record.reopen();
    await door.find();
    const given = ["an old oak by the river", "an old oak by the river", "an old elm by the river"];
    expect((await Promise.all(given.map((words) => door.unlock(words)))).map(({ ok }) => ok)).toEqual([true, true, false]);
    expect(door.state()).toEqual({ kind: "open" });
  });

  it("holds what happened while it was locked, and writes it into the log when it opens", async () => {
    const record = keep(await createTestRecord());
    await record.door.lock();
    const door = record.reopen();
    await door.find();
    expect(await door.vault.record(systemActor, event("user.sign-in-refused", { code: "session.wrong-credentials" }))).toMatchObject({ ok: true });
    expect(await door.vault.record(systemActor, event("user.signed-in", {}))).toMatchObject({ ok: false, error: { code: "vault.locked" } });
    const held = readdirSync(join(record.folder, "pending"));
    expect(held).toHaveLength(1);
    expect(readFileSync(join(record.folder, "pending", held[0] as string)).toString("latin1")).not.toContain("wrong-credentials");
    await door.enter(person.username, person.password);
    expect(readdirSync(join(record.folder, "pending"))).toHaveLength(0);
    const log = await door.vault.read(systemActor, event("audit.verified", { fromSeq: 0 }), async (tx) => ok(await listAuditEntriesFrom(tx, 0, 100)));
    expect(JSON.stringify(log)).toContain("heldSince");
    await door.lock();
  });

  it("overwrites the keys when it locks", async () => {
    const record = keep(await createTestRecord());
    const held = record.door.current();
    expect(held?.record.masterKey.some((byte) => byte !== 0)).toBe(true);
    await record.door.lock();
    expect(held?.record.masterKey.every((byte) => byte === 0)).toBe(true);
    expect(record.door.current()).toBeNull();
  });
});

describe("files that are not as they should be", () => {
  it("a database without its keys is a named state, never a blank record", async () => {
    const record = keep(await createTestRecord());
    await record.door.lock();
    for (const name of ["keys.json", "keys.copy.json"]) rmSync(join(record.folder, name));
    const door = record.reopen();
    expect(await door.find()).toMatchObject({ kind: "refused", error: { code: "vault.missing-keys" } });
    expect(await door.create({ clinicName: "Second", passphrase: null })).toMatchObject({ ok: false, error: { code: "setup.already-done" } });
  });

  it("keys without their database are a named state", async () => {
    const record = keep(await createTestRecord());
    await record.door.lock();
    rmSync(join(record.folder, "record.db"));
    expect(await record.reopen().find()).toMatchObject({ kind: "refused", error: { code: "vault.missing-file" } });
  });

  it("a plain-text file in the record's place is refused", async () => {
    const record = keep(await createTestRecord());
    await record.door.lock();
    writeFileSync(join(record.folder, "record.db"), Buffer.concat([Buffer.from("SQLite format 3\0"), Buffer.alloc(4080)]));
    expect(await enterAgain(record)).toMatchObject({ ok: false, error: { code: "vault.plain-text-file" } });
  });

  it("another record's database is refused as a wrong key", async () => {
    const one = keep(await createTestRecord());
    const two = keep(await createTestRecord());
    await one.door.lock();
    await two.door.lock();
    writeFileSync(join(one.folder, "record.db"), readFileSync(join(two.folder, "record.db")));
    expect(await enterAgain(one)).toMatchObject({ ok: false, error: { code: "vault.wrong-key" } });
  });

  it("a keybag that is missing, or another record's, is a named state", async () => {
    const one = keep(await createTestRecord());
    const two = keep(await createTestRecord());
    await one.door.lock();
    await two.door.lock();
    writeFileSync(join(one.folder, "keybag-1.db"), readFileSync(join(two.folder, "keybag-1.db")));
    expect(await enterAgain(one)).toMatchObject({ ok: false, error: { code: "vault.damaged-keys" } });
    rmSync(join(one.folder, "keybag-1.db"));
    expect(await one.reopen().find()).toMatchObject({ kind: "refused", error: { code: "vault.missing-keys" } });
  });

  it("one damaged copy of the key envelope costs nothing; two are a named state", async () => {
    const record = keep(await createTestRecord());
    await record.door.lock();
    const path = join(record.folder, "keys.json");
    const whole = readFileSync(path, "utf8");
    for (const broken of ["{", "", whole.replace(/"sealed": "./, '"sealed": "#'), whole.slice(0, 200)]) {
      writeFileSync(path, broken);
      expect(await record.reopen().find()).toEqual({ kind: "locked" });
    }
    writeFileSync(join(record.folder, "keys.copy.json"), whole.replace(/"createdAt": "2/, '"createdAt": "3'));
    expect(await record.reopen().find()).toMatchObject({ kind: "refused", error: { code: "vault.damaged-keys" } });
  });

  it("a set-up that never finished is cleared away", async () => {
    const record = keep(prepareTestRecord());
    await record.door.create({ clinicName: "Larkspur", passphrase: null });
    await record.door.lock();
    expect(await record.reopen().find()).toEqual({ kind: "needs-setup", passphraseNeeded: false });
    expect(existsSync(join(record.folder, "record.db"))).toBe(false);
  });

  it("a record of a newer build is left untouched", async () => {
    const path = join(keep(await createTestRecord()).folder, "newer.db");
    const key = createKey();
    const engine = openSqlcipher(path, key, { create: true });
    if (typeof engine === "string") throw new Error(engine);
    await engine.transact((handle) => handle.run({ text: "PRAGMA user_version = 9999", values: [] }));
    const { migrate } = await import("../../../main/vault/migrate.ts");
    expect(await migrate(engine)).toBe("newer-schema");
    engine.close();
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
    await record.door.lock();
    const refused = await record.door.vault.read(systemActor, event("worklist.viewed", {}), async () => ok(1));
    expect(refused).toMatchObject({ ok: false, error: { code: "vault.locked" } });
  });
});
