import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { buildDemographics } from "../../support/build-patient.ts";
import { draftSession } from "../../support/clinic/draft-session.ts";
import { startTestHost, type TestHost } from "../../support/clinic/start-host.ts";
import { startTestStation, type TestStation } from "../../support/clinic/start-station.ts";

let host: TestHost | null = null;
const stations: TestStation[] = [];
afterEach(async () => {
  for (const station of stations.splice(0)) station.remove();
  await host?.remove();
  host = null;
});

async function open(name?: string): Promise<TestStation> {
  host ??= await startTestHost();
  const station = await startTestStation(host, name);
  stations.push(station);
  await station.until("linked");
  return station;
}

describe("a workstation", () => {
  it("speaks the contract with the host, as the same person with the same rights", async () => {
    const front = await open("Front desk");
    expect(await front.codeOf("patients.search", { query: "", limit: 10 })).toBe("session.signed-out");
    await front.signIn("whitcombe");
    expect((await front.ask("patients.search", { query: "", limit: 10 })).patients).toEqual([]);
    expect(await front.codeOf("audit.list", { beforeSeq: null, limit: 10 })).toBe("session.not-permitted");
    expect(await front.codeOf("nothing.such" as never, {} as never)).toBe("ipc.unknown-call");
    expect(await front.codeOf("patients.search", { query: 4 as never, limit: 10 })).toBe("ipc.malformed-input");
  });

  it("sees what another has done, in one record", async () => {
    const front = await open("Front desk");
    const room = await open("Room 2");
    await front.signIn("abara");
    await room.signIn("whitcombe");
    const { id } = await front.ask("patients.register", buildDemographics());
    expect((await room.ask("patients.search", { query: "", limit: 10 })).patients.map((patient) => patient.id)).toEqual([id]);
  });

  it("asks for backups, and the host writes them where IT said, not into a folder of the workstation", async () => {
    const plan = { everyHours: 24, keepCount: 2, chooseNew: true };
    const front = await open();
    await front.signIn("abara");
    expect(await front.codeOf("backups.configure", plan)).toBe("backup.host-folder");
    const backupFolder = mkdtempSync(join(tmpdir(), "chartwell-backups-"));
    for (const station of stations.splice(0)) station.remove();
    await host?.remove();
    host = await startTestHost({ backupFolder });
    const again = await open();
    await again.signIn("abara");
    expect((await again.ask("backups.configure", plan)).plan?.folder).toBe(backupFolder);
    await again.ask("backups.run", {});
    expect(readdirSync(backupFolder).length).toBeGreaterThan(0);
    rmSync(backupFolder, { recursive: true, force: true });
  });

  it("is told who else has a note open, and gets the pen when its holder leaves", async () => {
    const [front, room] = [await open("Front desk"), await open("Room 2")];
    await room.signIn("whitcombe");
    await front.signIn("okafor");
    const { id } = await room.ask("patients.register", buildDemographics());
    const { encounterId } = await draftSession(room, id);
    const here = { encounterId, mayWrite: true };
    const whoWrites = ({ present }: { present: readonly { displayName: string; writes: boolean }[] }) =>
      present.filter(({ writes }) => writes).map(({ displayName }) => displayName);
    expect(whoWrites(await room.ask("presence.enter", here))).toEqual(["Rosalind Whitcombe"]);
    expect(whoWrites(await front.ask("presence.enter", here))).toEqual(["Rosalind Whitcombe"]);
    await expect.poll(() => room.told.filter(({ name }) => name === "presence.changed").length).toBe(1);
    expect(whoWrites(await front.ask("presence.take", { encounterId }))).toEqual(["Ines Okafor"]);
    await front.ask("presence.leave", { encounterId });
    expect(whoWrites(await room.ask("presence.enter", here))).toEqual(["Rosalind Whitcombe"]);
    expect(whoWrites(await front.ask("presence.enter", here))).toEqual(["Rosalind Whitcombe"]);
  });

  it("hears of a workstation that comes or goes, as long as somebody is signed in", async () => {
    const front = await open("Front desk");
    await front.signIn("abara");
    const isTold = () => front.told.some(({ name, payload }) => name === "record.changed" && JSON.stringify(payload).includes("stations"));
    const room = await open("Room 2");
    await expect.poll(isTold).toBe(true);
    front.told.length = 0;
    room.close();
    await expect.poll(isTold).toBe(true);
  });

  it("goes on by itself after the host was killed, with nobody signing in again", async () => {
    const front = await open();
    await front.signIn("abara");
    const { id } = await front.ask("patients.register", buildDemographics());
    host = (await host?.restart("hard")) ?? null;
    await front.until("away").catch(() => undefined);
    await front.until("linked");
    expect((await front.ask("patients.search", { query: "", limit: 10 })).patients.map((patient) => patient.id)).toEqual([id]);
  });
});
