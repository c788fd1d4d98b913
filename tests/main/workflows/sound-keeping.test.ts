import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { EncounterId } from "../../../shared/domain/ids.ts";
import { buildDemographics } from "../../support/build-patient.ts";
import { startTestClinic, type TestApp } from "../../support/compose-test-app.ts";
import { destroyPatient } from "../../support/destroy-patient.ts";
import { createPlayedMicrophones } from "../../support/sound/play-microphones.ts";
import { speak } from "../../support/sound/read-sound.ts";

let clinic: TestApp;
afterEach(() => clinic.remove());

const dayMs = 86_400_000;

async function recordOne(keepDays: number) {
  const desk = createPlayedMicrophones();
  clinic = await startTestClinic({ microphones: desk.microphones, policy: { sound: { keepDays, pack: "tiny", packsFolder: null } } });
  await clinic.signIn("whitcombe");
  const { id: patientId } = await clinic.ask("patients.register", buildDemographics());
  await clinic.ask("consents.record", { patientId, kind: "session-recording", decision: "given", method: "signed-form", textVersion: "v1" });
  const { recordingId } = await clinic.ask("sound.begin", { patientId, microphones: ["one"] });
  desk.play([speak("We will meet again next week.", "rms")]);
  await clinic.ask("sound.stop", {});
  const file = join(clinic.folder, "record", "sound", `${recordingId}.sound`);
  return { patientId, recordingId, file };
}

async function transcribe(patientId: Awaited<ReturnType<typeof recordOne>>["patientId"]): Promise<EncounterId> {
  for (;;) {
    const { recordings } = await clinic.ask("sound.list", { patientId });
    const encounterId = recordings[0]?.encounterId ?? null;
    if (encounterId !== null) return encounterId;
    await new Promise((settle) => setTimeout(settle, 50));
  }
}

describe("how long sound is kept", () => {
  it("is as many days after the confirmation as policy says", async () => {
    const { patientId, recordingId, file } = await recordOne(3);
    await clinic.ask("sound.transcribe", { recordingId });
    const encounterId = await transcribe(patientId);
    await clinic.ask("sound.confirm", { encounterId });
    await clinic.app.runDue();
    expect(existsSync(file)).toBe(true);
    clinic.clock.advance(4 * dayMs);
    await clinic.app.runDue();
    expect(existsSync(file)).toBe(false);
    await clinic.signIn("whitcombe");
    expect(await clinic.codeOf("sound.hear", { recordingId, fromMs: 0, toMs: 500 })).toBe("sound.destroyed");
  }, 60_000);

  it("ends with the patient's record, at once", async () => {
    const { patientId, file } = await recordOne(0);
    await clinic.ask("session.signOut", {});
    await destroyPatient(clinic, patientId);
    expect(existsSync(file)).toBe(false);
  }, 60_000);

  it("goes on with a transcription that a lock cut off", async () => {
    const { patientId, recordingId } = await recordOne(0);
    await clinic.ask("sound.transcribe", { recordingId });
    clinic.app.endSessions("system-lock");
    await clinic.app.whenLocked();
    await clinic.signIn("whitcombe");
    await clinic.app.runDue();
    const { turns } = await clinic.ask("encounters.open", { encounterId: await transcribe(patientId) });
    expect(turns.map(({ text }) => text).join(" ")).toMatch(/next week/i);
  }, 60_000);
});
