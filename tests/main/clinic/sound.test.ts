import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { PatientId, RecordingId } from "../../../shared/domain/ids.ts";
import { buildDemographics } from "../../support/build-patient.ts";
import { draftSession } from "../../support/clinic/draft-session.ts";
import { startTestHost, type TestHost } from "../../support/clinic/start-host.ts";
import { startTestStation, type TestStation } from "../../support/clinic/start-station.ts";
import { recordDialogue } from "../../support/sound/dialogue.ts";

let host: TestHost | null = null;
let stations: TestStation[] = [];
afterEach(async () => {
  for (const station of stations) station.remove();
  stations = [];
  await host?.remove();
  host = null;
});

async function open(name: string): Promise<TestStation> {
  host ??= await startTestHost({ policy: { sound: { keepDays: 0, pack: "tiny", packsFolder: null } } });
  const station = await startTestStation(host, name);
  stations.push(station);
  await station.until("linked");
  return station;
}

/** A clinician at a workstation whose patient has agreed to being recorded. */
async function openRoom(): Promise<{ room: TestStation; patientId: PatientId }> {
  const room = await open("Room 2");
  await room.signIn("whitcombe");
  const { id: patientId } = await room.ask("patients.register", buildDemographics());
  await consent(room, patientId);
  return { room, patientId };
}

function consent(room: TestStation, patientId: PatientId) {
  return room.ask("consents.record", { patientId, kind: "session-recording", decision: "given", method: "verbal-documented", textVersion: "v1" });
}

async function cutHost(room: TestStation): Promise<void> {
  await host?.host.stopListening();
  await room.until("away");
}

async function bringHostBack(room: TestStation): Promise<void> {
  host = (await host?.restart("hard")) ?? null;
  await room.until("linked");
}

const atHost = (recordingId: string) => join(host?.folder ?? "", "record", "sound", `${recordingId}.sound`);
const atRoom = (room: TestStation) => {
  const folder = join(room.folder, "shelter", "sound");
  return existsSync(folder) ? readdirSync(folder) : [];
};
const noise = (seconds: number) => Int16Array.from({ length: seconds * 16_000 }, (_none, at) => Math.round(9_000 * Math.sin(at * at * 0.0001)));
const findAt = async (room: TestStation, patientId: PatientId, recordingId: RecordingId) =>
  (await room.ask("sound.list", { patientId })).recordings.find(({ id }) => id === recordingId);

/** Speaks into a workstation's microphones and waits until it lies on the workstation's disk. */
async function speak(room: TestStation, channels: readonly Int16Array[]): Promise<void> {
  const folder = join(room.folder, "shelter", "sound");
  const measure = () => readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  const due = measure() + (channels[0]?.length ?? 0) * 2 * channels.length;
  room.microphones.play(channels);
  await expect.poll(measure, { timeout: 10_000 }).toBeGreaterThanOrEqual(due);
}

/** Waits until the day at a workstation is kept for the time without its host. */
async function settle(room: TestStation): Promise<void> {
  const folder = join(room.folder, "shelter");
  const measure = () => readdirSync(folder).flatMap((name) => (name.endsWith(".kept") ? [statSync(join(folder, name)).size] : []))[0] ?? 0;
  await expect.poll(() => existsSync(folder) && measure() > 4_000, { timeout: 10_000 }).toBe(true);
  for (let before = -1; before !== measure(); ) {
    before = measure();
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

describe("a session recorded at a workstation", () => {
  it("needs the patient's consent, comes to the record as it is made, and leaves nothing at the workstation", async () => {
    const { room, patientId } = await openRoom();
    const stranger = (await room.ask("patients.register", buildDemographics({ mrn: "MRN-7002" }))).id;
    expect(await room.codeOf("sound.begin", { patientId: stranger, microphones: ["one"] })).toBe("sound.consent-needed");
    expect(await room.codeOf("sound.begin", { patientId, microphones: ["broken"] })).toBe("sound.no-microphone");
    expect((await room.ask("sound.list", { patientId })).recordings.map(({ state }) => state)).toEqual(["destroyed"]);
    const { recordingId } = await room.ask("sound.begin", { patientId, microphones: ["one", "two"] });
    await speak(room, recordDialogue(0.1).channels);
    await room.app.runDue();
    expect((await findAt(room, patientId, recordingId))?.state).toBe("recording");
    const other = await open("Front desk");
    await other.signIn("whitcombe");
    expect(await findAt(other, patientId, recordingId)).toMatchObject({ state: "recording", channels: 2 });
    expect((await findAt(other, patientId, recordingId))?.lengthMs).toBeGreaterThan(20_000);
    expect(await other.codeOf("sound.transcribe", { recordingId })).toBe("sound.elsewhere");
    expect(await other.codeOf("sound.discard", { recordingId })).toBe("sound.already-recording");
    const { recording } = await room.ask("sound.stop", {});
    expect(recording).toMatchObject({ id: recordingId, state: "waiting", channels: 2 });
    await expect.poll(() => atRoom(room)).toEqual([]);
    // From the other desk, which never heard a word of it.
    await other.ask("sound.transcribe", { recordingId });
    await expect.poll(async () => (await findAt(other, patientId, recordingId))?.state, { timeout: 120_000 }).toBe("transcribed");
    const encounterId = (await findAt(other, patientId, recordingId))?.encounterId ?? null;
    if (encounterId === null) throw new Error("no session");
    const { turns } = await other.ask("encounters.open", { encounterId });
    expect(new Set(turns.map(({ role }) => role))).toEqual(new Set(["clinician", "client"]));
    expect(turns.map(({ text }) => text).join(" ")).toMatch(/hurting yourself/);
  }, 180_000);

  it("goes on while the host is away and while the screen is locked, and every second of it comes once", async () => {
    const { room, patientId } = await openRoom();
    const { recordingId } = await room.ask("sound.begin", { patientId, microphones: ["one"] });
    await speak(room, [noise(5)]);
    await room.app.runDue();
    await cutHost(room);
    await speak(room, [noise(7)]);
    await room.ask("session.signOut", {});
    await speak(room, [noise(4)]);
    expect((await room.ask("sound.standing", {})).level).not.toBeNull();
    await expect.poll(async () => (await room.standing()).waiting.soundMs).toBeGreaterThan(9_000);
    await bringHostBack(room);
    await speak(room, [noise(3)]);
    // The record is locked: it takes what comes all the same, unopened.
    await room.app.runDue();
    await room.signIn("whitcombe");
    await room.ask("sound.stop", {});
    await room.app.runDue();
    await expect.poll(() => atRoom(room)).toEqual([]);
    expect(await findAt(room, patientId, recordingId)).toMatchObject({ state: "waiting", lengthMs: 19_000 });
    const { samples } = await room.ask("sound.hear", { recordingId, fromMs: 0, toMs: 19_000 });
    const played = [5, 7, 4, 3].flatMap((seconds) => [...noise(seconds)]);
    expect(Buffer.from(samples).equals(Buffer.from(Int16Array.from(played).buffer))).toBe(true);
    expect((await room.standing()).waiting.soundMs).toBe(0);
  });

  it("begins without the host where a kept chart says that the patient agreed", async () => {
    const { room, patientId } = await openRoom();
    const unasked = (await room.ask("patients.register", buildDemographics({ mrn: "MRN-7002" }))).id;
    await draftSession(room, unasked);
    await draftSession(room, patientId);
    await settle(room);
    await cutHost(room);
    expect(await room.codeOf("sound.begin", { patientId: unasked, microphones: ["one"] })).toBe("sound.consent-needed");
    const { recordingId } = await room.ask("sound.begin", { patientId, microphones: ["one"] });
    await speak(room, [noise(6)]);
    expect((await room.ask("sound.list", { patientId })).recordings).toMatchObject([{ id: recordingId, state: "recording", lengthMs: 6_000 }]);
    await room.ask("sound.stop", {});
    expect(await room.codeOf("sound.transcribe", { recordingId })).toBe("station.host-away");
    await bringHostBack(room);
    await room.signIn("whitcombe");
    await expect.poll(() => atRoom(room), { timeout: 10_000 }).toEqual([]);
    expect(await findAt(room, patientId, recordingId)).toMatchObject({ state: "waiting", lengthMs: 6_000 });
    expect(statSync(atHost(recordingId)).size).toBeGreaterThan(6 * 32_000);
    await room.ask("session.signOut", {});
    await room.signIn("abara");
    expect((await room.ask("audit.list", { beforeSeq: null, limit: 60 })).rows.map((row) => row.event)).toContain("away.recorded");
  });

  it("survives the workstation's power cut, goes on there and nowhere else, and can be taken as it is", async () => {
    const { room, patientId } = await openRoom();
    const { recordingId } = await room.ask("sound.begin", { patientId, microphones: ["one"] });
    await speak(room, [noise(5)]);
    const again = await room.restart();
    stations.push(again);
    await again.until("linked");
    await again.signIn("whitcombe");
    expect(await findAt(again, patientId, recordingId)).toMatchObject({ state: "unfinished", lengthMs: 5_000 });
    expect((await again.ask("sound.unsettled", {})).waiting.map(({ recording }) => recording.lengthMs)).toEqual([5_000]);
    const other = await open("Front desk");
    await other.signIn("whitcombe");
    expect(await other.codeOf("sound.continue", { recordingId, microphones: ["one"] })).toBe("sound.elsewhere");
    await again.ask("sound.continue", { recordingId, microphones: ["one"] });
    await speak(again, [noise(2)]);
    const cut = await again.restart();
    stations.push(cut);
    await cut.until("linked");
    await cut.signIn("whitcombe");
    await cut.ask("sound.transcribe", { recordingId });
    expect(atRoom(cut)).toEqual([]);
    expect((await findAt(cut, patientId, recordingId))?.lengthMs).toBe(7_000);
  });

  it("of a workstation that was put out is taken as far as it has come", async () => {
    const { room, patientId } = await openRoom();
    const { recordingId } = await room.ask("sound.begin", { patientId, microphones: ["one"] });
    await speak(room, [noise(5)]);
    await room.app.runDue();
    const other = await open("Front desk");
    const stationId = host?.host.port.list().find(({ name }) => name === "Room 2")?.id;
    if (stationId === undefined) throw new Error("no station");
    host?.host.port.revoke(stationId);
    await room.until("refused");
    await other.signIn("whitcombe");
    await expect.poll(() => other.codeOf("sound.transcribe", { recordingId }), { timeout: 30_000 }).toBeNull();
    expect((await findAt(other, patientId, recordingId))?.lengthMs).toBe(5_000);
  }, 60_000);

  it("is gone everywhere once it was discarded, and cannot be heard at the workstation by anybody", async () => {
    const { room, patientId } = await openRoom();
    const { recordingId } = await room.ask("sound.begin", { patientId, microphones: ["one"] });
    await speak(room, [noise(3)]);
    await cutHost(room);
    await speak(room, [noise(3)]);
    const files = readdirSync(room.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const pattern = Buffer.from(noise(1).buffer).subarray(2_000, 2_064);
    for (const file of files) expect(readFileSync(join(file.parentPath, file.name)).includes(pattern), file.name).toBe(false);
    await bringHostBack(room);
    await room.ask("sound.stop", {});
    await expect.poll(() => existsSync(atHost(recordingId))).toBe(true);
    await room.ask("sound.discard", { recordingId });
    expect(existsSync(atHost(recordingId))).toBe(false);
    expect(await findAt(room, patientId, recordingId)).toMatchObject({ state: "destroyed" });
  });
});
