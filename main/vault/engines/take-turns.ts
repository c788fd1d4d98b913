import { createQueue, type Queue } from "../../../shared/queue.ts";
import type { WordTidying } from "../tidy-words.ts";

/** One after the other: whoever asks something of a record has it to themselves until they are done. */
export interface Turns {
  /** Takes a turn when those before have had theirs; between two, the word index is kept in few pieces. */
  take<T>(work: () => Promise<T>): Promise<T>;
  /** The same for work that is no transaction, after which nothing is tidied. */
  readonly takeAlone: Queue;
}

/** Nobody has come for this long: the record is quiet, and what was left is joined; and for so long: it is still, and the large is joined too. */
const afterMs = { quiet: 1_000, still: 30_000 } as const;

/** Makes the queue of a record. */
export function createTurns(words: WordTidying): Turns {
  const inTurn = createQueue();
  /** Turns that were asked for and have not ended. */
  let waiting = 0;
  let leftAtMs = 0;
  let timer: NodeJS.Timeout | undefined;

  /** After a turn; whoever asked for it has their answer first. */
  async function breatheOut(): Promise<void> {
    waiting -= 1;
    if (waiting > 0) return words.step("busy");
    await new Promise(setImmediate);
    if (waiting === 0) await words.step("pause");
    leftAtMs = performance.now();
    goOn();
  }

  function goOn(): void {
    clearTimeout(timer);
    const awaited = words.awaits();
    if (waiting > 0 || awaited === null) return;
    timer = setTimeout(
      () => {
        if (waiting === 0) void inTurn(() => words.step(awaited)).then(goOn);
      },
      Math.max(0, leftAtMs + afterMs[awaited] - performance.now()),
    );
    // A program that has nothing else to do ends.
    timer.unref();
  }

  return {
    take(work) {
      waiting += 1;
      clearTimeout(timer);
      const turn = inTurn(work);
      void inTurn(breatheOut);
      return turn;
    },
    takeAlone: inTurn,
  };
}
