import { z } from "zod";

/** An instant: ISO 8601, UTC, milliseconds. */
export const InstantSchema = z.iso.datetime({ precision: 3 });
export type Instant = z.infer<typeof InstantSchema>;

/** A calendar date without a time, ISO 8601. */
export const CalendarDateSchema = z.iso.date();
export type CalendarDate = z.infer<typeof CalendarDateSchema>;
