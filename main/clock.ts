import type { CalendarDate, Instant } from "../shared/domain/time.ts";

/** Time, handed in so that tests can turn it. */
export interface Clock {
  /** Wall clock, UTC. */
  now(): Instant;
  /** The clinic's calendar day. */
  today(): CalendarDate;
  /** Milliseconds that only grow, whatever happens to the wall clock. */
  monotonicMs(): number;
}

/** The machine's own clock. */
export function createSystemClock(): Clock {
  return {
    now: () => new Date().toISOString(),
    today: () => formatLocalDay(new Date()),
    monotonicMs: () => Math.floor(performance.now()),
  };
}

/** A calendar day in the machine's time zone. */
export function formatLocalDay(at: Date): CalendarDate {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
