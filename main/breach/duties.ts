import type { AffectedSummary, Duty, Hold } from "../../shared/domain/breach.ts";
import type { CalendarDate } from "../../shared/domain/time.ts";
import { addDays, addWorkingDays, laterOf } from "./calendar.ts";
import { endOfHold } from "./discovery.ts";
import { type StateClock, stateClocks } from "./state-clocks.ts";

const outerLimitDays = 60;
/** 164.408(b): this many in all; 164.406: more than this many in one state. */
const largeBreach = 500;

export interface DutyFacts {
  readonly discoveredOn: CalendarDate;
  readonly affected: Pick<AffectedSummary, "patients" | "perState">;
  readonly hold: Hold | null;
  readonly licensedInCalifornia: boolean;
  /** The day letters went out, where they have. */
  readonly lettersOn: CalendarDate | null;
}

/**
 * Every notice a breach calls for, with its day, the nearest first. Federal days are outer limits,
 * not targets (164.404(b)), and a law-enforcement delay moves them (164.412); state days stand,
 * because each state has its own rule on delays.
 */
export function listDuties(facts: DutyFacts): Duty[] {
  const { affected, discoveredOn } = facts;
  if (affected.patients === 0) return [];
  const limit = addDays(discoveredOn, outerLimitDays);
  const duties = [federal("individuals", "", affected.patients, limit, "45 CFR 164.404(b)", facts)];
  for (const { stateCode, patients } of affected.perState) {
    if (stateCode !== "" && patients > largeBreach) duties.push(federal("media", stateCode, patients, limit, "45 CFR 164.406", facts));
  }
  duties.push(
    affected.patients >= largeBreach
      ? federal("hhs-now", "", affected.patients, limit, "45 CFR 164.408(b)", facts)
      : federal("hhs-annual", "", affected.patients, endOfAnnualLog(discoveredOn), "45 CFR 164.408(c)", facts),
  );
  for (const { stateCode, patients } of affected.perState) {
    for (const clock of stateClocks) {
      const applies = clock.stateCode === stateCode && patients >= clock.atLeast && (!clock.licensedOnly || facts.licensedInCalifornia);
      if (applies) duties.push(byState(clock, patients, facts));
    }
  }
  return duties.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

/** Sixty days after the year of discovery ends: 1 March, or 29 February when that year is a leap year. */
export function endOfAnnualLog(discoveredOn: CalendarDate): CalendarDate {
  return addDays(`${discoveredOn.slice(0, 4)}-12-31`, outerLimitDays);
}

function federal(kind: Duty["kind"], stateCode: string, patients: number, limit: CalendarDate, rule: string, { hold }: DutyFacts): Duty {
  const dueOn = hold === null ? limit : laterOf(limit, endOfHold(hold));
  return { id: stateCode === "" ? kind : `${kind}:${stateCode}`, kind, stateCode, patients, dueOn, rule, held: dueOn !== limit };
}

function byState(clock: StateClock, patients: number, { discoveredOn, lettersOn }: DutyFacts): Duty {
  const { stateCode, kind, days, counts, rule, licensedOnly } = clock;
  const add = counts === "working" ? addWorkingDays : addDays;
  // Until letters have gone, the day is told as if they went on the last day the state allows.
  const lastLetters = Math.min(
    ...stateClocks.filter((other) => other.stateCode === stateCode && other.kind === "state-individuals").map(lettersDays),
  );
  const from = clock.from === "letters" ? (lettersOn ?? addDays(discoveredOn, lastLetters)) : discoveredOn;
  const id = `${kind}:${stateCode}${licensedOnly ? ":licensed" : ""}`;
  return { id, kind, stateCode, patients, dueOn: add(from, days), rule, held: false };
}

function lettersDays({ days, licensedOnly }: StateClock): number {
  return licensedOnly ? outerLimitDays : days;
}
