// Promises: what the microphones hear lies sealed on the disk a second later, whether anybody is signed in or not.
// Callers: the workflow that records sessions; it alone knows the record.
// Never: open the record, hold a key that opens sound, or keep a second in memory that could be on the disk.
import type { RecordingId } from "../../shared/domain/ids.ts";
import { longestRecordingMs, type RecordingLevel, type RecordingTrouble, soundRate } from "../../shared/domain/sound.ts";
import { type AppError, type ErrorCode, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { Clock } from "../clock.ts";
import type { Announce } from "../ipc/announce.ts";
import type { SoundWriter } from "../vault/sound/write-spool.ts";
import type { FromMicrophones, Microphones } from "./microphones.ts";

/** What is to be recorded, and into what. */
export interface RecordingOrder {
  readonly recordingId: RecordingId;
  readonly writer: SoundWriter;
  /** Microphones, one for each channel. */
  readonly ids: readonly string[];
  /** The window that is told how it goes. */
  readonly callerId: string;
}

/** The one recording this machine makes at a time. */
export interface RecordingRun {
  /** `sound.disk-nearly-full` or `sound.no-microphone` where it cannot begin; its file is closed then. */
  start(order: RecordingOrder): Promise<Result<null, AppError>>;
  /** False when nothing is being recorded. */
  pause(paused: boolean): boolean;
  /** Ends it in good order: the microphones first, while what they still hold can be taken. */
  stop(): Promise<void>;
  runningId(): RecordingId | null;
  level(): RecordingLevel | null;
}

interface RunParts {
  readonly clock: Clock;
  readonly microphones: Microphones;
  readonly announce: Announce;
  /** Told when a recording has ended, by choice or not; everything heard is on the disk. */
  onEnded(recordingId: RecordingId): Promise<void>;
}

interface Running extends RecordingOrder {
  readonly lastLoudMs: number[];
  readonly lastClippedMs: number[];
  readonly troubles: Set<RecordingTrouble>;
  paused: boolean;
  stretches: number;
  level: RecordingLevel;
}

/** Below the one a person is told, below the other nothing more is written. */
const warnRoomBytes = 1024 ** 3;
const leastRoomBytes = 256 * 1024 ** 2;
const lookEveryStretches = 10;
/** Quieter than this, 0 to 1, nobody is speaking into the microphone. */
const silentBelow = 0.01;
/** A shout is over in a moment; the warning stays long enough to be read. */
const clippedShownMs = 4_000;
const toMs = (samples: number): number => Math.round((samples / soundRate) * 1000);

/** Makes the machine's side of recording. */
export function createRecordingRun({ clock, microphones, announce, onEnded }: RunParts): RecordingRun {
  let running: Running | null = null;

  async function take(message: FromMicrophones): Promise<void> {
    const now = running;
    if (now === null) return;
    if (message.kind === "level") tell(now, message.levels, message.clipping);
    else if (message.kind === "gone") setTrouble(now, "microphone-gone", message.gone);
    else {
      const lengthMs = toMs((message.channels[0]?.byteLength ?? 0) / 2);
      const written = await now.writer.append(message.channels, Date.parse(clock.now()) - lengthMs);
      if (!written.ok) return end(written.error.code);
      await lookAround(now);
    }
  }

  async function lookAround(now: Running): Promise<void> {
    now.stretches += 1;
    if (toMs(now.writer.samples()) >= longestRecordingMs) return end("sound.too-long");
    if (now.stretches % lookEveryStretches !== 1) return;
    const room = await now.writer.measureRoom();
    setTrouble(now, "disk-nearly-full", room < warnRoomBytes);
    if (room < leastRoomBytes) await end("sound.disk-nearly-full");
  }

  function setTrouble(now: Running, trouble: RecordingTrouble, there: boolean): void {
    if (there) now.troubles.add(trouble);
    else now.troubles.delete(trouble);
    // With no microphone left there are no levels to tell it with.
    if (now.level.troubles.includes(trouble) !== there) show(now, { ...now.level, troubles: [...now.troubles] });
  }

  function tell(now: Running, levels: readonly number[], clipping: readonly boolean[]): void {
    const at = clock.monotonicMs();
    levels.forEach((level, channel) => {
      if (level >= silentBelow || now.paused) now.lastLoudMs[channel] = at;
    });
    clipping.forEach((isClipping, channel) => {
      if (isClipping) now.lastClippedMs[channel] = at;
    });
    show(now, {
      recordedMs: toMs(now.writer.samples()),
      paused: now.paused,
      levels: [...levels],
      clipping: clipping.map((_isClipping, channel) => at - (now.lastClippedMs[channel] ?? Number.NEGATIVE_INFINITY) < clippedShownMs),
      silentMs: levels.map((_level, channel) => Math.round(at - (now.lastLoudMs[channel] ?? at))),
      troubles: [...now.troubles],
    });
  }

  function show(now: Running, level: RecordingLevel): void {
    now.level = level;
    announce(now.callerId, "sound.level", { level, code: null });
  }

  /** Ends the running recording: everything heard is on the disk before anybody is told. */
  async function end(code: ErrorCode | null): Promise<void> {
    const now = running;
    if (now === null) return;
    running = null;
    await now.writer.close();
    announce(now.callerId, "sound.level", { level: null, code });
    await onEnded(now.recordingId);
    if (code !== null) await microphones.stop();
  }

  return {
    runningId: () => running?.recordingId ?? null,
    level: () => running?.level ?? null,
    async start(order) {
      const { writer, ids } = order;
      if ((await writer.measureRoom()) < leastRoomBytes) {
        await writer.close();
        return err(failure("sound.disk-nearly-full"));
      }
      const now = clock.monotonicMs();
      const quiet = { recordedMs: toMs(writer.samples()), paused: false, levels: [], clipping: [], silentMs: [], troubles: [] };
      running = { ...order, lastLoudMs: ids.map(() => now), lastClippedMs: [], troubles: new Set(), paused: false, stretches: 0, level: quiet };
      if (await microphones.start(ids, (message) => void take(message))) return ok(null);
      running = null;
      await writer.close();
      return err(failure("sound.no-microphone"));
    },
    pause(paused) {
      if (running === null) return false;
      running.paused = paused;
      microphones.pause(paused);
      return true;
    },
    async stop() {
      if (running === null) return;
      await microphones.stop();
      await end(null);
    },
  };
}
