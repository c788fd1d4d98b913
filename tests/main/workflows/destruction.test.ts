import { createPublicKey, verify } from "node:crypto";
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readManifest } from "../../../main/vault/backup/manifest.ts";
import { openDriver } from "../../../main/vault/engines/sqlcipher.ts";
import { unlockWithWords } from "../../../main/vault/find-record.ts";
import { readEnvelope } from "../../../main/vault/keys/envelope.ts";
import { openKeptKey } from "../../../main/vault/keys/kept-keys.ts";
import type { Key } from "../../../main/vault/keys/seal.ts";
import { deriveDatabaseKey } from "../../../main/vault/open.ts";
import { locateRecord } from "../../../main/vault/record-files.ts";
import type { DestructionId, PatientId } from "../../../shared/domain/ids.ts";
import { buildDemographics, spokenSession } from "../../support/build-patient.ts";
import { password, startTestClinicWithWords, type TestApp } from "../../support/compose-test-app.ts";
import { destroyPatient } from "../../support/destroy-patient.ts";
import { signSession } from "../../support/sign-session.ts";

let clinic: TestApp;
let words: string[];
let backups: string;
const dayMs = 86_400_000;

beforeEach(async () => {
  backups = mkdtempSync(join(tmpdir(), "chartwell-destruction-"));
  ({ app: clinic, words } = await startTestClinicWithWords({ backupFolder: backups }));
});
afterEach(async () => {
  await clinic.remove();
  rmSync(backups, { recursive: true, force: true });
});

/** A patient with a signed note, a consent and a session, all of it sown with one planted word. */
async function registerWithNote(mrn: string, word = "quokkamere"): Promise<PatientId> {
  await clinic.signIn("whitcombe");
  const { id: patientId } = await clinic.ask(
    "patients.register",
    buildDemographics({ mrn, familyName: `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`, alerts: `${word} allergy` }),
  );
  await clinic.ask("consents.record", { patientId, kind: "ai-drafting", decision: "given", method: "signed-form", textVersion: "2026-1" });
  await signSession(clinic, patientId, { text: `${spokenSession}\nClient: I said ${word}.`, add: ` ${word}` });
  return patientId;
}

describe("what stands in the way", () => {
  it("is named before anybody proposes: retention, a hold, a request that runs", async () => {
    const patientId = await registerWithNote("00701");
    await clinic.signIn("abara");
    const weighed = await clinic.ask("destructions.weigh", { patientId, reason: "retention-ended" });
    expect(weighed.blocks).toEqual([{ kind: "retention", until: "2032-11-23", citation: "Ariz. Rev. Stat. § 12-2297" }]);
    expect(weighed.notBefore).toBe("2026-11-30");
    expect(Object.fromEntries(weighed.scope.parts.map(({ part, count }) => [part, count]))).toMatchObject({
      ...{ sessions: 1, "transcript-lines": 11, "signed-notes": 1, consents: 1, "search-entries": 1 },
    });
    expect(await clinic.codeOf("destructions.propose", { patientId, reason: "retention-ended", password })).toBe("destruction.blocked");
    const hold = await clinic.ask("holds.place", { patientId, reason: "subpoena", matter: "A matter of the county court" });
    await clinic.ask("rights.record", {
      ...{ patientId, kind: "access", receivedOn: "2026-11-20" },
      content: {
        ...({ channel: "letter", requester: "patient", requesterName: "", proof: "Known in person", asked: "Everything" } as const),
        ...{ noteId: null, format: "PDF", recipient: "" },
      },
    });
    const held = await clinic.ask("destructions.weigh", { patientId, reason: "court-order" });
    expect(held.blocks.map(({ kind }) => kind)).toEqual(["hold", "request-open"]);
    expect(await clinic.codeOf("destructions.propose", { patientId, reason: "court-order", password })).toBe("destruction.blocked");
    await clinic.ask("holds.lift", { id: hold.id, password });
    expect((await clinic.ask("destructions.weigh", { patientId, reason: "court-order" })).blocks.map(({ kind }) => kind)).toEqual(["request-open"]);
  });

  it("is looked at once more by the second person, in the transaction that destroys", async () => {
    const patientId = await registerWithNote("00702");
    await clinic.signIn("abara");
    const { id } = await clinic.ask("destructions.propose", { patientId, reason: "court-order", password });
    expect(await clinic.codeOf("destructions.approve", { id, password })).toBe("session.second-person-needed");
    await clinic.ask("holds.place", { patientId, reason: "litigation", matter: "A claim" });
    await clinic.signIn("vasquez");
    expect(await clinic.codeOf("destructions.approve", { id, password })).toBe("destruction.blocked");
    expect((await clinic.ask("patients.open", { patientId })).encounters).toHaveLength(1);
    await clinic.ask("destructions.withdraw", { id });
    expect(await clinic.codeOf("destructions.approve", { id, password })).toBe("destruction.not-found");
  });

  it("is time, too: what was entered in error waits a week, and may be taken back until then", async () => {
    const patientId = await registerWithNote("00703");
    await clinic.signIn("lindqvist");
    const { id, notBefore } = await clinic.ask("destructions.propose", { patientId, reason: "entered-in-error", password });
    expect(notBefore).toBe("2026-11-30");
    expect(await clinic.codeOf("destructions.propose", { patientId, reason: "court-order", password })).toBe("destruction.already-proposed");
    await clinic.signIn("abara");
    expect(await clinic.codeOf("destructions.approve", { id, password })).toBe("destruction.too-early");
    clinic.clock.advance(7 * dayMs);
    await clinic.signIn("abara");
    await clinic.ask("destructions.approve", { id, password });
    expect((await clinic.ask("destructions.list", {})).destructions).toMatchObject([{ id, state: "destroyed", patientName: null }]);
  });
});

describe("after a destruction", () => {
  it("no key that still exists yields one planted byte: not from the database, its free pages, its log, the keybag or a backup", async () => {
    await clinic.signIn("abara");
    await clinic.ask("backups.configure", { everyHours: 24, keepCount: 5, chooseNew: true });
    await registerWithNote("00741", "wombatford");
    const patientId = await registerWithNote("00704");
    await registerWithNote("00742", "numbatley");
    await clinic.signIn("abara");
    await clinic.ask("backups.run", {});
    const before = readAllOpened();
    expect(before.filter((bytes) => bytes.includes("uokkamere"))).not.toHaveLength(0);
    const sealed = findSealed(patientId);
    expect(sealed.length).toBeGreaterThan(3);
    expect(sealed.every((blob) => before.some((bytes) => bytes.includes(blob)))).toBe(true);
    const { backupsRewritten } = await destroyPatient(clinic, patientId);
    expect(backupsRewritten).toBe(1);
    await clinic.app.stop();
    for (const bytes of readAllOpened()) {
      expect(bytes.includes("uokkamere")).toBe(false);
      for (const blob of sealed) expect(bytes.includes(blob)).toBe(false);
    }
    clinic = await clinic.restart("hard");
    await clinic.signIn("abara");
    expect(await clinic.ask("audit.verify", {})).toMatchObject({ intact: true });
    const [line] = (await clinic.ask("backups.status", {})).backups;
    expect(await clinic.ask("backups.drill", { backupId: line?.id as never })).toMatchObject({ verdict: "restorable", patients: 2 });
  }, 60_000);

  it("a certificate, signed with the log's key, says what went, how, and what remains", async () => {
    await clinic.signIn("abara");
    await clinic.ask("backups.configure", { everyHours: 24, keepCount: 5, chooseNew: true });
    const patientId = await registerWithNote("00705");
    await clinic.signIn("abara");
    await clinic.ask("records.export", { patientId, password, format: "zip", warned: false, requestId: null });
    await clinic.ask("backups.run", {});
    const { id } = await destroyPatient(clinic, patientId);
    const { files, sha256 } = await clinic.ask("destructions.certificate", { id });
    expect(files).toBe(3);
    const read = (name: string) => Buffer.from(clinic.exports.get(`${backups}/certificate-of-destruction${name}`) ?? []).toString("utf8");
    const certificate = JSON.parse(read(".json"));
    expect(certificate).toMatchObject({
      ...{ id, reason: "court-order", proposedByName: "Tunde Abara", approvedByName: "Per Lindqvist" },
      scope: { exports: 1 },
      backups: [{ state: "rewritten" }],
    });
    expect(certificate.keysDestroyed).toHaveLength(1);
    expect(read(".json")).not.toMatch(/uokkamere|00705/);
    expect(read(".html")).toContain(sha256);
    const { publicKey, signature } = JSON.parse(read(".signature.json"));
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(publicKey, "base64").toString("base64url") }, format: "jwk" });
    const signed = (text: string) => verify(null, Buffer.from(`chartwell-statement/v1\0${text}`), key, Buffer.from(signature, "base64"));
    expect(signed(read(".json"))).toBe(true);
    expect(signed(read(".json").replace("court-order", "patient-request"))).toBe(false);
  });

  it("what a crash cut off is finished at the next start: backups, sound, certificate", async () => {
    await clinic.signIn("abara");
    await clinic.ask("backups.configure", { everyHours: 24, keepCount: 5, chooseNew: true });
    const patientId = await registerWithNote("00706");
    await clinic.signIn("abara");
    await clinic.ask("backups.run", {});
    const { id } = await destroyPatient(clinic, patientId);
    await clinic.app.stop();
    undoCertificate(id);
    clinic = await clinic.restart("hard");
    await clinic.signIn("abara");
    expect((await clinic.ask("destructions.certificate", { id })).files).toBe(3);
  });

  it("breach questions and the accounting still answer", async () => {
    const patientId = await registerWithNote("00707");
    await clinic.signIn("abara");
    const content = { recipient: "County court", recipientAddress: "", what: "The record", basis: "Subpoena" };
    await clinic.ask("disclosures.record", { patientId, disclosedOn: "2026-11-20", purpose: "court-order", content });
    const { id } = await destroyPatient(clinic, patientId);
    await clinic.ask("destructions.certificate", { id });
    const statement = Buffer.from(clinic.exports.get(`${backups}/certificate-of-destruction.json`) ?? []).toString("utf8");
    expect(
      JSON.parse(statement)
        .remains.map(({ what }: { what: string }) => what)
        .join(" "),
    ).toContain("Accounting of 1 disclosures");
    const { disclosures } = await clinic.ask("disclosures.list", { patientId });
    expect(disclosures).toMatchObject([{ content: { recipient: "County court" } }]);
    expect(await clinic.codeOf("disclosures.print", { patientId })).toBe("patient.not-found");
    expect((await clinic.ask("audit.verify", {})).intact).toBe(true);
  });
});

function openKeys(): { masterKey: Key; files: ReturnType<typeof locateRecord>; installId: string; keybagKey: Key; keybagFile: string } {
  const files = locateRecord(join(clinic.folder, "record"));
  const envelope = readEnvelope(files.envelopes);
  if (envelope === null || typeof envelope === "string") throw new Error("no envelope");
  const unlocked = unlockWithWords(envelope, words);
  if (!unlocked.ok) throw new Error(unlocked.error.code);
  const keybagKey = openKeptKey(unlocked.value, "keybag", envelope.keybag);
  if (keybagKey === null) throw new Error("no keybag key");
  return { masterKey: unlocked.value, files, installId: envelope.installId, keybagKey, keybagFile: files.keybag(envelope.keybag.file) };
}

/** Every encrypted file with its key, opened: all pages as they lie on disk, free ones and the log's too, in clear. */
function readAllOpened(): Buffer[] {
  const { masterKey, files, installId, keybagKey, keybagFile } = openKeys();
  const found = [lift(files.database, deriveDatabaseKey(masterKey, installId)), lift(keybagFile, keybagKey)];
  for (const name of readdirSync(backups).filter((file) => file.startsWith("Chartwell"))) {
    const manifest = readManifest(join(backups, name, "manifest.json"));
    const key = manifest === null ? null : openKeptKey(masterKey, "backup", manifest.key);
    if (key === null) throw new Error("no backup key");
    found.push(lift(join(backups, name, "record.backup"), key));
  }
  return found;
}

/** A copy of an encrypted file, written anew without a cipher, page by page. */
function lift(path: string, key: Key): Buffer {
  const place = mkdtempSync(join(tmpdir(), "chartwell-lift-"));
  const copy = join(place, "copy.db");
  for (const suffix of ["", "-wal"]) if (existsSync(`${path}${suffix}`)) copyFileSync(`${path}${suffix}`, `${copy}${suffix}`);
  const driver = openDriver(copy, key, { create: false });
  if (typeof driver === "string") throw new Error(driver);
  driver.pragma("journal_mode=DELETE");
  driver.rekey(Buffer.alloc(0));
  driver.close();
  const bytes = readFileSync(copy);
  rmSync(place, { recursive: true, force: true });
  if (!bytes.subarray(0, 15).equals(Buffer.from("SQLite format 3"))) throw new Error("the copy was not opened");
  return bytes;
}

/** Every sealed value of a patient as it lies in the database, and their wrapped keys. */
function findSealed(patientId: string): Buffer[] {
  const { masterKey, files, installId, keybagKey, keybagFile } = openKeys();
  const blobs: Buffer[] = [];
  const database = openDriver(files.database, deriveDatabaseKey(masterKey, installId), { create: false });
  const keybag = openDriver(keybagFile, keybagKey, { create: false });
  if (typeof database === "string" || typeof keybag === "string") throw new Error("not opened");
  const collect = (rows: unknown[]) => {
    for (const row of rows)
      for (const value of Object.values(row as object))
        if (value instanceof Uint8Array && value.byteLength > 24) blobs.push(Buffer.from(value).subarray(0, 24));
  };
  for (const table of ["encounters", "notes", "note_versions"]) {
    const column = table === "note_versions" ? "note_id IN (SELECT id FROM notes WHERE patient_id = ?)" : "patient_id = ?";
    collect(database.prepare(`SELECT * FROM ${table} WHERE ${column}`).all(patientId));
  }
  collect(database.prepare("SELECT demographics FROM patients WHERE id = ?").all(patientId));
  collect(keybag.prepare("SELECT wrapped FROM patient_keys WHERE patient_id = ? AND purpose = 'record'").all(patientId));
  database.close();
  keybag.close();
  return blobs;
}

/** Puts the record where a kill between the rows' going and the certificate would have left it. */
function undoCertificate(id: DestructionId): void {
  const { masterKey, files, installId } = openKeys();
  const database = openDriver(files.database, deriveDatabaseKey(masterKey, installId), { create: false });
  if (typeof database === "string") throw new Error(database);
  database.exec("DROP TRIGGER destructions_final");
  database.prepare("UPDATE destructions SET certificate = NULL WHERE id = ?").run(id);
  database.close();
}
