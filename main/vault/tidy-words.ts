import type { EngineRows } from "./engines/engine.ts";
import { joinPieces } from "./merge-words.ts";
import { type NextMerge, readNextMerges } from "./word-pieces.ts";

/** When a step is taken: while others wait, in a pause between two turns, when nobody has come for a moment, or for a good while. */
export type Occasion = "busy" | "pause" | "quiet" | "still";

/** How many changes make the word index worth tidying on which occasion. */
const untidyAfter: Readonly<Record<Occasion, number>> = { busy: 128, pause: 16, quiet: 16, still: 0 };
/** Written in one step: a few milliseconds, unless very much has gathered. */
const pagesPerStep: Readonly<Record<Occasion, number>> = { busy: 16, pause: 16, quiet: 128, still: 128 };
/** While people are at work one part in so many of the time goes into it, however long a step is. */
const restFactor = 10;
/**
 * A word's notes are written in one step, however many they are: of pieces that hold more pages than this
 * together a step may take a hundred milliseconds, and they are joined when nobody has come for a good while.
 */
const largeFromPages = 10_000;
/** So many pieces of one size cannot wait for that any longer: FTS5 would join twice as many within a save. */
const tooManyPieces = 128;

const isForLater = ({ pages, pieces }: NextMerge) => pages > largeFromPages && pieces < tooManyPieces;

/** Keeps the word index of notes in few pieces, between transactions. */
export interface WordTidying {
  /** A transaction has changed the index. */
  note(): void;
  /** Joins a few pieces, should enough have gathered; never within a transaction. */
  step(occasion: Occasion): Promise<void>;
  /** The next occasion on which something would be found to join without anybody having come; null when there is none. */
  awaits(): "quiet" | "still" | null;
}

/**
 * Every save leaves a piece of the word index, and pieces have to be joined. By itself FTS5 joins them
 * within a save: a few pages with every few (automerge), or sixteen pieces whole, however large (crisis
 * merge), which in a clinic of ten thousand notes kept everybody waiting for half a second. The index is
 * made so that neither happens; here its pieces are joined a step at a time between saves, the small ones
 * by day and the large ones when it is still.
 */
export function createWordTidying(rows: EngineRows): WordTidying {
  // Of what an earlier run has left, nobody knows: it is looked at once.
  let untidy = untidyAfter.quiet;
  let isLargeLeft = false;
  let restsUntilMs = 0;

  function settle(leavesLarge: boolean): void {
    untidy = 0;
    isLargeLeft = leavesLarge;
  }

  /** How much may be written now; null when what would be joined next has to wait until it is still. */
  async function allow(occasion: Occasion): Promise<number | null> {
    const pages = pagesPerStep[occasion];
    if (occasion === "still") return pages;
    const merges = await readNextMerges(rows);
    if (merges === "unknown") return null;
    const [next, after] = merges.map(isForLater);
    if (next === true) return null;
    // What is left of the pages once the small is joined, FTS5 would begin the large with: nothing is left of one.
    return after === true ? 1 : pages;
  }

  async function step(occasion: Occasion): Promise<void> {
    const startedMs = performance.now();
    const isAtWork = occasion === "busy" || occasion === "pause";
    if (untidy < untidyAfter[occasion] || (isAtWork && startedMs < restsUntilMs)) return;
    try {
      const pages = await allow(occasion);
      if (pages === null) return settle(true);
      if (!(await joinPieces(rows, pages))) settle(false);
    } catch {
      // The disk is full, or the file was closed meanwhile: what is not joined today is found all the same.
      settle(false);
    }
    const endedMs = performance.now();
    restsUntilMs = endedMs + restFactor * (endedMs - startedMs);
  }

  return {
    note() {
      untidy += 1;
    },
    step,
    awaits() {
      if (untidy >= untidyAfter.quiet) return "quiet";
      return isLargeLeft ? "still" : null;
    },
  };
}
