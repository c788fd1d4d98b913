import type { Clock } from "./clock.ts";

/** Slows down guessing: after five wrong passwords a name waits, longer each time. */
export interface Throttle {
  /** Milliseconds a name must still wait; 0 when it may try. */
  waitMs(name: string): number;
  fail(name: string): void;
  clear(name: string): void;
}

const freeTries = 5;
const firstWaitMs = 30_000;
const longestWaitMs = 15 * 60_000;

/** Makes a throttle on the monotonic clock; setting the wall clock does not shorten a wait. */
export function createThrottle(clock: Clock): Throttle {
  const failures = new Map<string, { count: number; untilMs: number }>();
  return {
    waitMs: (name) => Math.max(0, (failures.get(name)?.untilMs ?? 0) - clock.monotonicMs()),
    fail(name) {
      const count = (failures.get(name)?.count ?? 0) + 1;
      const over = count - freeTries;
      const waitMs = over < 0 ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** over);
      failures.set(name, { count, untilMs: clock.monotonicMs() + waitMs });
    },
    clear: (name) => void failures.delete(name),
  };
}
