import { z } from "zod";
import { ageInYears } from "./age.ts";
import type { CalendarDate } from "./time.ts";

/** How long a State asks for a record to be kept: rules as data, so that a clinic's counsel can add to them. */
export const RetentionRuleSchema = z.strictObject({
  stateCode: z.string().regex(/^[A-Z]{2}$/),
  /** Years after the last service. */
  adultYears: z.int().min(1).max(40),
  majorityAge: z.int().min(18).max(21).default(18),
  /** For who was a minor at the last service: years after coming of age, and years after the last service; the later counts. */
  minorYearsAfterMajority: z.int().min(0).max(40),
  minorLeastYears: z.int().min(0).max(40).default(0),
  citation: z.string().trim().min(1).max(200),
});
export type RetentionRule = z.infer<typeof RetentionRuleSchema>;

/** Rules that ship with the program; a clinic's policy may add others and always wins. */
export const shippedRules: readonly RetentionRule[] = [
  {
    ...{ stateCode: "CA", adultYears: 7, majorityAge: 18, minorYearsAfterMajority: 7, minorLeastYears: 7 },
    citation: "Cal. Bus. & Prof. Code §§ 2919, 4999.75",
  },
  { stateCode: "AZ", adultYears: 6, majorityAge: 18, minorYearsAfterMajority: 3, minorLeastYears: 6, citation: "Ariz. Rev. Stat. § 12-2297" },
];

/** The profession's guideline, for a State without a rule here; it counts only where the policy adopts it. */
export const guideline = {
  ...{ adultYears: 7, majorityAge: 18, minorYearsAfterMajority: 3, minorLeastYears: 7 },
  citation: "APA Record Keeping Guidelines, guideline 7",
} as const;

/** What a clinic's policy says about keeping records. */
export interface RetentionChoice {
  readonly rules: readonly RetentionRule[];
  readonly adoptGuideline: boolean;
  /** A floor for everything, as a payer's contract may ask (Medicare Advantage: 10). */
  readonly leastYears: number;
}

/** What is known of one record. */
export interface RecordDates {
  readonly bornOn: CalendarDate;
  readonly lastServiceOn: CalendarDate;
  /** The clinic's State and the patient's own: each may bind. */
  readonly stateCodes: readonly string[];
  readonly lastDisclosedOn: CalendarDate | null;
  /** The last document HIPAA itself asks for: a request, a consent. */
  readonly lastDocumentOn: CalendarDate | null;
}

/** The day from which a record may go, and the rule that says so; `missing` names a State nobody has a rule for: then never. */
export type Earliest = { readonly on: CalendarDate; readonly citation: string } | { readonly missing: string };

/** HIPAA's own documents are kept six years (45 CFR 164.316(b)(2)(i), 164.528(a), 164.530(j)(2)). */
const documentYears = 6;

/** The first day a record may be destroyed because its retention has ended; the latest of every rule that binds. */
export function findEarliest(dates: RecordDates, choice: RetentionChoice): Earliest {
  const bounds: { on: CalendarDate; citation: string }[] = [];
  for (const stateCode of new Set(dates.stateCodes)) {
    const rule = findRule(stateCode, choice);
    if (rule === null) return { missing: stateCode };
    bounds.push({ on: applyRule(rule, dates), citation: rule.citation });
  }
  if (choice.leastYears > 0) bounds.push({ on: addYears(dates.lastServiceOn, choice.leastYears), citation: "The clinic's policy" });
  if (dates.lastDisclosedOn !== null) bounds.push({ on: addYears(dates.lastDisclosedOn, documentYears), citation: "45 CFR 164.528(a)(1)" });
  if (dates.lastDocumentOn !== null) bounds.push({ on: addYears(dates.lastDocumentOn, documentYears), citation: "45 CFR 164.530(j)(2)" });
  return bounds.reduce((latest, bound) => (bound.on > latest.on ? bound : latest));
}

function findRule(stateCode: string, choice: RetentionChoice): Omit<RetentionRule, "stateCode"> | null {
  const known = [...choice.rules, ...shippedRules].find((rule) => rule.stateCode === stateCode);
  return known ?? (choice.adoptGuideline ? guideline : null);
}

function applyRule(rule: Omit<RetentionRule, "stateCode">, { bornOn, lastServiceOn }: RecordDates): CalendarDate {
  if (ageInYears(bornOn, lastServiceOn) >= rule.majorityAge) return addYears(lastServiceOn, rule.adultYears);
  const afterMajority = addYears(bornOn, rule.majorityAge + rule.minorYearsAfterMajority);
  const afterService = addYears(lastServiceOn, rule.minorLeastYears);
  return afterMajority > afterService ? afterMajority : afterService;
}

/** The same day some years on; 29 February becomes 1 March where there is none, so that nothing goes a day early. */
export function addYears(day: CalendarDate, years: number): CalendarDate {
  const moved = `${String(Number(day.slice(0, 4)) + years).padStart(4, "0")}${day.slice(4)}`;
  return Number.isNaN(Date.parse(moved)) || new Date(`${moved}T00:00:00Z`).getUTCDate() !== Number(day.slice(8))
    ? `${moved.slice(0, 4)}-03-01`
    : moved;
}

/** The same day some days on. */
export function addDays(day: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
