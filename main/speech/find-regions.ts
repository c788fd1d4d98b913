import { frameMs } from "./find-voice.ts";

/** A stretch of one channel in which somebody speaks, in frames; the end is not part of it. */
export interface Region {
  readonly startFrame: number;
  readonly endFrame: number;
}

const toFrames = (ms: number): number => Math.round(ms / frameMs);
/** Speech begins above the one and ends below the other, so that a wavering voice is one stretch. */
const begins = 0.5;
const ends = 0.35;
const silenceFrames = toFrames(320);
const shortestFrames = toFrames(190);
const padFrames = toFrames(130);
/** Longer than this nobody's words are decoded at once. */
export const longestFrames = toFrames(20_000);
const cutFromFrames = toFrames(12_000);

/** Turns one channel's frame-by-frame likelihoods into stretches of speech. */
export interface FindRegions {
  /** Takes the next frame; gives a stretch when one has just ended. */
  push(likelihood: number): Region | null;
  /** Ends whatever is open. */
  end(): Region | null;
  /** Where the open stretch began, or null in silence. */
  openSince(): number | null;
}

/** Starts at a frame, which is where the channel's silence begins. */
export function createFindRegions(fromFrame: number): FindRegions {
  let frame = fromFrame;
  let start: number | null = null;
  let earliest = fromFrame;
  let lastVoiced = fromFrame;
  let recent: number[] = [];

  function close(end: number, goesOn: boolean): Region | null {
    const from = start ?? end;
    const spoken = lastVoiced + 1 - from;
    const region = { startFrame: Math.max(earliest, from - padFrames), endFrame: end };
    earliest = end;
    start = goesOn ? end : null;
    recent = [];
    return spoken >= shortestFrames ? region : null;
  }

  /** The quietest frame of the later part: the least bad place to cut a stretch that will not end. */
  function findCut(): number {
    const from = start ?? frame;
    const later = recent.slice(cutFromFrames);
    const quietest = later.reduce((best, likelihood, at) => (likelihood < (later[best] ?? 1) ? at : best), 0);
    return from + cutFromFrames + quietest + 1;
  }

  return {
    push(likelihood) {
      const now = frame;
      frame += 1;
      if (start === null) {
        if (likelihood < begins) return null;
        start = now;
        recent = [];
      }
      recent.push(likelihood);
      if (likelihood >= ends) lastVoiced = now;
      if (now - lastVoiced >= silenceFrames) return close(Math.min(now + 1, lastVoiced + 1 + padFrames), false);
      return now - start >= longestFrames ? close(findCut(), true) : null;
    },
    end: () => (start === null ? null : close(frame, false)),
    openSince: () => (start === null ? null : Math.max(earliest, start - padFrames)),
  };
}
