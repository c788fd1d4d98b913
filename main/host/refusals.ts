import type { ErrorCode } from "../../shared/errors.ts";
import type { Result } from "../../shared/result.ts";
import { type AuditEvent, event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { Enrolled } from "./registry.ts";

/** Counts whom the host turned away, and writes it down without letting anybody fill the log. */
export interface Refusals {
  note(code: ErrorCode, station: Pick<Enrolled, "id"> | null): void;
  /** Writes what was counted since the last time. */
  settle(): Promise<void>;
}

interface Counted {
  readonly code: ErrorCode;
  readonly stationId: Enrolled["id"] | null;
  times: number;
}

/** One entry for a station and a reason in this time, however often it knocks: a flood is one line with a number. */
const everyMs = 60_000;

/** Makes the counter. The first of its kind is written at once; those that follow are counted and written together. */
export function createRefusals(parts: { clock: Clock; record(refused: AuditEvent): Promise<Result<null, unknown>> }): Refusals {
  const counted = new Map<string, Counted>();
  const writtenMs = new Map<string, number>();
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    const now = parts.clock.monotonicMs();
    for (const [key, { code, stationId, times }] of counted) {
      const last = writtenMs.get(key);
      if (last !== undefined && now - last < everyMs) continue;
      counted.delete(key);
      writtenMs.set(key, now);
      const recorded = await parts.record(event("station.refused", { ...(stationId === null ? {} : { stationId }), code, times }));
      if (!recorded.ok) counted.set(key, { code, stationId, times: times + (counted.get(key)?.times ?? 0) });
    }
  }

  function settle(): Promise<void> {
    writing = writing.then(write, write);
    return writing;
  }

  return {
    note(code, station) {
      const stationId = station?.id ?? null;
      const key = `${code}|${stationId ?? ""}`;
      const found = counted.get(key);
      if (found !== undefined) found.times += 1;
      else counted.set(key, { code, stationId, times: 1 });
      if (!writtenMs.has(key)) void settle();
    },
    settle,
  };
}
