import type { RecordingId } from "../shared/domain/ids.ts";
import { ok } from "../shared/result.ts";
import type { Machine } from "./app.ts";
import type { Announce } from "./ipc/announce.ts";
import type { Handlers } from "./ipc/guard.ts";
import type { Policy } from "./policy/index.ts";
import { createHearing } from "./recording/hear-here.ts";
import type { SignedIn } from "./session.ts";
import { locatePack, openListener } from "./speech/open-listener.ts";
import { readHeard } from "./transcripts/index.ts";
import type { RecordDoor } from "./vault/record-door.ts";
import { admitDictation } from "./workflows/admit-dictation.ts";
import { correctLine, hearRecording, listPatientRecordings, listUnsettledSound, openSound } from "./workflows/hear-recording.ts";
import { createSoundImport } from "./workflows/import-sound.ts";
import { createSoundKeeping } from "./workflows/keep-sound.ts";
import { type Arrivals, createArrivals } from "./workflows/receive-sound.ts";
import { createSessionRecorder } from "./workflows/record-session.ts";
import { createTranscribing } from "./workflows/transcribe-recording.ts";

type SoundCall = Extract<keyof Handlers, `sound.${string}`>;

/** Everything that has to do with sound, built once. */
export interface SoundRoom {
  readonly handlers: Pick<Handlers, SoundCall>;
  /** What workstations tell of what they hear. */
  readonly linkHandlers: Arrivals["linkHandlers"];
  /** What must come to rest before the record is locked. A recording goes on: it needs no key. */
  quiet(): Promise<void>;
  /** Ends a running recording in good order, before the program leaves. */
  finish(): Promise<void>;
  /** Writes down what ended while locked, goes on with what was cut off, destroys what is due. */
  runDue(): Promise<void>;
}

/** Builds the rooms of recording, transcribing and keeping sound. */
export function composeSound(parts: {
  machine: Pick<Machine, "clock" | "microphones" | "startListener" | "speechPacks" | "host">;
  door: RecordDoor;
  policy: Policy;
  announce: Announce;
}): SoundRoom {
  const { machine, door, policy, announce } = parts;
  const { clock, microphones, startListener, speechPacks, host } = machine;
  const pack = { packsFolder: policy.sound.packsFolder ?? speechPacks, wanted: policy.sound.pack };
  const listen = () => openListener({ ...pack, start: startListener });
  const hearing = createHearing<SignedIn>({
    ...{ clock, microphones, announce, openListener: listen, admitDictation: admitDictation(door) },
    onEnded: (recordingId) => recorder.noteEnd(recordingId),
  });
  const recorder = createSessionRecorder({ door, clock, hearing });
  const isEnrolled = (id: string) => host?.list().some((station) => station.id === id && station.revokedAt === null) === true;
  const arrivals = createArrivals({ door, clock, isEnrolled });
  const transcribing = createTranscribing({ ...{ door, clock, announce, readHeard, settleArrival: arrivals.settle }, openListener: listen });
  const imports = createSoundImport({ door, clock });
  const heard = { door, isRunning: (id: RecordingId) => hearing.run.runningId() === id || arrivals.isLive(id) };
  const keeping = createSoundKeeping({ ...heard, clock, policy });
  return {
    linkHandlers: arrivals.linkHandlers,
    handlers: {
      ...hearing.calls,
      "sound.standing": async () => ok({ level: hearing.run.level() }),
      ...recorder.calls,
      ...transcribing.calls,
      ...imports.calls,
      ...keeping.calls,
      "sound.list": listPatientRecordings(heard, transcribing, () => locatePack(pack) !== null),
      "sound.unsettled": listUnsettledSound(heard),
      "sound.open": openSound(heard),
      "sound.hear": hearRecording(heard),
      "sound.correctLine": correctLine(heard),
    },
    async quiet() {
      await Promise.all([transcribing.stop(), imports.stop(), hearing.makeWay()]);
    },
    finish: hearing.run.stop,
    async runDue() {
      if (door.current() === null) return;
      await recorder.settleEnds();
      await imports.sweepIfDue();
      await transcribing.resumeIfDue();
      await keeping.settleIfDue();
    },
  };
}
