import { z } from "zod";
import type { CalendarDate, Instant } from "./time.ts";

/** A time zone by its IANA name; one this machine does not know is refused. */
export const TimeZoneSchema = z
  .string()
  .max(60)
  .refine((name) => {
    try {
      return new Intl.DateTimeFormat("en-US", { timeZone: name }) !== null;
    } catch {
      return false;
    }
  });

/** What a clock on the clinic's wall and its calendar show. */
export interface WallMoment {
  readonly day: CalendarDate;
  /** 0 to 23. */
  readonly hour: number;
  /** Saturday or Sunday. */
  readonly weekend: boolean;
}

/** Makes a reader of wall clocks in one time zone; making it is the slow part, reading is not. */
export function createWallClock(timeZone: string): (at: Instant) => WallMoment {
  const parts = new Intl.DateTimeFormat("en-US", {
    ...{ timeZone, hourCycle: "h23" as const, year: "numeric" as const, month: "2-digit" as const },
    ...{ day: "2-digit" as const, hour: "2-digit" as const, weekday: "short" as const },
  });
  return (at) => {
    const found = new Map(parts.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
    const weekday = found.get("weekday");
    return {
      day: `${found.get("year")}-${found.get("month")}-${found.get("day")}`,
      hour: Number(found.get("hour")),
      weekend: weekday === "Sat" || weekday === "Sun",
    };
  };
}
