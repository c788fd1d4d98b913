import type { Clock } from "../../main/clock.ts";

/** A clock that only moves when told. */
export interface FakeClock extends Clock {
  advance(ms: number): void;
  /** Sets the wall clock alone, as someone tampering with it would. */
  setWall(iso: string): void;
}

/** Makes a clock that stands at an invented moment. */
export function createFakeClock(startsAt = "2026-11-23T09:00:00.000Z"): FakeClock {
  let wallMs = Date.parse(startsAt);
  let monotonic = 1_000;
  return {
    now: () => new Date(wallMs).toISOString(),
    today: () => new Date(wallMs).toISOString().slice(0, 10),
    monotonicMs: () => monotonic,
    advance(ms) {
      wallMs += ms;
      monotonic += ms;
    },
    setWall(iso) {
      wallMs = Date.parse(iso);
    },
  };
}
