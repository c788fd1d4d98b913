import type { Machine } from "./app.ts";
import type { Announce } from "./ipc/announce.ts";
import type { Handlers } from "./ipc/guard.ts";
import type { Policy } from "./policy/index.ts";
import { locatePack, openListener } from "./speech/open-listener.ts";
import { readHeard } from "./transcripts/index.ts";
import type { RecordDoor } from "./vault/record-door.ts";
import { createDictation } from "./workflows/dictate.ts";
import { correctLine, hearRecording, listPatientRecordings, openSound } from "./workflows/hear-recording.ts";
import { createSoundImport } from "./workflows/import-sound.ts";
import { createSoundKeeping } from "./workflows/keep-sound.ts";
import { createSessionRecorder } from "./workflows/record-session.ts";
import { createTranscribing } from "./workflows/transcribe-recording.ts";

type SoundCall = Extract<keyof Handlers, `sound.${string}`>;

/** Everything that has to do with sound, built once. */
export interface SoundRoom {
  readonly handlers: Pick<Handlers, SoundCall>;
  /** What must come to rest before the record is locked. A recording goes on: it needs no key. */
  quiet(): Promise<void>;
  /** Ends a running recording in good order, before the program leaves. */
  finish(): Promise<void>;
  /** Writes down what ended while locked, goes on with what was cut off, destroys what is due. */
  runDue(): Promise<void>;
}

/** Builds the rooms of recording, transcribing and keeping sound. */
export function composeSound(parts: {
  machine: Pick<Machine, "clock" | "microphones" | "startListener" | "speechPacks">;
  door: RecordDoor;
  policy: Policy;
  announce: Announce;
}): SoundRoom {
  const { machine, door, policy, announce } = parts;
  const { clock, microphones, startListener, speechPacks } = machine;
  const recorder = createSessionRecorder({ door, clock, microphones, announce });
  const pack = { packsFolder: speechPacks, wanted: policy.sound.pack };
  const transcribing = createTranscribing({
    ...{ door, clock, announce, readHeard },
    openListener: () => openListener({ ...pack, start: startListener }),
  });
  const dictation = createDictation({
    ...{ door, microphones, isRecording: () => recorder.runningId() !== null },
    openListener: () => openListener({ ...pack, start: startListener }),
  });
  const imports = createSoundImport({ door, clock });
  const hearing = { door, runningId: recorder.runningId };
  const keeping = createSoundKeeping({ ...hearing, clock, policy });
  return {
    handlers: {
      ...recorder.calls,
      ...transcribing.calls,
      ...imports.calls,
      ...dictation.calls,
      // One microphone has one listener: a session goes before a sentence.
      "sound.begin": async (...asked) => {
        await dictation.stop();
        return recorder.calls["sound.begin"](...asked);
      },
      ...keeping.calls,
      "sound.list": listPatientRecordings(hearing, transcribing, () => locatePack(pack) !== null),
      "sound.open": openSound(hearing),
      "sound.hear": hearRecording(hearing),
      "sound.correctLine": correctLine(hearing),
    },
    async quiet() {
      await Promise.all([transcribing.stop(), imports.stop(), dictation.stop()]);
    },
    finish: recorder.finish,
    async runDue() {
      if (door.current() === null) return;
      await recorder.settleEnds();
      await transcribing.resumeIfDue();
      await keeping.settleIfDue();
    },
  };
}
