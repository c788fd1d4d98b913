import type { Heard, SoundBreak, SoundLine } from "../../shared/domain/sound.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { numberTurns } from "./pieces.ts";
import { finishTranscript, type ReadTranscript } from "./read-transcript.ts";
import { speaksOfRisk } from "./risk-phrases.ts";
import { suggestWords } from "./suggest-words.ts";

/** Below this the recogniser was guessing. */
const sureFrom = 0.75;
/** With two microphones each belongs to one person; with one, nobody is named. */
const labels = ["Clinician", "Client"] as const;

/** A transcript made from sound, with what the sound says of each line. */
export interface HeardTranscript extends ReadTranscript {
  readonly lines: SoundLine[];
}

/**
 * Makes numbered lines of what was heard, the same way as of an imported file. A line's own time is the
 * clock's, so that a pause stands between the lines as it did in the room; what the sound says of it
 * keeps its place in the sound. `sound.nothing-said` when there were no words.
 */
export function readHeard(heard: readonly Heard[], channels: number, breaks: readonly SoundBreak[] = []): Result<HeardTranscript, AppError> {
  const inOrder = heard
    .map((one) => ({ ...one, clockMs: tellClock(one.startMs, breaks) }))
    .sort((a, b) => a.startMs - b.startMs || a.channel - b.channel);
  const pieces = inOrder.map(({ channel, clockMs, text }) => ({ label: channels === 1 ? "" : (labels[channel] ?? ""), startMs: clockMs, text }));
  // A very long stretch becomes several lines, one without a word none.
  const said = inOrder.flatMap((one, at) => numberTurns(pieces.slice(at, at + 1)).map(() => one));
  const finished = finishTranscript("recording", pieces, false);
  if (!finished.ok) return err(failure("sound.nothing-said"));
  const lines = finished.value.turns.map(({ line, text }, at) => describeLine({ line, text, ...pickTimes(said[at]) }));
  return ok({ ...finished.value, lines });
}

function tellClock(soundMs: number, breaks: readonly SoundBreak[]): number {
  return Math.max(0, soundMs + (breaks.findLast(({ fromMs }) => fromMs <= soundMs)?.laterMs ?? 0));
}

function pickTimes(heard: Heard | undefined): Omit<SoundLine, "line" | "marks" | "suggestions" | "original"> {
  return { startMs: heard?.startMs ?? 0, endMs: heard?.endMs ?? 0, channel: heard?.channel ?? 0, confidence: heard?.confidence ?? 0 };
}

function describeLine({ text, ...where }: { text: string; line: number } & ReturnType<typeof pickTimes>): SoundLine {
  const marks: SoundLine["marks"] = [];
  if (where.confidence < sureFrom) marks.push("unsure");
  if (speaksOfRisk(text)) marks.push("listen-again");
  return { ...where, marks, suggestions: suggestWords(text), original: null };
}
