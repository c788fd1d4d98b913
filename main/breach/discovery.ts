import type { AssessmentBody, Hold, Knowledge } from "../../shared/domain/breach.ts";
import type { CalendarDate } from "../../shared/domain/time.ts";
import { addDays } from "./calendar.ts";

const oralHoldDays = 30;

/**
 * The day the clinic discovered it (164.404(a)(2)): the first day anyone of the workforce, or an
 * agent, knew; the wrongdoer alone does not count. An associate that is an agent imputes its own day;
 * an independent one starts the clock by its notice. Null while nothing is written down.
 */
export function settleDiscovery({ knowledge, notice }: Pick<AssessmentBody, "knowledge" | "notice">): CalendarDate | null {
  const days = knowledge.filter(counts).map(({ on }) => on);
  if (notice !== null) days.push(notice.actsAsAgent ? notice.discoveredOn : notice.receivedOn);
  return days.sort()[0] ?? null;
}

function counts({ by }: Knowledge): boolean {
  return by !== "wrongdoer";
}

/** The last day of a law-enforcement delay (164.412): as written, or 30 days after it was said. */
export function endOfHold(hold: Hold): CalendarDate {
  return hold.form === "written" ? hold.untilOn : addDays(hold.statedOn, oralHoldDays);
}

/** Whether notices must wait on this day. */
export function isHeld(hold: Hold | null, on: CalendarDate): boolean {
  return hold !== null && on >= hold.statedOn && on <= endOfHold(hold);
}
