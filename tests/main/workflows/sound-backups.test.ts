import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildDemographics } from "../../support/build-patient.ts";
import { startTestApp, startTestClinicWithWords, type TestApp } from "../../support/compose-test-app.ts";
import { destroyPatient } from "../../support/destroy-patient.ts";
import { createMemoryKeychain } from "../../support/memory-keychain.ts";
import { makeTone } from "../../support/sound/make-tone.ts";
import { createPlayedMicrophones, type PlayedMicrophones } from "../../support/sound/play-microphones.ts";

let clinic: TestApp;
let words: string[];
let backups: string;
let desk: PlayedMicrophones;
beforeEach(async () => {
  backups = mkdtempSync(join(tmpdir(), "chartwell-backups-"));
  desk = createPlayedMicrophones();
  ({ app: clinic, words } = await startTestClinicWithWords({ backupFolder: backups, microphones: desk.microphones }));
  await clinic.signIn("abara");
  await clinic.ask("backups.configure", { everyHours: 24, keepCount: 5, chooseNew: true });
});
afterEach(async () => {
  await clinic.remove();
  rmSync(backups, { recursive: true, force: true });
});

async function record(mrn: string) {
  await clinic.signIn("whitcombe");
  const { id: patientId } = await clinic.ask("patients.register", buildDemographics({ mrn }));
  await clinic.ask("consents.record", { patientId, kind: "session-recording", decision: "given", method: "signed-form", textVersion: "v1" });
  const { recordingId } = await clinic.ask("sound.begin", { patientId, microphones: ["one"] });
  desk.play([makeTone(3)]);
  return { patientId, recordingId };
}

async function backUp(): Promise<string> {
  await clinic.signIn("abara");
  clinic.clock.advance(60_000);
  const before = new Set(readdirSync(backups));
  await clinic.ask("backups.run", {});
  const name = readdirSync(backups).find((one) => !before.has(one) && one.startsWith("Chartwell"));
  return join(backups, name ?? "");
}

const listSounds = (folder: string) => (existsSync(join(folder, "sound")) ? readdirSync(join(folder, "sound")) : []);

describe("recordings in backups", () => {
  it("are copied sealed, also while one goes on, and come back to be heard on another machine", async () => {
    const { patientId, recordingId } = await record("00701");
    const backup = await backUp();
    expect(listSounds(backup)).toEqual([`${recordingId}.sound`]);
    await clinic.signIn("whitcombe");
    await clinic.ask("sound.stop", {});
    const original = await clinic.ask("sound.hear", { recordingId, fromMs: 0, toMs: 3_000 });

    const other = await startTestApp({ clock: clinic.clock, keychain: createMemoryKeychain(), backupFolder: backups });
    const { backups: found } = await other.ask("setup.findBackups", {});
    await other.ask("setup.restore", { name: found[0]?.name ?? "", words });
    await other.signIn("whitcombe");
    const { recordings } = await other.ask("sound.list", { patientId });
    expect(recordings).toMatchObject([{ id: recordingId, state: "unfinished" }]);
    const back = await other.ask("sound.hear", { recordingId, fromMs: 0, toMs: 3_000 });
    expect(Buffer.from(back.samples).equals(Buffer.from(original.samples))).toBe(true);
    await other.remove();
  }, 60_000);

  it("leave every backup that can be reached when they are destroyed, and the backups still restore", async () => {
    const { recordingId } = await record("00702");
    await clinic.ask("sound.stop", {});
    const backup = await backUp();
    await clinic.signIn("whitcombe");
    await clinic.ask("sound.discard", { recordingId });
    expect(listSounds(backup)).toEqual([]);
    expect(readFileSync(join(backup, "manifest.json"), "utf8")).not.toContain(recordingId);
    expect(await drillNewest()).toBe("restorable");
  }, 60_000);

  it("leave with the patient they belong to, and no other", async () => {
    const leaving = await record("00703");
    await clinic.ask("sound.stop", {});
    const staying = await record("00704");
    await clinic.ask("sound.stop", {});
    const backup = await backUp();
    await clinic.ask("session.signOut", {});
    await destroyPatient(clinic, leaving.patientId);
    expect(listSounds(backup)).toEqual([`${staying.recordingId}.sound`]);
    expect(await drillNewest()).toBe("restorable");
  }, 60_000);

  it("that were changed by one bit, or are missing, make the backup one that does not restore", async () => {
    const { recordingId } = await record("00705");
    await clinic.ask("sound.stop", {});
    const file = join(await backUp(), "sound", `${recordingId}.sound`);
    const bytes = readFileSync(file);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(await drillNewest()).toBe("damaged");
    rmSync(file);
    expect(await drillNewest()).toBe("damaged");
  }, 60_000);
});

async function drillNewest() {
  await clinic.signIn("abara");
  const { backups: made } = await clinic.ask("backups.status", {});
  return (await clinic.ask("backups.drill", { backupId: made[0]?.id as never })).verdict;
}
