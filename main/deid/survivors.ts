import { stateCodes, stateNames, weekdays } from "./data/vocabulary.ts";
import type { Page } from "./page.ts";
import type { DetectedSpan } from "./spans.ts";

/** Texts that must survive whatever a layer thinks: crisis lines, scores, levels. */
const survivors =
  /^(?:988|911|9-1-1|9-8-8|nine one one|nine eight eight|411|24\/7|50\/50|1:1|12[- ]step|A1C|B12|T2DM|T1DM|PHQ-?\d+|GAD-?\d+|US|USA|AM|PM|(?:speaker|spk)[_ ]?\d{1,2})$/i;

/** Removes findings that are certainly no identifier. A chart identifier is never dropped. */
export function dropNonIdentifiers(page: Page, spans: readonly DetectedSpan[]): DetectedSpan[] {
  return spans.filter((span) => {
    if (span.end <= span.start) return false;
    if (span.why.includes("known-identifier")) return true;
    return !survivors.test(page.text.slice(span.start, span.end).trim());
  });
}

const states = new Set([...stateNames, ...[...stateCodes].map((code) => code.toLowerCase())]);
/** Scores, years and vertebrae: typed dates and codes are the patterns' business, not a guess. */
const figures = /^(?:\d{1,3}\s?[/-]\s?\d{1,3}|(?:19|20)\d\d|\d{1,2}|[CTLS]\d{1,2}(?:-[CTLS]?\d{1,2})?|(?:[A-Z] ){1,3}[A-Z]|\d{1,2}(?:st|nd|rd|th))$/i;

/** Words that can say an age over 89, or the year of birth that implies one. */
const old = /^(?:9\d|1[01]\d)\b|19[0-3]\d|nine|hundred|centen|nonagen/i;
const ageAround =
  /\b(?:years?|old|age[ds]?|turn(?:s|ed|ing)?|birthday|born|b\.|she|he|i|grand\w+|mother|father|mom|dad|nana|aunt|uncle|lived to|died|was|is|be|now|aged)\b/i;
const measured = /\b(?:pressure|rate|sugars?|pulse|temperature|temp|weight|ounces|pounds|percent|sats?|saturation|over|pain)\b/i;

/** An age of ninety and more, and no blood sugar. */
function isGreatAge(text: string, { start, end }: DetectedSpan): boolean {
  const before = text.slice(Math.max(0, start - 40), start);
  const around = before + text.slice(end, end + 24);
  return old.test(text.slice(start, end)) && ageAround.test(around) && !measured.test(around);
}

/** "tempe, az": the town goes, the state stays. */
function leaveState(page: Page, span: DetectedSpan): DetectedSpan {
  if (span.type !== "LOCATION") return span;
  const tail = /, ([a-z]{2})$/i.exec(page.text.slice(span.start, span.end));
  return tail !== null && states.has((tail[1] ?? "").toLowerCase()) ? { ...span, end: span.end - tail[0].length } : span;
}

/** "12/25": a day of a month, and not a score out of five, six, ten or so. */
const calendar = /^(?:1[0-2]|[1-9])\/(?!(?:4|5|6|9|10|20|21|27|30)$)(?:[12]?\d|3[01])$/;

/** Removes what the tagger guesses of states, weekdays and bare figures where no other layer found anything. */
export function dropGuesses(page: Page, tagged: readonly DetectedSpan[], found: readonly DetectedSpan[]): DetectedSpan[] {
  return tagged
    .map((span) => leaveState(page, span))
    .filter((span) => {
      const text = page.text.slice(span.start, span.end);
      const folded = text.toLowerCase();
      if (span.type === "DATE" && span.confidence > 0.9 && calendar.test(text)) return true;
      const plain = states.has(folded) || weekdays.has(folded) || (span.type !== "NAME" && span.type !== "AGE90" && figures.test(text));
      if (span.type === "AGE90" && !isGreatAge(page.text, span)) return false;
      return !plain || found.some((other) => other.start < span.end && span.start < other.end);
    });
}
