import { z } from "zod";

/** An instant: ISO 8601, UTC, milliseconds. */
export const InstantSchema = z.iso.datetime({ precision: 3 });
export type Instant = z.infer<typeof InstantSchema>;

/** A calendar date without a time, ISO 8601. */
export const CalendarDateSchema = z.iso.date();
export type CalendarDate = z.infer<typeof CalendarDateSchema>;

/** Whole years from a birth date to a day, both calendar dates. */
export function ageInYears(bornOn: CalendarDate, on: CalendarDate): number {
  const years = Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return on.slice(5) < bornOn.slice(5) ? years - 1 : years;
}
