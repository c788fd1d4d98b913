import type { Heard, SoundLine } from "../../shared/domain/sound.ts";
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

/** Makes numbered lines of what was heard, the same way as of an imported file. `sound.nothing-said` when there were no words. */
export function readHeard(heard: readonly Heard[], channels: number): Result<HeardTranscript, AppError> {
  const inOrder = [...heard].sort((a, b) => a.startMs - b.startMs || a.channel - b.channel);
  const pieces = inOrder.map(({ channel, startMs, text }) => ({ label: channels === 1 ? "" : (labels[channel] ?? ""), startMs, text }));
  const said = inOrder.filter((_one, at) => numberTurns(pieces.slice(at, at + 1)).length > 0);
  const finished = finishTranscript("recording", pieces, false);
  if (!finished.ok) return err(failure("sound.nothing-said"));
  const lines = finished.value.turns.map(({ line, startMs, text }) => {
    // A very long stretch became several lines of one time; the last that began then is the one.
    const from = said.findLast((one) => one.startMs === startMs) ?? said[0];
    return describeLine({ line, text, ...pickTimes(from, startMs ?? 0) });
  });
  return ok({ ...finished.value, lines });
}

function pickTimes(heard: Heard | undefined, startMs: number): Omit<SoundLine, "line" | "marks" | "suggestions" | "original"> {
  return { startMs, endMs: heard?.endMs ?? startMs, channel: heard?.channel ?? 0, confidence: heard?.confidence ?? 0 };
}

function describeLine({ text, ...where }: { text: string; line: number } & ReturnType<typeof pickTimes>): SoundLine {
  const marks: SoundLine["marks"] = [];
  if (where.confidence < sureFrom) marks.push("unsure");
  if (speaksOfRisk(text)) marks.push("listen-again");
  return { ...where, marks, suggestions: suggestWords(text), original: null };
}
