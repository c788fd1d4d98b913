import type { CalendarDate, Instant } from "../../../shared/domain/time.ts";
import { t } from "../../words/language.ts";

const clock = new Intl.DateTimeFormat("en-US", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat("en-GB", { day: "2-digit", month: "short", year: "numeric" });

/** The clock time of an instant on this computer: "09:14". */
export function formatClock(at: Instant): string {
  return clock.format(new Date(at));
}

/** "09-May-2026": one form everywhere, so that no date can be read two ways. */
export function formatDay(at: Instant): string {
  return day.format(new Date(at)).replaceAll(" ", "-");
}

/** When a line was said, given how far into the session it stands. */
export function clockOf(startedAt: Instant, offsetMs: number): string {
  return clock.format(Date.parse(startedAt) + offsetMs);
}

/** "09:02–09:54 (52 min)", or the start alone when nobody noted the end. */
export function describeSpan(startedAt: Instant, endedAt: Instant | null): string {
  if (endedAt === null) return t("from {startedAt}", { startedAt: formatClock(startedAt) });
  const minutes = Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 60_000);
  return t("{startedAt}–{endedAt} ({minutes} min)", { startedAt: formatClock(startedAt), endedAt: formatClock(endedAt), minutes });
}

/** A calendar date in the same form, read as written: no time zone may move it by a day. */
export function formatDate(date: CalendarDate): string {
  return formatDay(`${date}T12:00:00.000Z`);
}
