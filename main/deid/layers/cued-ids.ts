import type { IdentifierType } from "../../../shared/domain/privacy.ts";
import type { Page } from "../page.ts";
import { type DetectedSpan, makeSpan } from "../spans.ts";

/** Words that announce an identifier, most specific first. The value stands within a few words after. */
export const idCues: readonly (readonly [string, IdentifierType])[] = [
  [
    "mrn|medical record(?: (?:number|no))?|med rec|record (?:number|no|#)|chart ?#|chart (?:number|no|id)|accession|acc#|specimen|emr|ehr|rx|prescription (?:number|no)|case file|(?:under|to|refer to) record|medical record|medicalrecord|file (?:number|no)|hospital number",
    "MRN",
  ],
  [
    "(?:member|subscriber|sub|beneficiary|plan|policy|group|grp|insurance|health ?plan|medicare|medicaid|tricare|ahcccs|mbi|hicn|payer|ins|claim|authorization|auth|hmo|ppo|coverage|blue cross|aetna|cigna|humana|kaiser|benefits?|medi-cal)(?: (?:member|plan|policy))?(?: (?:id|number|no|nbr|code|card))?",
    "HEALTHPLAN",
  ],
  ["social(?: security)?(?: number| no)?|ssn|itin|last four(?: digits)?(?: of (?:my|her|his|the) (?:social|ssn|card))?", "SSN"],
  [
    "acct(?:\\/visit)?|account|checking|savings|routing|iban|credit card|debit card|card(?: number)?|bank|venmo|zelle|cash ?app|paypal|visa|mastercard|amex",
    "ACCOUNT",
  ],
  [
    "driver['’]?s? licen[sc]e|licen[sc]e(?: (?:number|no))?|lic|dl|dea|npi|passport|certificate|permit(?: number)?|rn lic|birth cert|state bar|bar number|registration",
    "LICENSE",
  ],
  ["vin|(?:license )?plate|plates|tag|license tag|boat reg|hull|tail number|tag number|reg", "VEHICLE"],
  ["serial(?: (?:number|no))?|s\\/n|sn|udi|imei|mac|pacemaker|device id|lot number|pump id|unit", "DEVICE"],
  ["voice ?print|fingerprint(?: template)?|biometric|palm vein|retina|iris scan|face ?id|template|thumb ?print|voice-?id|fmr", "BIOMETRIC"],
  [
    "badge|employee(?: id)?|student(?: id)?|docket|case(?: (?:number|no|#|id))?|report(?: (?:number|no))?|rpt|incident|subpoena|inmate|booking|clock number|roll number|lunch number|locker|user ?name|user id|handle|gamer ?tag|screen name|login|log ?in|password|passcode|pin|access code|confirmation(?: code)?|code|study subject|subject (?:id|number)|patient id|pt id|client id|dod id|id(?: number| no)?|ref(?:erence)?(?: (?:code|number|no))?|ref|ticket|warrant|a-number|alien number|unit number|order number|tracking(?: number)?|instrument number|permit|number for it|case file",
    "ID",
  ],
];

const filler =
  "(?:[\\s:#.,=–-]|\\b(?:number|num|no|nbr|is|was|id|ids|code|card|the|my|her|his|their|your|it|it['’]?s|that['’]?s|on|file|of|for|are|like|uh|um|ends?|ending|ended|starts?|starting|with|in|under|as|to|called|paper|tag|fmr|enrollment|template|az|ca|tx|nv|ny|fl|wa|co|nm|ut|oh|pa|il|mi|ga|nc|va|nj|mn|wi|mo|tn|md|ma|sc|al|la|ky|or|ok)\\b|\\()";
const value =
  "(?:#?(?=[A-Za-z0-9./-]*\\d)[A-Za-z0-9]+(?:[-./_][A-Za-z0-9]+)*(?: (?=[A-Z0-9-]*\\d)[A-Z0-9]{1,6}(?:-[A-Z0-9]+)*\\b){0,3}(?: [A-Z]\\b(?![.'’a-z]))?|[A-Z]{1,4} \\d[\\d -]*\\d(?: [A-Z]\\b(?![.'’a-z]))?)";
const patterns = idCues.map(
  ([cue, type]) => [new RegExp(`(?<![\\p{L}\\p{N}])(?:${cue})s?(?![\\p{L}\\p{N}])${filler}{1,9}(${value})`, "giu"), type] as const,
);

/** Values that follow a cue word and are not identifiers: scores, doses, ages, years, times, money. */
const notValue =
  /^(?:#?\d{1,2}|(?:19|20)\d\d|\d+(?:\.\d+)?(?:mg|mcg|ml|%|st|nd|rd|th|am|pm|hrs?|yrs?|x|k|lbs?|days?|f|m)|\d{1,2}[:/]\d\d(?:[:/]\d+)?|\d+\.\d+|\d{1,3}\/\d{1,3}|[A-TV-Z]\d\d(?:\.\d{1,4})?|phq-?\d+|gad-?\d+|covid-?19|\d{1,2}-?(?:year|yr|day|week|month|hour)s?.*|9-?1-?1|988|911|b12|1:1)$/i;
const shortTypes: ReadonlySet<IdentifierType> = new Set(["VEHICLE", "DEVICE", "SSN", "ACCOUNT", "MRN", "LICENSE"]);
const weakCue =
  /^(?:unit|code|case|report|tag|reg|plan|group|policy|benefit|benefits|claim|card|bank|visa|login|log in|log-in|lic|mac|template|incident|student|employee|coverage|permit|order number|rx|emr|ref|kaiser|medicare|medicaid|insurance|authorization|auth|pin|dl|id|registration|certificate|serial|account)$/i;

/** Identifiers announced by a word: "MRN: 00123456", "chart #A-99812", "policy number HP-987654". */
export function findCuedIds(page: Page): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  for (const [pattern, type] of patterns) {
    for (const match of page.text.matchAll(pattern)) {
      const text = match[1] ?? "";
      const start = match.index + match[0].length - text.length;
      const digits = (text.match(/\d/g) ?? []).length;
      if (notValue.test(text) || /^\d+ ?(?:mg|mcg|ml)/i.test(text)) continue;
      if (
        /^\s*(?:mg|mcg|ml|%|percent|times|days?|weeks?|months?|years?|sessions?|minutes|hours|of \d|\/\d|points?)\b/i.test(
          page.text.slice(start + text.length, start + text.length + 10),
        )
      )
        continue;
      const cue = match[0]
        .slice(0, match[0].length - text.length)
        .trim()
        .replace(/[\s:#.,=–(-]+$/u, "");
      if (/^[a-z]{1,4} \d/i.test(text) && (digits < 4 || !/^[A-Z]/.test(text))) continue;
      if (digits < 3 && weakCue.test(cue) && !/[A-Za-z].*\d|\d.*[A-Za-z]/.test(text)) continue;
      if (digits < 3 && !shortTypes.has(type) && text.length < 4) continue;
      found.push(makeSpan(start, start + text.length, type, 0.92, "context-word"));
    }
  }
  for (const match of page.text.matchAll(/\bmrn[:#\s]{0,3}([a-z]{0,2}\d{4,})\b/gi)) {
    const text = match[1] ?? "";
    found.push(makeSpan(match.index + match[0].length - text.length, match.index + match[0].length, "MRN", 0.95, "context-word"));
  }
  for (const match of page.text.matchAll(/(?<=\()#\d{3,}\b|(?<=\()\d{5,}-\d\b|(?<=should be )\d{5,}-\d\b/g)) {
    found.push(makeSpan(match.index, match.index + match[0].length, "MRN", 0.75, "pattern"));
  }
  return found;
}
