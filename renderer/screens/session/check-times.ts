import { localDay } from "../../words/index.ts";
import { t } from "../../words/language.ts";

/** A session's day and times as they stand in their fields. */
export interface Times {
  readonly day: string;
  readonly starts: string;
  readonly ends: string;
}

/** Today, the times still to be given. */
export const beginTimes = (): Times => ({ day: localDay(new Date()), starts: "", ends: "" });

/** What is wrong with a session's times, or null: its length is what a billing code rests on. `missing`: what is said while one is not given. */
export function checkTimes({ day, starts, ends }: Times, missing: string): string | null {
  if (day === "" || starts === "" || ends === "") return missing;
  return ends > starts ? null : t("The session must end after it starts. Check both times.");
}

/** The times as instants, by this computer's clock. */
export function toInstants({ day, starts, ends }: Times): { startedAt: string; endedAt: string } {
  return { startedAt: new Date(`${day}T${starts}`).toISOString(), endedAt: new Date(`${day}T${ends}`).toISOString() };
}
