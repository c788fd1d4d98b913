import type { EncounterId, PatientId } from "../../shared/domain/ids.ts";
import { ask } from "./client.ts";
import { useAsk, useChange } from "./hooks.ts";

const lists = ["sound.list", "sound.standing", "patients.open"] as const;

export const useMicrophones = () => useAsk("sound.microphones", {});
export const useRecordings = (patientId: PatientId) => useAsk("sound.list", { patientId });
export const useRecordingStanding = () => useAsk("sound.standing", {});
export const useBeginRecording = () => useChange("sound.begin", lists);
export const useContinueRecording = () => useChange("sound.continue", lists);
export const usePauseRecording = () => useChange("sound.pause", ["sound.standing"]);
export const useStopRecording = () => useChange("sound.stop", lists);
export const useTranscribe = () => useChange("sound.transcribe", ["sound.list"]);
export const useCancelTranscribing = () => useChange("sound.cancelTranscribing", ["sound.list"]);
export const useDiscardRecording = () => useChange("sound.discard", ["sound.list"]);
export const useSoundOf = (encounterId: EncounterId) => useAsk("sound.open", { encounterId });
export const useCorrectLine = () => useChange("sound.correctLine", ["sound.open", "encounters.open"]);
export const useConfirmTranscript = () => useChange("sound.confirm", ["sound.open", "sound.list"]);

export const useBeginDictation = () => useChange("sound.beginDictation", []);
export const useEndDictation = () => useChange("sound.endDictation", []);

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

/** Keeps a sound file as it is decoded; one that cannot be read to its end leaves nothing behind. */
export async function keepSound(
  about: { readonly patientId: PatientId; readonly channels: number; readonly startedAt: string },
  read: (append: (channels: Uint8Array<ArrayBuffer>[]) => Promise<void>) => Promise<void>,
): Promise<void> {
  const { recordingId } = await ask("sound.openImport", { ...about, endedAt: null });
  try {
    await read(async (channels) => void (await ask("sound.append", { recordingId, channels })));
  } catch (error) {
    await ask("sound.closeImport", { recordingId, whole: false });
    throw error;
  }
  await ask("sound.closeImport", { recordingId, whole: true });
}
