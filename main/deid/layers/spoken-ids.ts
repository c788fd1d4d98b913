import type { IdentifierType } from "../../../shared/domain/privacy.ts";
import type { Lexicon } from "../lexicon.ts";
import { findNumberRuns, type NumberRun } from "../numbers.ts";
import { gapBefore, type Page } from "../page.ts";
import { type DetectedSpan, makeSpan } from "../spans.ts";
import { idCues } from "./cued-ids.ts";

/** A read-out of digits, letters, or both. */
interface ReadOut {
  first: number;
  last: number;
  start: number;
  end: number;
  line: number;
  digits: number;
  singles: number;
  letters: string;
  dots: number;
  spoken: boolean;
}

const gap = /^(?:[ ,.-]{1,3}|, ?)$/;
const spokenCues: readonly (readonly [RegExp, IdentifierType])[] = [
  [/\b(?:e-?fax|fax)\b/gi, "FAX"],
  [
    /\b(?:phone|cell|mobile|area code|call (?:me|you|her|him|them|us)|reach (?:me|you|her|him)|text (?:me|you|her|him)|telephone|extension|voicemail|same number|number(?:'s| is|s)|what number|best number|digits|same as mine)\b/gi,
    "PHONE",
  ],
  [/\b(?:zip|zip ?code|postal code|postcode)\b/gi, "LOCATION"],
  [/\b(?:date of birth|birth ?date|born|birthday|dob|d o b)\b/gi, "DATE"],
  ...idCues.map(([cue, type]) => [new RegExp(`(?<![\\p{L}\\p{N}])(?:${cue})(?:'?s)?(?![\\p{L}\\p{N}])`, "giu"), type] as const),
];
const endsIn =
  /\b(?:ends?|ending|ended|starts?|starting|last (?:two|three|four|five)(?: (?:digits|numbers))?(?: (?:is|are|of [\w ]{2,20} (?:is|are)))?)(?: with| in| is| are| it's)?[ ,:]*(?:like |uh |um )?$/i;
const unitAfter =
  /^[ ,-]{0,2}(?:point|percent|degrees?|milligrams?|mgs?|mcg|pounds?|lbs|kilos|over|out of|times|minutes?|hours?|days?|weeks?|months?|years?|dollars|bucks|thousand|hundred|million|feet|inches|miles|steps|sessions?|people|kids|o'?clock|am|pm|a\.m|p\.m|th|st|nd|rd|%|grade|sets|reps|beats|to one|of (?:them|us|my|the))\b/i;

function toReadOut(run: NumberRun): ReadOut {
  return {
    first: run.first,
    last: run.last,
    start: run.start,
    end: run.end,
    line: run.line,
    digits: run.digits.length,
    singles: run.singles,
    letters: "",
    dots: 0,
    spoken: run.spoken,
  };
}

/** Index after an "as in boy" that explains a letter. */
function skipExplanation(page: Page, at: number): number {
  const word = page.tokens[at]?.fold;
  const next = page.tokens[at + 1]?.fold;
  if ((word === "as" && next === "in") || (word === "like" && next === "in")) return at + 3;
  return at;
}

/** Joins number runs and single letters into read-outs, within one line. */
function findReadOuts(page: Page): ReadOut[] {
  const runAt = new Map(findNumberRuns(page).map((run) => [run.first, run]));
  const outs: ReadOut[] = [];
  let at = 0;
  while (at < page.tokens.length) {
    const current = readPart(page, at, runAt);
    if (current === undefined) {
      at += 1;
      continue;
    }
    let next = current.last + 1;
    for (;;) {
      const explained = skipExplanation(page, next);
      if (explained > next && page.tokens[explained - 1] !== undefined) {
        current.last = explained - 1;
        current.end = page.tokens[explained - 1]?.end ?? current.end;
        next = explained;
      }
      let dash = 0;
      while (dash < 3 && /^(?:dash|hyphen|dot|point|uh|um)$/.test(page.tokens[next + dash]?.fold ?? "")) dash += 1;
      const part = readPart(page, next + dash, runAt);
      if (part === undefined || part.line !== current.line || !gap.test(gapBefore(page, next)) || !gap.test(gapBefore(page, next + dash))) break;
      if (page.tokens.slice(next, next + dash).some((token) => token.fold === "dot")) current.dots += 1;
      current.last = part.last;
      current.end = part.end;
      current.digits += part.digits;
      current.singles += part.singles;
      current.letters += part.letters;
      next = part.last + 1;
    }
    outs.push(current);
    at = next;
  }
  return outs;
}

function readPart(page: Page, at: number, runAt: ReadonlyMap<number, NumberRun>): ReadOut | undefined {
  const token = page.tokens[at];
  if (token === undefined || token.label) return undefined;
  const run = runAt.get(at);
  if (run !== undefined) return toReadOut(run);
  if (token.text.length !== 1 || !/\p{L}/u.test(token.text)) return undefined;
  // "i", "a", and the tails of contractions are words unless letters or digits stand beside them
  if (/['’]$/.test(gapBefore(page, at))) return undefined;
  const near = [page.tokens[at - 1], page.tokens[at + 1]].some(
    (other) =>
      other !== undefined && other.line === token.line && ((other.text.length === 1 && !/^[ai]$/.test(other.fold)) || runAt.has(other.index)),
  );
  if (/^[aio]$/.test(token.fold) && !(near && (token.shape !== "lower" || /^-|-$/.test(gapBefore(page, at) + gapBefore(page, at + 1)))))
    return undefined;
  return {
    first: at,
    last: at,
    start: token.start,
    end: token.end,
    line: token.line,
    digits: 0,
    singles: 0,
    letters: token.fold,
    dots: 0,
    spoken: true,
  };
}

/** The type the words before a read-out announce, nearest first. */
function findCue(page: Page, out: ReadOut): { type: IdentifierType; near: boolean } | undefined {
  const before = page.text.slice(Math.max(0, out.start - 170), out.start);
  let best: { type: IdentifierType; at: number } | undefined;
  for (const [pattern, type] of spokenCues) {
    for (const match of before.matchAll(pattern)) {
      const at = match.index + match[0].length;
      if (best === undefined || at > best.at) best = { type, at };
    }
  }
  return best === undefined ? undefined : { type: best.type, near: before.length - best.at < 45 };
}

/** "L five S one", "C four to C five": levels of the spine. "one twenty five M G": a dose with its unit spelled. */
const spineOrDose =
  /^(?:(?:[CTLS] (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})[ ,-]*){1,3}|[\w ,.-]*\b(?:M G|M L|M C G|K G|C M|M M|C C)s?)$/i;

function isCounting(page: Page, out: ReadOut): boolean {
  const text = page.text
    .slice(out.start, out.end)
    .toLowerCase()
    .replace(/[^a-z]+/g, " ");
  return "one two three four five six seven eight nine ten".startsWith(text) || "ten nine eight seven six five four three two one".includes(text);
}

function classify(page: Page, out: ReadOut, carried: IdentifierType | undefined): IdentifierType | undefined {
  const digitByDigit = out.singles >= 3 && out.singles * 2 > out.digits;
  if (out.dots >= 3) return "IP";
  if (spineOrDose.test(page.text.slice(out.start, out.end))) return undefined;
  if (unitAfter.test(page.text.slice(out.end, out.end + 14)) && out.singles < 5) return undefined;
  const cue = findCue(page, out);
  const ends = endsIn.test(page.text.slice(Math.max(0, out.start - 60), out.start));
  if (ends && out.digits >= 2) return cue?.type === "DATE" ? "ID" : (cue?.type ?? carried ?? "ID");
  if (!out.spoken) return undefined;
  if (cue?.type === "DATE" && cue.near && out.digits >= 3 && out.letters === "") return "DATE";
  if (digitByDigit && (out.digits === 7 || out.digits >= 10) && out.letters === "")
    return cue?.near === true && cue.type !== "LOCATION" ? cue.type : "PHONE";
  if (isCounting(page, out) && cue?.near !== true && carried === undefined) return undefined;
  if (out.digits >= 5 && out.singles >= 3) return cue?.type ?? carried ?? "ID";
  if (out.letters.length >= 1 && out.digits >= 2 && out.letters.length + out.singles >= 3)
    return cue?.type ?? carried ?? (out.letters.length > 1 ? "ID" : undefined);
  if (digitByDigit || (out.digits >= 3 && out.singles >= 2)) return cue?.type ?? carried;
  if (cue?.near === true && out.digits >= 4 && cue.type !== "PHONE" && /\b(?:dash|hyphen|oh)\b/i.test(page.text.slice(out.start, out.end)))
    return cue.type;
  if (carried !== undefined && out.singles >= 2 && out.singles === out.digits) return carried;
  return undefined;
}

/** A name spelled aloud or in hyphens: "D as in dog, O, E", "I-X-C-H-E-L". */
function isSpelledName(page: Page, out: ReadOut, lexicon: Lexicon): boolean {
  if (out.digits > 0 || out.letters.length < 3) return false;
  const joined = page.text.slice(out.start, out.end);
  if (/\b(?:name|spell|spelled|spelt|initials)\b[^\n]{0,40}$/i.test(page.text.slice(Math.max(0, out.start - 60), out.start))) return true;
  if (lexicon.common.has(out.letters) || lexicon.clinical.has(out.letters) || out.letters.length > 14) return false;
  return (joined.match(/-/g) ?? []).length >= 2;
}

/** Identifiers read aloud, also when a turn of the other speaker stands in the middle. */
export function findSpokenIds(page: Page, lexicon: Lexicon): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  let carried: { type: IdentifierType; line: number } | undefined;
  const waiting: ReadOut[] = [];
  for (const out of findReadOuts(page)) {
    if (isSpelledName(page, out, lexicon)) {
      found.push(makeSpan(out.start, out.end, "NAME", 0.85, "spoken-pattern"));
      continue;
    }
    if (carried !== undefined && out.line - carried.line > 4) carried = undefined;
    const type = classify(page, out, carried?.type);
    if (type === undefined) {
      // the first half of a number whose second half is in the next turn
      if (out.spoken && out.singles >= 3 && !isCounting(page, out)) waiting.push(out);
      continue;
    }
    for (const earlier of waiting.splice(0)) {
      if (out.line - earlier.line <= 3) found.push(makeSpan(earlier.start, earlier.end, type, 0.7, "spoken-pattern"));
    }
    found.push(makeSpan(out.start, out.end, type, out.digits >= 7 ? 0.95 : 0.8, "spoken-pattern"));
    if (type !== "DATE" && type !== "LOCATION") carried = { type, line: out.line };
  }
  return found;
}
