import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { password, startTestClinic, type TestApp } from "../../support/compose-test-app.ts";
import { startSendingClinic } from "../../support/start-sending-clinic.ts";

let remove: () => Promise<void>;
afterEach(() => remove());

async function start(settings: Parameters<typeof startTestClinic>[0]): Promise<TestApp> {
  const clinic = await startTestClinic(settings);
  remove = () => clinic.remove();
  return clinic;
}

describe("what IT has fixed", () => {
  it("is shown to everyone, setting by setting, with whose doing it is, and no certificate's text", async () => {
    const clinic = await start({
      policy: { owner: "Larkspur IT", idleMinutes: 5, extraCertificateAuthorities: ["-----BEGIN CERTIFICATE-----\nsecretless"] },
    });
    await clinic.signIn("whitcombe");
    const shown = await clinic.ask("policy.read", {});
    expect(shown.settings.find(({ path }) => path === "idleMinutes")).toEqual({ path: "idleMinutes", value: "5", fixed: true });
    expect(shown.settings.find(({ path }) => path === "charts")).toEqual({ path: "charts", value: "everyone", fixed: false });
    expect(JSON.stringify(shown)).not.toContain("secretless");
  });

  it("closes sign-in when its last day is over while the program runs", async () => {
    const clinic = await start({ policy: { expiresOn: "2026-11-24" } });
    const enter = () => clinic.codeOf("session.signIn", { username: "whitcombe", password });
    clinic.clock.setWall("2026-11-24T23:00:00.000Z");
    expect(await enter()).toBeNull();
    await clinic.ask("session.signOut", {});
    clinic.clock.setWall("2026-11-25T00:00:01.000Z");
    expect(await enter()).toBe("policy.expired");
    expect(await clinic.ask("app.status", {})).toMatchObject({ state: "refused", code: "policy.expired" });
  });

  it("keeps backups to the folders it names, those of a plan made before it too", async () => {
    const folder = mkdtempSync(join(tmpdir(), "chartwell-shelf-"));
    const plan = { everyHours: 24, keepCount: 7, chooseNew: true };
    const open = await start({ backupFolder: join(folder, "a"), policy: { backupFolders: [folder] } });
    await open.signIn("abara");
    expect(await open.codeOf("backups.configure", plan)).toBeNull();
    await open.remove();
    const closed = await start({ backupFolder: folder, policy: { backupFolders: [join(folder, "other"), `${folder}-longer`] } });
    await closed.signIn("abara");
    expect(await closed.codeOf("backups.configure", plan)).toBe("backup.folder-locked");
    rmSync(folder, { recursive: true });
  });

  it("closes a vendor an agreement would let through, and the refusal is on record", async () => {
    const sending = await startSendingClinic({ policy: { vendors: [{ vendor: "bedrock", models: null, regions: null }] } });
    remove = () => sending.remove();
    await expect(sending.sendSessionOf()).rejects.toThrow("gate.vendor-locked");
    await sending.clinic.signIn("abara");
    const { sends } = await sending.clinic.ask("sends.list", { limit: 5 });
    expect(sends).toMatchObject([{ outcome: "refused" }]);
  });
});
