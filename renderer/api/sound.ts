import type { EncounterId, PatientId } from "../../shared/domain/ids.ts";
import { ask } from "./client.ts";
import { useAsk, useChange } from "./hooks.ts";

const lists = ["sound.list", "sound.standing", "sound.unsettled", "patients.open"] as const;

/** Looked at again now and then: a microphone is plugged in while somebody looks for it. */
const lookAgainMs = 4_000;
export const useMicrophones = () => useAsk("sound.microphones", {}, { againMs: lookAgainMs });
export const useUnsettledSound = () => useAsk("sound.unsettled", {});
export const useRecordings = (patientId: PatientId) => useAsk("sound.list", { patientId });
export const useRecordingStanding = () => useAsk("sound.standing", {});
export const useBeginRecording = () => useChange("sound.begin", lists);
export const useContinueRecording = () => useChange("sound.continue", lists);
export const usePauseRecording = () => useChange("sound.pause", ["sound.standing"]);
export const useStopRecording = () => useChange("sound.stop", lists);
export const useTranscribe = () => useChange("sound.transcribe", ["sound.list", "sound.unsettled"]);
export const useCancelTranscribing = () => useChange("sound.cancelTranscribing", ["sound.list", "sound.unsettled"]);
export const useDiscardRecording = () => useChange("sound.discard", ["sound.list", "sound.unsettled"]);
export const useSoundOf = (encounterId: EncounterId) => useAsk("sound.open", { encounterId });
export const useCorrectLine = () => useChange("sound.correctLine", ["sound.open", "encounters.open"]);
export const useConfirmTranscript = () => useChange("sound.confirm", ["sound.open", "sound.list"]);

export const useBeginDictation = () => useChange("sound.beginDictation", []);
export const useEndDictation = () => useChange("sound.endDictation", []);

/** Has `sound.tried` tell how loud these microphones are; none: no more. False where one of them does not answer. */
export async function tryMicrophones(microphones: readonly string[]): Promise<boolean> {
  const reply = await window.chartwell.ask("sound.tryMicrophones", { microphones: [...microphones] });
  return reply.ok;
}

/** A stretch of a recording as samples, -1 to 1, 16 kHz; kept nowhere. */
export async function hearStretch(
  recordingId: Parameters<typeof ask<"sound.hear">>[1]["recordingId"],
  fromMs: number,
  toMs: number,
): Promise<Float32Array<ArrayBuffer>> {
  const { samples } = await ask("sound.hear", { recordingId, fromMs, toMs });
  const whole = new Int16Array(samples.slice().buffer);
  return Float32Array.from(whole, (sample) => sample / 32_768);
}

/** A sound file being taken in. */
export interface SoundImport {
  /** Takes the next seconds of each channel: Int16, 16 kHz. */
  append(channels: Uint8Array<ArrayBuffer>[]): Promise<void>;
  /** Ends it; what is not kept leaves nothing behind. */
  close(keep: boolean): Promise<void>;
}

/** Begins to take in a sound file. */
export async function openSoundImport(about: {
  readonly patientId: PatientId;
  readonly channels: number;
  readonly startedAt: string;
}): Promise<SoundImport> {
  const { recordingId } = await ask("sound.openImport", { ...about, endedAt: null });
  return {
    append: async (channels) => void (await ask("sound.append", { recordingId, channels })),
    close: async (keep) => void (await ask("sound.closeImport", { recordingId, whole: keep })),
  };
}
