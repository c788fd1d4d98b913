// Promises: one microphone has one listener. A session goes before a sentence, and both before a trial.
// Callers: the composition of a record's own program, and that of a workstation.
// Never: know where the record lies.
import type { NoteId, RecordingId } from "../../shared/domain/ids.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { Clock } from "../clock.ts";
import type { Announce } from "../ipc/announce.ts";
import type { AskListener } from "../speech/ask-listener.ts";
import { createDictation } from "./dictate.ts";
import type { Microphones } from "./microphones.ts";
import { createRecordingRun, type RecordingRun } from "./run-recording.ts";
import type { SoundCall } from "./sound-call.ts";
import { createMicrophoneTrial } from "./try-microphones.ts";

export interface HearingParts<A> {
  readonly clock: Clock;
  readonly microphones: Microphones;
  readonly announce: Announce;
  openListener(): Promise<Result<{ listener: AskListener }, AppError>>;
  /** Whether whoever asks may dictate for this note. */
  admitDictation(noteId: NoteId, asking: A): Promise<Result<null, AppError>>;
  /** Told when a recording has ended, by choice or not; everything heard is on the disk. */
  onEnded(recordingId: RecordingId): Promise<void>;
}

/** What this computer hears, for a session, a sentence or a trial. */
export interface Hearing<A> {
  readonly run: RecordingRun;
  readonly calls: {
    readonly [N in
      | "sound.microphones"
      | "sound.tryMicrophones"
      | "sound.pause"
      | "sound.standing"
      | "sound.beginDictation"
      | "sound.endDictation"]: SoundCall<N, A>;
  };
  /** Ends whatever else is heard, before a session is recorded or when a person has left; a recording goes on. */
  makeWay(): Promise<void>;
}

/** Builds the machine's side of sound. */
export function createHearing<A extends { readonly callerId: string }>(parts: HearingParts<A>): Hearing<A> {
  const { microphones, announce, openListener } = parts;
  const run = createRecordingRun(parts);
  const isRecording = () => run.runningId() !== null;
  const dictation = createDictation<A>({ microphones, isRecording, openListener, admit: parts.admitDictation });
  const trial = createMicrophoneTrial({ microphones, announce, isHearing: () => isRecording() || dictation.isHearing() });
  return {
    run,
    async makeWay() {
      await dictation.stop();
      await trial.stop();
    },
    calls: {
      ...trial.calls,
      ...dictation.calls,
      async "sound.beginDictation"(...asked) {
        await trial.stop();
        return dictation.calls["sound.beginDictation"](...asked);
      },
      "sound.microphones": async () => ok({ microphones: await microphones.list() }),
      "sound.pause": async ({ paused }) => (run.pause(paused) ? ok({}) : err(failure("sound.not-recording"))),
      "sound.standing": async () => ok({ level: run.level() }),
    },
  };
}
