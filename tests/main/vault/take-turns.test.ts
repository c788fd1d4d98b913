import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createTurns } from "../../../main/vault/engines/take-turns.ts";
import type { Occasion, WordTidying } from "../../../main/vault/tidy-words.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

/** An index with so many steps of joining to do, and so many that wait until it is still. */
function untidyWords(small: number, large = 0) {
  const taken: Occasion[] = [];
  const words: WordTidying = {
    note: () => undefined,
    async step(occasion: Occasion) {
      taken.push(occasion);
      if (occasion === "still") large -= 1;
      else small -= 1;
    },
    awaits: () => (small > 0 ? "quiet" : large > 0 ? "still" : null),
  };
  return { words, taken };
}
const settle = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

it("gives everybody their turn in order, whatever became of the one before", async () => {
  const { take, takeAlone } = createTurns(untidyWords(0).words);
  const seen: number[] = [];
  const turns = [
    take(async () => seen.push(1)),
    take(() => Promise.reject(new Error("two"))),
    takeAlone(async () => seen.push(3)),
    take(async () => seen.push(4)),
  ];
  expect((await Promise.allSettled(turns)).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
  expect(seen).toEqual([1, 3, 4]);
});

it("joins pieces between turns, and what is left once nobody has come for a while", async () => {
  const { words, taken } = untidyWords(5);
  const { take } = createTurns(words);
  await Promise.all([take(async () => 1), take(async () => 2)]);
  await settle();
  expect(taken).toEqual(["busy", "pause"]);
  await vi.advanceTimersByTimeAsync(900);
  expect(taken).toHaveLength(2);
  for (let round = 0; round < 6; round += 1) await vi.advanceTimersByTimeAsync(200);
  expect(taken).toEqual(["busy", "pause", "quiet", "quiet", "quiet"]);
});

it("leaves off as soon as somebody comes", async () => {
  const { words, taken } = untidyWords(100);
  const { take } = createTurns(words);
  await take(async () => 1);
  await settle();
  await vi.advanceTimersByTimeAsync(900);
  await take(async () => 2);
  await settle();
  await vi.advanceTimersByTimeAsync(900);
  expect(taken).toEqual(["pause", "pause"]);
});

it("joins the large once nobody has come for a good while", async () => {
  const { words, taken } = untidyWords(2, 2);
  const { take } = createTurns(words);
  await take(async () => 1);
  await settle();
  await vi.advanceTimersByTimeAsync(29_000);
  expect(taken).toEqual(["pause", "quiet"]);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(taken).toEqual(["pause", "quiet", "still", "still"]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(taken).toHaveLength(4);
});
