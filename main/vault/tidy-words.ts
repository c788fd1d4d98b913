import type { EngineRows } from "./engines/engine.ts";
import { joinPieces } from "./merge-words.ts";

/** How many changes make the word index worth tidying, and how many bring it about though nobody pauses. */
const untidyAfter = { idle: 16, busy: 128 } as const;
/** Written in one step: a few milliseconds. */
const pagesPerStep = 16;

/** Keeps the word index of notes in few pieces, between transactions. */
export interface WordTidying {
  /** A transaction has changed the index. */
  note(): void;
  /** Joins a few pieces, should enough have gathered; never within a transaction. */
  step(isIdle: boolean): Promise<void>;
}

/**
 * Every save leaves a piece of the word index, and pieces have to be joined. By itself FTS5 joins them
 * within a save: a few pages with every few (automerge), or sixteen pieces whole, however large (crisis
 * merge), which in a clinic of ten thousand notes kept everybody waiting for half a second. The index is
 * made so that neither happens; here its pieces are joined a step at a time between saves.
 */
export function createWordTidying(rows: EngineRows): WordTidying {
  // Of what an earlier run has left, nobody knows: it is looked at once.
  let untidy: number = untidyAfter.idle;
  return {
    note() {
      untidy += 1;
    },
    async step(isIdle) {
      if (untidy < (isIdle ? untidyAfter.idle : untidyAfter.busy)) return;
      try {
        if (!(await joinPieces(rows, pagesPerStep))) untidy = 0;
      } catch {
        // The disk is full, or the file was closed meanwhile: what is not joined today is found all the same.
        untidy = 0;
      }
    },
  };
}
