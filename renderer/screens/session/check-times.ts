import { t } from "../../words/language.ts";

/** What is wrong with a session's times, or null: its length is what a billing code rests on. `missing`: what is said while one is not given. */
export function checkTimes(day: string, starts: string, ends: string, missing: string): string | null {
  if (day === "" || starts === "" || ends === "") return missing;
  return ends > starts ? null : t("The session must end after it starts. Check both times.");
}

/** A day and a time of this computer's clock as an instant. */
export function toInstant(day: string, time: string): string {
  return new Date(`${day}T${time}`).toISOString();
}
