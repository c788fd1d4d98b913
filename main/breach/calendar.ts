import type { CalendarDate } from "../../shared/domain/time.ts";

const dayMs = 86_400_000;

/** A calendar date some days later; a date has no time zone and no daylight saving. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** A calendar date some working days later. Public holidays count as working days, so that a deadline is never told too late. */
export function addWorkingDays(date: CalendarDate, days: number): CalendarDate {
  let at = date;
  for (let left = days; left > 0; ) {
    at = addDays(at, 1);
    const weekday = new Date(`${at}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return at;
}

/** Whole days from one date to another; negative when the second is past. */
export function countDays(from: CalendarDate, to: CalendarDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** The later of two dates. */
export function laterOf(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one > other ? one : other;
}
