import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Typed, type Typing, watchTyping } from "../../../../renderer/screens/note/typing.ts";

const keptAt = "2026-11-23T10:42:00.000Z";
const typed = (text: string): Typed => ({ sectionId: "data", key: "key1", text });
let kept: (string | null)[];
let isRefused: boolean;
let typing: Typing;
beforeEach(() => {
  vi.useFakeTimers();
  [kept, isRefused] = [[], false];
  typing = watchTyping(async (words) => {
    if (isRefused) throw new Error("refused");
    kept.push(words?.text ?? null);
    return { keptAt };
  });
});
afterEach(() => void vi.useRealTimers());

it("keeps somebody who never pauses too, under a second behind", async () => {
  for (let at = 1; at <= 40; at += 1) {
    typing.type(typed("x".repeat(at)));
    await vi.advanceTimersByTimeAsync(50);
  }
  expect(kept.length).toBeGreaterThanOrEqual(3);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(kept.at(-1)).toHaveLength(40);
  expect(typing.read()).toEqual({ keeping: "kept", keptAt });
});

it("forgets what became part of the note, and asks nothing where nothing was kept", async () => {
  typing.type(typed("a"));
  typing.type(null);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(kept).toEqual([]);
  typing.type(typed("ab"));
  await vi.advanceTimersByTimeAsync(2_000);
  typing.type(null);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(kept).toEqual(["ab", null]);
});

it("says what could not be kept, and keeps it when tried again", async () => {
  isRefused = true;
  typing.type(typed("a"));
  expect(await typing.settle()).toBe(false);
  expect(typing.read().keeping).toBe("refused");
  isRefused = false;
  expect(await typing.settle()).toBe(true);
  expect(kept).toEqual(["a"]);
});
