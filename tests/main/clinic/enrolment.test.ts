import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { findHost } from "../../../main/station/enrol.ts";
import { startTestHost, type TestHost } from "../../support/clinic/start-host.ts";
import { startTestStation, type TestStation } from "../../support/clinic/start-station.ts";
import { createFakeClock } from "../../support/fake-clock.ts";
import { createMemoryKeychain } from "../../support/memory-keychain.ts";

let host: TestHost | null = null;
const stations: TestStation[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const station of stations.splice(0)) station.remove();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  await host?.remove();
  host = null;
});

async function knock(code: string) {
  const profile = mkdtempSync(join(tmpdir(), "chartwell-newcomer-"));
  folders.push(profile);
  return findHost({ profile, keychain: createMemoryKeychain() }, { address: "127.0.0.1", port: host?.port() ?? 0 }, code);
}

describe("enrolment", () => {
  it("takes a code that lives ten minutes, once", async () => {
    const clock = createFakeClock();
    host = await startTestHost({ clock });
    const { code } = host.host.port.offer();
    const found = await knock(code.toLowerCase().replaceAll("-", " "));
    expect(found.ok && found.value.fingerprint).toBe(host.host.port.fingerprint);
    expect((await (found.ok ? found.value.join("Front desk") : null))?.ok).toBe(true);
    expect(await knock(code)).toEqual({ ok: false, error: { code: "station.no-answer" } });
    const late = host.host.port.offer();
    clock.advance(10 * 60_000);
    expect(await knock(late.code)).toEqual({ ok: false, error: { code: "station.no-answer" } });
  });

  it("shows a wrong code nothing, not even that somebody listens", async () => {
    host = await startTestHost();
    host.host.port.offer();
    expect(await knock("AAAA-BBBB-CCCC")).toEqual({ ok: false, error: { code: "station.no-answer" } });
    expect(await knock("not a code")).toEqual({ ok: false, error: { code: "station.code-wrong" } });
    expect(host.host.port.list()).toEqual([]);
  });

  it("a code that is replaced or taken back opens nothing", async () => {
    host = await startTestHost();
    const first = host.host.port.offer();
    const second = host.host.port.offer();
    expect((await knock(first.code)).ok).toBe(false);
    host.host.port.withdrawOffer();
    expect((await knock(second.code)).ok).toBe(false);
  });

  it("leaves the key in the keychain and nothing secret on the disk", async () => {
    host = await startTestHost();
    const station = await startTestStation(host);
    stations.push(station);
    const secrets = [...station.keychain.items.values()].map((item) => Buffer.from(item).toString("utf8"));
    const { privateKey, shelterKey } = JSON.parse(secrets[0] ?? "{}") as { privateKey: string; shelterKey: string };
    expect(privateKey).toContain("PRIVATE KEY");
    for (const file of readdirSync(station.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())) {
      const text = readFileSync(join(file.parentPath, file.name), "utf8");
      expect(text).not.toContain("PRIVATE KEY");
      expect(text).not.toContain(shelterKey);
    }
  });

  it("is on record, as are those it lets in and puts out", async () => {
    host = await startTestHost();
    const station = await startTestStation(host);
    stations.push(station);
    await station.until("linked");
    await station.signIn("abara");
    const { stations: listed, isHost } = await station.ask("stations.read", {});
    expect([isHost, listed.map(({ name, isHere }) => [name, isHere])]).toEqual([true, [["Front desk", true]]]);
    const offered = await station.ask("stations.offer", { password: "an invented long password" });
    expect(offered.fingerprint).toBe(host.host.port.fingerprint);
    expect(await station.codeOf("stations.offer", { password: "a wrong password entirely" })).toBe("session.reauthentication-failed");
    const { rows } = await station.ask("audit.list", { beforeSeq: null, limit: 50 });
    const names = rows.map(({ event }) => event);
    for (const name of ["station.enrolled", "station.offered", "user.signed-in"]) expect(names).toContain(name);
  });

  it("ends at once when a workstation is put out, and lets it in no more", async () => {
    host = await startTestHost();
    const [office, lost] = [await startTestStation(host, "Office"), await startTestStation(host, "Lost laptop")];
    stations.push(office, lost);
    await Promise.all([office.until("linked"), lost.until("linked")]);
    await office.signIn("abara");
    await lost.signIn("whitcombe");
    await office.ask("stations.revoke", { stationId: lost.settings.stationId });
    await lost.until("refused");
    expect((await lost.standing()).code).toBe("station.revoked");
    expect(lost.told.map(({ name }) => name)).toContain("session.locked");
    expect(await lost.ask("app.status", {})).toMatchObject({ state: "refused", code: "station.revoked" });
    expect(await lost.ask("session.current", {})).toEqual({ session: null });
    expect(await lost.codeOf("patients.search", { query: "", limit: 5 })).toBe("station.revoked");
    expect(await office.codeOf("stations.revoke", { stationId: lost.settings.stationId })).toBe("station.not-found");
    const again = await lost.restart();
    stations.push(again);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await again.standing()).link).not.toBe("linked");
    const { rows } = await office.ask("audit.list", { beforeSeq: null, limit: 50 });
    expect(rows.map(({ event }) => event)).toEqual(expect.arrayContaining(["station.revoked", "user.signed-out"]));
  });

  it("another version is refused in words, and its record left alone", async () => {
    host = await startTestHost();
    const station = await startTestStation(host, "Old", "another contract");
    stations.push(station);
    await station.until("refused");
    expect(await station.ask("app.status", {})).toMatchObject({ state: "refused", code: "station.version-skew" });
  });

  it("a host whose files do not fit its keychain does not start as another", async () => {
    host = await startTestHost();
    await host.host.close();
    for (const account of [...host.keychain.items.keys()]) if (account.startsWith("host-")) host.keychain.items.delete(account);
    await expect(startTestHost({ folder: host.folder, keychain: host.keychain })).rejects.toThrow("host.identity-lost");
    writeFileSync(join(host.folder, "host", "stations.sealed"), "changed");
    host = null;
  });
});
