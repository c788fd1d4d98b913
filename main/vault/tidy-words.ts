import type { EngineRows } from "./engines/engine.ts";
import { joinPieces } from "./merge-words.ts";

/** When a step is taken: while others wait, in a pause between two turns, or when nobody has come for a while. */
export type Occasion = "busy" | "pause" | "quiet";

/** How many changes make the word index worth tidying on which occasion. */
const untidyAfter: Readonly<Record<Occasion, number>> = { busy: 128, pause: 16, quiet: 16 };
/** Written in one step: a few milliseconds, unless very much has gathered. */
const pagesPerStep: Readonly<Record<Occasion, number>> = { busy: 16, pause: 16, quiet: 128 };
/** While people are at work one part in so many of the time goes into it, however long a step is. */
const restFactor = 10;

/** Keeps the word index of notes in few pieces, between transactions. */
export interface WordTidying {
  /** A transaction has changed the index. */
  note(): void;
  /** Joins a few pieces, should enough have gathered; never within a transaction. */
  step(occasion: Occasion): Promise<void>;
  /** Whether a quiet moment would find something to join. */
  isUntidy(): boolean;
}

/**
 * Every save leaves a piece of the word index, and pieces have to be joined. By itself FTS5 joins them
 * within a save: a few pages with every few (automerge), or sixteen pieces whole, however large (crisis
 * merge), which in a clinic of ten thousand notes kept everybody waiting for half a second. The index is
 * made so that neither happens; here its pieces are joined a step at a time between saves.
 */
export function createWordTidying(rows: EngineRows): WordTidying {
  // Of what an earlier run has left, nobody knows: it is looked at once.
  let untidy = untidyAfter.quiet;
  let restsUntilMs = 0;

  async function step(occasion: Occasion): Promise<void> {
    const startedMs = performance.now();
    if (untidy < untidyAfter[occasion] || (occasion !== "quiet" && startedMs < restsUntilMs)) return;
    try {
      if (!(await joinPieces(rows, pagesPerStep[occasion]))) untidy = 0;
    } catch {
      // The disk is full, or the file was closed meanwhile: what is not joined today is found all the same.
      untidy = 0;
    }
    const endedMs = performance.now();
    restsUntilMs = endedMs + restFactor * (endedMs - startedMs);
  }

  return {
    note() {
      untidy += 1;
    },
    step,
    isUntidy: () => untidy >= untidyAfter.quiet,
  };
}
