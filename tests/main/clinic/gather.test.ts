import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createGather } from "../../../main/station/gather.ts";

const whileMs = 15_000;

describe("what is done once for many times it was asked", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is done once, and again when it was asked afterwards", () => {
    const act = vi.fn();
    const ask = createGather(act, whileMs);
    for (let asked = 0; asked < 10; asked += 1) ask();
    vi.advanceTimersByTime(whileMs - 1);
    expect(act).not.toHaveBeenCalled();
    vi.advanceTimersByTime(whileMs + 1);
    expect(act).toHaveBeenCalledTimes(1);
    ask();
    vi.advanceTimersByTime(2 * whileMs);
    expect(act).toHaveBeenCalledTimes(2);
  });

  it("is spread over as long a while again by fifty who are told at the same moment", () => {
    const at: number[] = [];
    const asks = Array.from({ length: 50 }, () => createGather(() => void at.push(Date.now()), whileMs));
    for (const ask of asks) ask();
    vi.advanceTimersByTime(2 * whileMs);
    expect(at).toHaveLength(asks.length);
    // Evenly they would be three or four a second.
    const within = (ms: number) => at.filter((other) => Math.abs(other - ms) < 500).length;
    expect(Math.max(...at.map(within))).toBeLessThan(20);
  });
});
