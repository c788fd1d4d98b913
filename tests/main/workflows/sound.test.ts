import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mintId } from "../../../main/vault/ids.ts";
import { DraftIdSchema, type EncounterId, type PatientId, type RecordingId } from "../../../shared/domain/ids.ts";
import { buildDemographics } from "../../support/build-patient.ts";
import { startTestClinic, type TestApp } from "../../support/compose-test-app.ts";
import { dialogue, recordDialogue } from "../../support/sound/dialogue.ts";
import { createPlayedMicrophones, type PlayedMicrophones } from "../../support/sound/play-microphones.ts";
import { beSilent, speak } from "../../support/sound/read-sound.ts";

let clinic: TestApp;
let desk: PlayedMicrophones;
let patientId: PatientId;

beforeEach(async () => {
  desk = createPlayedMicrophones();
  clinic = await startTestClinic({ microphones: desk.microphones, policy: { sound: { keepDays: 0, pack: "tiny", packsFolder: null } } });
  await clinic.signIn("whitcombe");
  patientId = (await clinic.ask("patients.register", buildDemographics())).id;
});
afterEach(() => clinic.remove());

async function consent(): Promise<void> {
  await clinic.ask("consents.record", { patientId, kind: "session-recording", decision: "given", method: "verbal-documented", textVersion: "v1" });
}

/** Waits for the end of a transcription and gives the session it became. */
async function waitForTranscript(recordingId: RecordingId): Promise<EncounterId> {
  for (;;) {
    const told = clinic.events
      .filter(({ name }) => name === "sound.progress")
      .map(({ payload }) => payload as { encounterId: EncounterId | null; code: string | null; recordingId: string });
    const over = told.find((one) => one.recordingId === recordingId && (one.encounterId !== null || one.code !== null));
    if (over?.encounterId) return over.encounterId;
    if (over !== undefined) throw new Error(over.code ?? "");
    await new Promise((settle) => setTimeout(settle, 50));
  }
}

const fileOf = (recordingId: string) => join(clinic.folder, "record", "sound", `${recordingId}.sound`);

describe("recording a session", () => {
  it("needs the patient's consent and a microphone", async () => {
    expect(await clinic.codeOf("sound.begin", { patientId, microphones: ["one"] })).toBe("sound.consent-needed");
    await consent();
    expect(await clinic.codeOf("sound.begin", { patientId, microphones: ["broken"] })).toBe("sound.no-microphone");
    await clinic.ask("sound.begin", { patientId, microphones: ["one"] });
    expect(await clinic.codeOf("sound.begin", { patientId, microphones: ["one"] })).toBe("sound.already-recording");
    await clinic.ask("sound.stop", {});
    expect(await clinic.codeOf("sound.stop", {})).toBe("sound.not-recording");
  });

  it("becomes a transcript with the right speakers, can be heard, and its sound goes once it is confirmed", async () => {
    await consent();
    const { recordingId } = await clinic.ask("sound.begin", { patientId, microphones: ["one", "two"] });
    desk.play(recordDialogue(0.1).channels);
    const { recording } = await clinic.ask("sound.stop", {});
    expect(recording).toMatchObject({ id: recordingId, state: "waiting", channels: 2 });
    expect(recording.lengthMs).toBeGreaterThan(30_000);
    await clinic.ask("sound.transcribe", { recordingId });
    const encounterId = await waitForTranscript(recordingId);
    const { turns, encounter } = await clinic.ask("encounters.open", { encounterId });
    expect(turns.map(({ role }) => role)).toEqual(dialogue.map(({ speaker }) => (speaker === 0 ? "clinician" : "client")));
    expect(encounter.endedAt).not.toBeNull();
    const opened = await clinic.ask("sound.open", { encounterId });
    expect(opened?.lines.map(({ line }) => line)).toEqual(turns.map(({ line }) => line));
    const asked = opened?.lines.find(({ marks }) => marks.includes("listen-again"));
    expect(turns.find(({ line }) => line === asked?.line)?.text).toMatch(/hurting yourself/);
    const { samples } = await clinic.ask("sound.hear", { recordingId, fromMs: 500, toMs: 2_500 });
    expect(samples.byteLength).toBe(2 * 2 * 16_000);
    expect(new Int16Array(samples.slice().buffer).some((sample) => Math.abs(sample) > 500)).toBe(true);

    const { turns: corrected, lines } = await clinic.ask("sound.correctLine", { encounterId, line: 1, text: "Good morning." });
    expect(corrected[0]?.text).toBe("Good morning.");
    expect(lines[0]?.original).toBe(turns[0]?.text);

    const confirmed = await clinic.ask("sound.confirm", { encounterId });
    expect(confirmed.recording.state).toBe("destroyed");
    expect(() => readFileSync(fileOf(recordingId))).toThrow();
    expect(await clinic.codeOf("sound.hear", { recordingId, fromMs: 0, toMs: 1_000 })).toBe("sound.destroyed");
    expect((await clinic.ask("encounters.open", { encounterId })).turns[0]?.text).toBe("Good morning.");
  }, 90_000);

  it("goes on while the screen is locked, sealed so that only an open record hears it", async () => {
    await consent();
    const { recordingId } = await clinic.ask("sound.begin", { patientId, microphones: ["one"] });
    desk.play([speak("We begin in the morning.", "rms")]);
    clinic.app.endSessions("system-lock");
    await clinic.app.whenLocked();
    expect((await clinic.ask("sound.standing", {})).level).not.toBeNull();
    expect(desk.isHearing()).toBe(true);
    desk.play([beSilent(1_500)]);
    desk.play([speak("And we go on after it.", "rms")]);
    await clinic.signIn("whitcombe");
    await clinic.ask("sound.stop", {});
    await clinic.ask("sound.transcribe", { recordingId });
    const encounterId = await waitForTranscript(recordingId);
    const said = (await clinic.ask("encounters.open", { encounterId })).turns.map(({ text }) => text).join(" ");
    expect(said).toMatch(/in the morning/i);
    expect(said).toMatch(/after it/i);
  }, 60_000);

  it("is offered again after a sudden end, and can be gone on with", async () => {
    await consent();
    const { recordingId } = await clinic.ask("sound.begin", { patientId, microphones: ["one"] });
    desk.play([speak("This was said before the power went.", "slt")]);
    await new Promise((settle) => setTimeout(settle, 200));
    await desk.microphones.stop();
    const again = await clinic.restart("hard");
    clinic = again;
    await clinic.signIn("whitcombe");
    const { recordings, canListen } = await clinic.ask("sound.list", { patientId });
    expect(canListen).toBe(true);
    expect(recordings).toMatchObject([{ id: recordingId, state: "unfinished" }]);
    expect(recordings[0]?.lengthMs).toBeGreaterThan(1_000);
    await clinic.ask("sound.continue", { recordingId, microphones: ["one"] });
    desk.play([beSilent(1_000)]);
    desk.play([speak("And this came after.", "slt")]);
    await clinic.ask("sound.stop", {});
    await clinic.ask("sound.transcribe", { recordingId });
    const { turns } = await clinic.ask("encounters.open", { encounterId: await waitForTranscript(recordingId) });
    expect(turns.map(({ text }) => text).join(" ")).toMatch(/power went.* came after/i);
  }, 60_000);

  it("says when nobody spoke, when it was tampered with, and when it was discarded", async () => {
    await consent();
    const { recordingId } = await clinic.ask("sound.begin", { patientId, microphones: ["one"] });
    desk.play([beSilent(3_000)]);
    await clinic.ask("sound.stop", {});
    await clinic.ask("sound.transcribe", { recordingId });
    await expect(waitForTranscript(recordingId)).rejects.toThrow("sound.nothing-said");
    const bytes = readFileSync(fileOf(recordingId));
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    writeFileSync(fileOf(recordingId), bytes);
    expect(await clinic.codeOf("sound.hear", { recordingId, fromMs: 0, toMs: 1_000 })).toBe("sound.damaged");
    await clinic.ask("sound.discard", { recordingId });
    expect((await clinic.ask("sound.list", { patientId })).recordings).toMatchObject([{ state: "destroyed" }]);
  }, 60_000);
});

describe("a sound file", () => {
  it("is taken in a stretch at a time and becomes a transcript; one cut short leaves nothing", async () => {
    await consent();
    const at = { startedAt: clinic.clock.now(), endedAt: null };
    const { recordingId } = await clinic.ask("sound.openImport", { patientId, channels: 1, ...at });
    const said = speak("Thank you for coming in today.", "awb");
    for (let from = 0; from < said.length; from += 16_000) {
      await clinic.ask("sound.append", { recordingId, channels: [new Uint8Array(said.slice(from, from + 16_000).buffer)] });
    }
    await clinic.ask("sound.closeImport", { recordingId, whole: true });
    await clinic.ask("sound.transcribe", { recordingId });
    const { turns } = await clinic.ask("encounters.open", { encounterId: await waitForTranscript(recordingId) });
    expect(turns.map(({ text }) => text).join(" ")).toMatch(/coming in today/i);
    expect(turns[0]?.role).toBe("unknown");
    const broken = await clinic.ask("sound.openImport", { patientId, channels: 1, ...at });
    await clinic.ask("sound.closeImport", { recordingId: broken.recordingId, whole: false });
    expect(() => readFileSync(fileOf(broken.recordingId))).toThrow();
  }, 60_000);
});

describe("dictation", () => {
  it("writes down what was said while the key was held, keeps no sound, and needs a note that is open", async () => {
    const bytes = new TextEncoder().encode("Client: I slept badly.");
    const { encounterId } = await clinic.ask("transcripts.import", {
      patientId,
      bytes,
      kindHint: "txt",
      startedAt: "2026-11-23T09:02:00.000Z",
      endedAt: null,
    });
    const draftId = mintId("dft", DraftIdSchema);
    const asked = { draftId, encounterId, templateId: "dap", via: "device" as const, added: [], released: [], doubtsReviewed: true };
    const { note } = await clinic.ask("drafts.create", asked);
    expect(await clinic.codeOf("sound.endDictation", {})).toBe("sound.not-recording");
    await clinic.ask("sound.beginDictation", { noteId: note.id });
    expect(await clinic.codeOf("sound.beginDictation", { noteId: note.id })).toBe("sound.already-recording");
    desk.play([speak(dialogue[0].text, "rms")]);
    const { text } = await clinic.ask("sound.endDictation", {});
    expect(text.toLowerCase()).toContain("morning");
    expect(desk.isHearing()).toBe(false);
    expect(existsSync(join(clinic.folder, "record", "sound"))).toBe(false);
    await clinic.ask("sound.beginDictation", { noteId: note.id });
    desk.play([beSilent(1)]);
    expect(await clinic.codeOf("sound.endDictation", {})).toBe("sound.nothing-said");
    await clinic.ask("sound.beginDictation", { noteId: note.id });
    clinic.app.endSessions("system-lock");
    await clinic.app.whenLocked();
    expect(desk.isHearing()).toBe(false);
  }, 60_000);
});
