import { ageInYears } from "../../shared/domain/age.ts";
import { locale, pluralize, t } from "./language.ts";

const months = [t("Jan"), t("Feb"), t("Mar"), t("Apr"), t("May"), t("Jun"), t("Jul"), t("Aug"), t("Sep"), t("Oct"), t("Nov"), t("Dec")];

/** "14-Jul-1987": the same in every country, and never taken for another day. */
export function formatDay(day: string): string {
  const [year = "", month = "", date = ""] = day.slice(0, 10).split("-");
  return `${date}-${months[Number(month) - 1] ?? month}-${year}`;
}

/** "14-Jul-1987 (39y)". */
export function formatBirth(bornOn: string, today = new Date()): string {
  return t("{bornOn} ({ageInYears}y)", { bornOn: formatDay(bornOn), ageInYears: ageInYears(bornOn, localDay(today)) });
}

/** "Born 14-Jul-1987 (39y)". */
export function formatBorn(bornOn: string, today = new Date()): string {
  return t("Born {birth}", { birth: formatBirth(bornOn, today) });
}

/** "10:42", in this machine's time. */
export function formatTime(instant: string): string {
  const at = new Date(instant);
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** "23-Nov-2026, 10:42", in this machine's time. */
export function formatMoment(instant: string): string {
  return `${formatDay(localDay(new Date(instant)))}, ${formatTime(instant)}`;
}

/** "7:05", "1:02:09": how long something lasts. */
export function formatLength(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours === 0 ? `${minutes}:${two(seconds % 60)}` : `${hours}:${two(minutes)}:${two(seconds % 60)}`;
}

/** "1,204". */
export function formatCount(count: number): string {
  return count.toLocaleString(locale);
}

/** "1 sentence", "3 sentences". */
export function formatSome(count: number, one: string, many = pluralize(one)): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** A day of this machine's calendar as YYYY-MM-DD. */
export function localDay(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

const byteUnits = ["bytes", "kB", "MB", "GB", "TB"] as const;

/** A size as people read it: "1.4 MB". */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${byteUnits[power]}`;
}
