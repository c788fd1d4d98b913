import { type SoundBreak, soundRate } from "../../shared/domain/sound.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { AskListener } from "../speech/ask-listener.ts";
import type { SoundReader } from "../vault/sound/read-spool.ts";
import type { KeptProgress } from "../vault/stores/recordings.ts";
import type { Outcome } from "../vault/vault.ts";

interface FeedParts {
  readonly listener: AskListener;
  readonly reader: SoundReader;
  readonly from: KeptProgress;
  /** When the recording began (ms since 1970). */
  readonly startedAtMs: number;
  readonly channels: number;
  readonly signal: AbortSignal;
  /** `perMs`: milliseconds of work per millisecond of sound, once it can be told. */
  onProgress(doneMs: number, perMs: number | null): void;
  /** Keeps what was understood so far. */
  keep(reached: KeptProgress): Outcome<null>;
}

/** So much sound at most is listened to again after a crash. */
const keepEveryMs = 5 * 60_000;
const tellEveryMs = 5_000;
const measureAfterMs = 10_000;
const sampleBytes = 2;
/** Microphones and disks keep time loosely; more than this is a pause. */
const shortestBreakMs = 1_500;

/**
 * Hands a recording to the listener stretch by stretch, from where it was settled on, and gathers what
 * it understood. Stopped, it keeps what it has and fails with `speech.cancelled`; damage ends the
 * recording there, and what came before counts.
 */
export async function feedRecording(parts: FeedParts): Promise<Result<KeptProgress & { damaged: boolean }, AppError>> {
  const { listener, reader, from, channels, signal, keep } = parts;
  const heard = [...from.heard];
  const breaks = [...from.breaks];
  let { settledMs } = from;
  const began = await listener.begin(channels, settledMs);
  if (!began.ok) return began;
  const fromSample = Math.round((settledMs / 1000) * soundRate);
  const pace = createPace(settledMs, parts.onProgress);
  let keptMs = settledMs;
  let damaged = false;
  for await (const opened of reader.read(fromSample, reader.samples)) {
    if (!opened.ok) {
      damaged = true;
      break;
    }
    if (signal.aborted) {
      await keep({ heard, settledMs, breaks });
      return err(failure("speech.cancelled"));
    }
    const { startSample, samples, channels: sound, heardAtMs } = opened.value;
    noteBreak(breaks, Math.round((startSample / soundRate) * 1000), heardAtMs === null ? null : heardAtMs - parts.startedAtMs);
    const skip = Math.max(0, fromSample - startSample) * sampleBytes;
    const fed = await listener.feed(sound.map((bytes) => bytes.slice(skip)));
    if (!fed.ok) {
      await keep({ heard, settledMs, breaks });
      return fed;
    }
    heard.push(...fed.value.heard);
    ({ settledMs } = fed.value);
    pace(((startSample + samples) / soundRate) * 1000);
    if (settledMs - keptMs >= keepEveryMs) {
      const kept = await keep({ heard, settledMs, breaks });
      if (!kept.ok) return kept;
      keptMs = settledMs;
    }
  }
  const last = await listener.end();
  if (!last.ok) return last;
  return ok({ heard: [...heard, ...last.value.heard], settledMs: last.value.settledMs, breaks, damaged });
}

/** Notes where the sound and the clock part. `clockMs`: when the stretch was heard, counted from the beginning. */
function noteBreak(breaks: SoundBreak[], fromMs: number, clockMs: number | null): void {
  if (clockMs === null) return;
  const laterMs = Math.round(clockMs - fromMs);
  if (Math.abs(laterMs - (breaks.at(-1)?.laterMs ?? 0)) >= shortestBreakMs) breaks.push({ fromMs, laterMs });
}

/** Tells of progress now and then, with the pace of this machine once enough was done to know it. */
function createPace(fromMs: number, onProgress: FeedParts["onProgress"]): (doneMs: number) => void {
  const startedAt = performance.now();
  let toldMs = fromMs;
  return (doneMs) => {
    if (doneMs - toldMs < tellEveryMs) return;
    toldMs = doneMs;
    const done = doneMs - fromMs;
    onProgress(Math.round(doneMs), done >= measureAfterMs ? (performance.now() - startedAt) / done : null);
  };
}
