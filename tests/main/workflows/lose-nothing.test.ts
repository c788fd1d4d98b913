import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openDriver } from "../../../main/vault/engines/sqlcipher.ts";
import { unlockWithWords } from "../../../main/vault/find-record.ts";
import { readEnvelope } from "../../../main/vault/keys/envelope.ts";
import { deriveDatabaseKey } from "../../../main/vault/open.ts";
import { locateRecord } from "../../../main/vault/record-files.ts";
import type { PatientId } from "../../../shared/domain/ids.ts";
import { buildDemographics } from "../../support/build-patient.ts";
import { password, startTestApp, startTestClinicWithWords, type TestApp } from "../../support/compose-test-app.ts";
import { destroyPatient } from "../../support/destroy-patient.ts";
import { createMemoryKeychain } from "../../support/memory-keychain.ts";

let clinic: TestApp;
let words: string[];
let backups: string;
beforeEach(async () => {
  backups = mkdtempSync(join(tmpdir(), "chartwell-backups-"));
  ({ app: clinic, words } = await startTestClinicWithWords({ backupFolder: backups }));
});
afterEach(async () => {
  await clinic.remove();
  rmSync(backups, { recursive: true, force: true });
});

async function register(mrn: string): Promise<PatientId> {
  return (await clinic.ask("patients.register", buildDemographics({ mrn }))).id;
}

async function setUpBackups(): Promise<void> {
  await clinic.signIn("abara");
  await clinic.ask("backups.configure", { everyHours: 24, keepCount: 2, chooseNew: true });
}

/** Another machine: nothing of the record, a keychain of its own, the same backup folder. */
async function moveHouse(): Promise<TestApp> {
  return startTestApp({ clock: clinic.clock, keychain: createMemoryKeychain(), backupFolder: backups });
}

const listMrns = async (app: TestApp) => (await app.ask("patients.search", { query: "", limit: 50 })).patients.map(({ mrn }) => mrn).sort();

describe("backups", () => {
  it("are read back, listed, drilled, and kept as many as the plan says", async () => {
    await setUpBackups();
    await register("00501");
    for (let round = 0; round < 3; round += 1) {
      clinic.clock.advance(60_000);
      await clinic.ask("backups.run", {});
    }
    const status = await clinic.ask("backups.status", {});
    expect(status.backups.map((line) => line.removedAt === null)).toEqual([true, true, false]);
    expect(readdirSync(backups).filter((name) => !name.endsWith(".json"))).toHaveLength(2);
    const drill = await clinic.ask("backups.drill", { backupId: status.backups[0]?.id as never });
    expect(drill).toMatchObject({ verdict: "restorable", patients: 1 });
    expect(drill.auditEntries).toBeGreaterThan(10);
    expect(readdirSync(clinic.folder).filter((name) => name.includes("drill"))).toEqual([]);
  });

  it("show nothing in clear and leave out what search holds in clear", async () => {
    await setUpBackups();
    await register("00502");
    await clinic.ask("backups.run", {});
    const folder = join(backups, readdirSync(backups).find((name) => name.startsWith("Chartwell")) as string);
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name)).toString("latin1");
      expect(bytes).not.toContain("Okonkwo");
      expect(bytes).not.toContain("CREATE TABLE");
    }
    const manifest = readFileSync(join(folder, "manifest.json"), "utf8");
    expect(manifest).not.toContain("patient_index");
    expect(manifest).not.toContain("note_words");
  });

  it("are made when they are due, and a folder that is gone is named and tried again", async () => {
    await setUpBackups();
    await clinic.app.runDue();
    expect((await clinic.ask("backups.status", {})).backups).toHaveLength(1);
    await clinic.app.runDue();
    expect((await clinic.ask("backups.status", {})).backups).toHaveLength(1);
    rmSync(backups, { recursive: true, force: true });
    expect(await clinic.codeOf("backups.run", {})).toBe("backup.folder-gone");
    expect((await clinic.ask("backups.status", {})).lastFailure).toBe("backup.folder-gone");
    mkdirSync(backups);
    expect(await clinic.codeOf("backups.run", {})).toBeNull();
  });

  it("that lose their folder half way leave nothing that looks like one, and the work goes on", async () => {
    await setUpBackups();
    for (let index = 0; index < 400; index += 1) await register(`M${index}`);
    const running = clinic.codeOf("backups.run", {});
    await vi.waitFor(() => expect(readdirSync(backups).some((name) => name.endsWith(".partial"))).toBe(true), { interval: 1 });
    rmSync(backups, { recursive: true, force: true });
    expect(await running).toBe("backup.folder-gone");
    await register("00511");
    mkdirSync(backups);
    expect(await clinic.codeOf("backups.run", {})).toBeNull();
    expect(readdirSync(backups).filter((name) => name.endsWith(".partial"))).toEqual([]);
  });

  it("are given up when the last session ends, and made again when they are due", async () => {
    await setUpBackups();
    for (let index = 0; index < 400; index += 1) await register(`M${index}`);
    const running = clinic.codeOf("backups.run", {});
    await vi.waitFor(() => expect(readdirSync(backups).some((name) => name.endsWith(".partial"))).toBe(true), { interval: 1 });
    await clinic.ask("session.signOut", {});
    await clinic.app.whenLocked();
    expect(await running).toBe("backup.cancelled");
    expect(readdirSync(backups).filter((name) => name.endsWith(".partial"))).toEqual([]);
    await clinic.signIn("abara");
    await clinic.app.runDue();
    expect((await clinic.ask("backups.status", {})).backups).toHaveLength(1);
  });

  it("that are damaged are found out by the drill and restore nothing", async () => {
    await setUpBackups();
    await clinic.ask("backups.run", {});
    const name = readdirSync(backups).find((entry) => entry.startsWith("Chartwell")) as string;
    const path = join(backups, name, "record.backup");
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
    writeFileSync(path, bytes);
    const { backups: lines } = await clinic.ask("backups.status", {});
    expect(await clinic.ask("backups.drill", { backupId: lines[0]?.id as never })).toMatchObject({ verdict: "damaged" });
    const elsewhere = await moveHouse();
    await elsewhere.ask("setup.findBackups", {});
    expect(await elsewhere.codeOf("setup.restore", { name, words })).toBe("backup.damaged");
    expect((await elsewhere.ask("app.status", {})).state).toBe("needs-setup");
    await elsewhere.remove();
  });
});

describe("a restore", () => {
  it("brings everything back on another machine with the printed words, searchable again, and the log verifies", async () => {
    await setUpBackups();
    const kept = await register("00503");
    await clinic.ask("backups.run", {});
    const elsewhere = await moveHouse();
    const found = await elsewhere.ask("setup.findBackups", {});
    expect(found.backups).toMatchObject([{ clinicName: "Larkspur Counseling" }]);
    const name = found.backups[0]?.name as string;
    expect(await elsewhere.codeOf("setup.restore", { name, words: [...words].reverse() })).toBe("backup.wrong-recovery-key");
    expect(await elsewhere.ask("setup.restore", { name, words })).toMatchObject({ withheld: 0 });
    expect((await elsewhere.ask("app.status", {})).state).toBe("ready");
    await elsewhere.signIn("abara");
    expect(await listMrns(elsewhere)).toEqual(["00503"]);
    expect((await elsewhere.ask("patients.open", { patientId: kept })).patient.demographics.mrn).toBe("00503");
    expect(await elsewhere.ask("audit.verify", {})).toMatchObject({ intact: true });
    expect(await elsewhere.codeOf("setup.restore", { name, words })).toBe("backup.record-in-place");
    await elsewhere.remove();
  });

  it("that was cut off before its search index stood is settled at the next start", async () => {
    await setUpBackups();
    await register("00512");
    const held = clinic.app;
    await held.stop();
    const files = locateRecord(join(clinic.folder, "record"));
    const envelope = readEnvelope(files.envelopes);
    if (typeof envelope === "string") throw new Error(envelope);
    const unlocked = unlockWithWords(envelope, words);
    if (!unlocked.ok) throw new Error(unlocked.error.code);
    const driver = openDriver(files.database, deriveDatabaseKey(unlocked.value, envelope.installId), { create: false });
    if (typeof driver === "string") throw new Error(driver);
    driver.exec("DELETE FROM patient_index");
    driver.close();
    clinic = await clinic.restart("hard");
    await clinic.signIn("abara");
    expect(await listMrns(clinic)).toEqual(["00512"]);
  });

  it("never brings back a destroyed patient, though their rows are in the backup", async () => {
    await setUpBackups();
    const gone = await register("00504");
    await register("00505");
    await clinic.ask("backups.run", {});
    // On a shelf while the record is destroyed: what cannot be reached cannot be rewritten.
    const [name = ""] = readdirSync(backups).filter((file) => file.startsWith("Chartwell"));
    renameSync(join(backups, name), `${backups}.shelf`);
    expect(await destroyPatient(clinic, gone)).toMatchObject({ backupsRewritten: 0, backupsOutOfReach: 1 });
    renameSync(`${backups}.shelf`, join(backups, name));
    expect(await clinic.codeOf("patients.open", { patientId: gone })).toBe("patient.not-found");
    const elsewhere = await moveHouse();
    const { backups: found } = await elsewhere.ask("setup.findBackups", {});
    expect(await elsewhere.ask("setup.restore", { name: found[0]?.name as string, words })).toMatchObject({ withheld: 1 });
    await elsewhere.signIn("abara");
    expect(await listMrns(elsewhere)).toEqual(["00505"]);
    await elsewhere.remove();
  });

  it("stops at a ledger somebody has changed", async () => {
    await setUpBackups();
    const gone = await register("00506");
    await clinic.ask("backups.run", {});
    await destroyPatient(clinic, gone);
    const path = join(backups, "shred-ledger.json");
    const another = `${gone.slice(0, -1)}${gone.endsWith("0") ? "1" : "0"}`;
    writeFileSync(path, readFileSync(path, "utf8").replace(gone, another));
    const elsewhere = await moveHouse();
    const { backups: found } = await elsewhere.ask("setup.findBackups", {});
    expect(await elsewhere.codeOf("setup.restore", { name: found[0]?.name as string, words })).toBe("backup.damaged");
    await elsewhere.remove();
  });
});

describe("destroying a record", () => {
  it("destroys its key: no keybag on disk opens it, and the others still open", async () => {
    await clinic.signIn("abara");
    const gone = await register("00507");
    const kept = await register("00508");
    const before = readdirSync(join(clinic.folder, "record")).filter((name) => /^keybag-\d+\.db$/.test(name));
    await destroyPatient(clinic, gone);
    const after = readdirSync(join(clinic.folder, "record")).filter((name) => /^keybag-\d+\.db$/.test(name));
    expect(after).toHaveLength(1);
    expect(after).not.toEqual(before);
    expect((await clinic.ask("patients.open", { patientId: kept })).patient.demographics.mrn).toBe("00508");
    clinic = await clinic.restart("hard");
    await clinic.signIn("abara");
    expect(await listMrns(clinic)).toEqual(["00508"]);
    expect(await clinic.ask("audit.verify", {})).toMatchObject({ intact: true });
  });
});

describe("new keys for the whole record", () => {
  it("take a backup first, change every page, retire the old sheet, and leave everything readable", async () => {
    await setUpBackups();
    const kept = await register("00509");
    const inventory = async () => (await clinic.ask("keys.list", {})).keys;
    const before = await inventory();
    const { words: fresh } = await clinic.ask("keys.rekey", { password });
    const after = await inventory();
    const master = (keys: typeof before) => keys.find((key) => key.purpose === "master")?.keyId;
    expect(master(after)).not.toBe(master(before));
    expect(after.filter((key) => key.purpose === "retired-master")).toHaveLength(1);
    expect((await clinic.ask("patients.open", { patientId: kept })).patient.demographics.mrn).toBe("00509");
    const { backups: lines } = await clinic.ask("backups.status", {});
    expect(await clinic.ask("backups.drill", { backupId: lines[0]?.id as never })).toMatchObject({ verdict: "restorable" });
    clinic = await clinic.restart();
    await clinic.signIn("abara");
    expect(await listMrns(clinic)).toEqual(["00509"]);
    expect(await clinic.ask("audit.verify", {})).toMatchObject({ intact: true });
    await clinic.ask("session.signOut", {});
    clinic.keychain.items.clear();
    clinic = await clinic.restart();
    const people = [
      { username: "abara", password },
      { username: "lindqvist", password },
    ];
    expect(await clinic.codeOf("setup.recover", { words, people })).toBe("keychain.wrong-recovery-key");
    await clinic.ask("setup.recover", { words: fresh, people });
  });
});

describe("a lost keychain", () => {
  it("is recovered by two people and the sheet, which is then replaced", async () => {
    await clinic.signIn("abara");
    await register("00510");
    await clinic.ask("session.signOut", {});
    clinic.keychain.items.clear();
    clinic = await clinic.restart();
    expect(await clinic.ask("app.status", {})).toMatchObject({ state: "needs-recovery", code: "keychain.key-missing" });
    const [one, two] = [
      { username: "abara", password },
      { username: "lindqvist", password },
    ];
    expect(await clinic.codeOf("setup.recover", { words, people: [one] })).toBe("session.second-person-needed");
    expect(await clinic.codeOf("setup.recover", { words, people: [one, one] })).toBe("session.second-person-needed");
    expect(await clinic.codeOf("setup.recover", { words, people: [one, { ...two, password: "wrong" }] })).toBe("session.wrong-credentials");
    expect(await clinic.ask("app.status", {})).toMatchObject({ state: "needs-recovery" });
    const { words: next } = await clinic.ask("setup.recover", { words, people: [one, two] });
    expect(next).not.toEqual(words);
    await clinic.signIn("whitcombe");
    await clinic.signIn("abara");
    expect(await listMrns(clinic)).toEqual(["00510"]);
    await clinic.ask("session.signOut", {});
    clinic.keychain.items.clear();
    clinic = await clinic.restart();
    expect(await clinic.codeOf("setup.recover", { words, people: [one, two] })).toBe("keychain.wrong-recovery-key");
    await clinic.ask("setup.recover", { words: next, people: [one, two] });
  });
});

describe("locking", () => {
  it("closes the files when the last session ends, and holds refused sign-ins until it opens", async () => {
    await clinic.signIn("abara");
    await clinic.ask("session.signOut", {});
    await clinic.app.whenLocked();
    const open = readdirSync("/proc/self/fd").map((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`);
      } catch {
        return "";
      }
    });
    expect(open.filter((path) => path.startsWith(clinic.folder) && /record\.db|keybag/.test(path))).toEqual([]);
    expect(existsSync(join(clinic.folder, "record", "record.db-wal"))).toBe(false);
    expect(await clinic.codeOf("session.signIn", { username: "abara", password: "wrong" })).toBe("session.wrong-credentials");
    expect(readdirSync(join(clinic.folder, "record", "pending"))).toHaveLength(1);
    await clinic.signIn("abara");
    const { rows } = await clinic.ask("audit.list", { beforeSeq: null, limit: 50 });
    expect(rows.find((row) => row.event === "user.sign-in-refused")?.fields).toHaveProperty("heldSince");
    expect(await clinic.ask("audit.verify", {})).toMatchObject({ intact: true });
  });
});

describe("finding notes by their words", () => {
  it("finds nothing where nothing was written, and takes no search syntax", async () => {
    await clinic.signIn("whitcombe");
    for (const query of ["sleep", '"', "a AND", "NEAR(", "*", ""]) expect((await clinic.ask("notes.search", { query })).notes).toEqual([]);
  });
});
