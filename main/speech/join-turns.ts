import { longestFrames, type Region } from "./find-regions.ts";
import { frameMs } from "./find-voice.ts";

/** A stretch of speech with its channel. */
export interface Turn extends Region {
  readonly channel: number;
}

/** Joins a channel's stretches while nobody else begins to speak between them. */
export interface JoinTurns {
  /** Takes a stretch; gives the turns that it ends. */
  push(turn: Turn): Turn[];
  /** Gives the turns that nothing can join any more, now that everything before `frame` is known. */
  settle(frame: number, openSince: readonly (number | null)[]): Turn[];
  end(): Turn[];
  /** Where the earliest turn still open began, or null. */
  pendingSince(): number | null;
}

/** `gapMs`: a longer silence than this begins a new line. */
export function createJoinTurns(gapMs: number): JoinTurns {
  const gapFrames = Math.round(gapMs / frameMs);
  const pending = new Map<number, Turn>();
  const begun: Turn[] = [];

  function isInterrupted(held: Turn, until: number): boolean {
    return begun.some(({ channel, startFrame }) => channel !== held.channel && startFrame > held.startFrame && startFrame <= until);
  }

  return {
    push(turn) {
      const held = pending.get(turn.channel);
      begun.push(turn);
      const joins =
        held !== undefined &&
        turn.startFrame - held.endFrame <= gapFrames &&
        turn.endFrame - held.startFrame <= longestFrames &&
        !isInterrupted(held, turn.startFrame);
      pending.set(turn.channel, joins ? { ...held, endFrame: turn.endFrame } : turn);
      return held === undefined || joins ? [] : [held];
    },
    settle(frame, openSince) {
      const settled = [...pending.values()].filter((held) => {
        const open = openSince[held.channel] ?? null;
        const reach = open ?? frame;
        return reach - held.endFrame > gapFrames;
      });
      for (const { channel } of settled) pending.delete(channel);
      const oldest = Math.min(frame, ...[...pending.values()].map(({ startFrame }) => startFrame));
      while (begun[0] !== undefined && begun[0].startFrame < oldest) begun.shift();
      return settled;
    },
    end() {
      const left = [...pending.values()];
      pending.clear();
      return left;
    },
    pendingSince: () => (pending.size === 0 ? null : Math.min(...[...pending.values()].map(({ startFrame }) => startFrame))),
  };
}
