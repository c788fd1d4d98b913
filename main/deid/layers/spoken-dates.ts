import { monthNumbers, weekdays } from "../data/vocabulary.ts";
import { gapBefore, type Page, type Token } from "../page.ts";
import { type DetectedSpan, makeSpan } from "../spans.ts";

const ordinals = new Set(
  (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth " +
    "primero"
  ).split(" "),
);
const cardinals = new Set(
  "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve treinta".split(
    " ",
  ),
);
const tensWords = new Set(["twenty", "thirty"]);
const yearTens = new Set(
  "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety oh o hundred".split(
    " ",
  ),
);
const fillers = new Set(["uh", "um", "the", "of", "in", "de", "day", "like"]);
const softGap = /^[ ,.-]{1,3}$/;

/** Months that are also verbs or adjectives: alone, they need a word before them that says "when". */
const wordMonths = new Set(["may", "march", "mar", "jan", "jun", "sep", "dec", "oct", "apr", "aug", "feb", "jul", "nov", "sept", "mayo"]);
const shortMonths = new Set(["mar", "jan", "jun", "sep", "dec", "oct", "apr", "aug", "feb", "jul", "nov", "sept"]);
const whenWords = new Set(
  "in since last next this by until till of early late mid through before after during every from around about en desde to".split(" "),
);

/** Length in tokens of a day said at `at`: "third", "twenty second", "sixteen", "3rd". 0 if none. */
function readDay(tokens: readonly Token[], at: number, page: Page): number {
  const token = tokens[at];
  if (token === undefined) return 0;
  if (tensWords.has(token.fold)) {
    const next = tokens[at + 1];
    // "june thirty two thousand and four": the two belongs to the year
    if (next?.fold === "two" && tokens[at + 2]?.fold === "thousand") return 1;
    if (next !== undefined && softGap.test(gapBefore(page, at + 1)) && (ordinals.has(next.fold) || cardinals.has(next.fold))) return 2;
    return token.fold === "twenty" || token.fold === "thirty" ? 1 : 0;
  }
  if (ordinals.has(token.fold) || cardinals.has(token.fold)) return 1;
  if (!/^(?:0?[1-9]|[12]\d|3[01])$/.test(token.text)) return 0;
  return /^(?:st|nd|rd|th)$/.test(tokens[at + 1]?.fold ?? "") && gapBefore(page, at + 1) === "" ? 2 : 1;
}

/** Length in tokens of a year said at `at`: "nineteen eighty one", "two thousand and sixteen", "o three". */
function readYear(tokens: readonly Token[], at: number, page: Page): number {
  const words = [0, 1, 2, 3, 4].map((step) => (step === 0 || softGap.test(gapBefore(page, at + step)) ? tokens[at + step] : undefined));
  const fold = words.map((token) => token?.fold ?? "");
  if (/^(?:19|20)\d\d$/.test(fold[0] ?? "")) return 1;
  const tail = (from: number): number => {
    const word = fold[from] ?? "";
    if (!yearTens.has(word) && !cardinals.has(word)) return 0;
    return cardinals.has(fold[from + 1] ?? "") && yearTens.has(word) ? 2 : 1;
  };
  if (fold[0] === "nineteen" || fold[0] === "twenty") {
    const more = tail(1);
    return more === 0 ? 0 : 1 + more;
  }
  if (fold[0] === "two" && fold[1] === "thousand") {
    const from = fold[2] === "and" ? 3 : 2;
    const more = tail(from);
    return more === 0 ? 2 : from + more;
  }
  // "december of ninety four": the century left out
  if (/^(?:of|in)$/.test(tokens[at - 1]?.fold ?? "") && /^(?:fifty|sixty|seventy|eighty|ninety)$/.test(fold[0] ?? "")) return tail(0);
  if ((fold[0] === "o" || fold[0] === "oh") && cardinals.has(fold[1] ?? "")) return 2;
  return 0;
}

/** Skips "uh", "the", "of" between the parts of a date. */
function skip(tokens: readonly Token[], at: number, page: Page): number {
  let next = at;
  while (fillers.has(tokens[next]?.fold ?? "") && /^[ ,.]{1,3}$/.test(gapBefore(page, next))) next += 1;
  return next;
}

function extendYear(tokens: readonly Token[], end: number, page: Page): number {
  const at = skip(tokens, end, page);
  if (!softGap.test(gapBefore(page, at))) return end;
  const length = readYear(tokens, at, page);
  return length === 0 ? end : at + length;
}

/** A month said at `at`, with its day and year on either side. Returns the token range, or nothing. */
function readMonth(page: Page, at: number): { from: number; to: number; alone: boolean } {
  const { tokens } = page;
  let from = at;
  let to = at + 1;
  let alone = true;
  // "the third of may", "veintinueve de febrero"
  let back = at - 1;
  if (tokens[back]?.fold === "of" || tokens[back]?.fold === "de" || tokens[back]?.fold === "day") back -= 1;
  for (const length of [2, 1]) {
    const start = back - length + 1;
    if (
      start >= 0 &&
      tokens[start]?.line === tokens[at]?.line &&
      softGap.test(gapBefore(page, at)) &&
      readDay(tokens, start, page) === length &&
      (back < at - 1 || ordinals.has(tokens[back]?.fold ?? "") || /\d/.test(tokens[back]?.text ?? ""))
    ) {
      from = start;
      alone = false;
      break;
    }
  }
  if (alone) {
    const next = skip(tokens, to, page);
    const length = /^[ ,.]{1,3}$/.test(gapBefore(page, next)) ? readDay(tokens, next, page) : 0;
    const asYear = readYear(tokens, next, page);
    if (length > 0 && asYear <= length) {
      to = next + length;
      alone = false;
    } else if (asYear > 0 && next - to <= 1) {
      return { from, to: next + asYear, alone: false };
    }
  }
  return { from, to: extendYear(tokens, to, page), alone };
}

function acceptMonth(page: Page, at: number, alone: boolean): boolean {
  const token = page.tokens[at];
  if (token === undefined) return false;
  if (!alone)
    return !(token.fold === "may" && /^ (?:be|have|not|i|we|you|he|she|they|or)\b/.test(page.text.slice(token.end, token.end + 6).toLowerCase()));
  if (!wordMonths.has(token.fold)) return true;
  const before = page.tokens[at - 1];
  if (before === undefined || before.line !== token.line || !/^\s+$/.test(gapBefore(page, at))) return false;
  const after = page.tokens[at + 1]?.fold ?? "";
  if (
    token.fold === "march" &&
    (after === "madness" ||
      (after === "of" && !/^(?:this|last|that|the)$/.test(page.tokens[at + 2]?.fold ?? "") && !/^\d/.test(page.tokens[at + 2]?.text ?? "")))
  )
    return false;
  // "this was march of this year"
  if (after === "of" && /^(?:this|last)$/.test(page.tokens[at + 2]?.fold ?? "") && page.tokens[at + 3]?.fold === "year") return true;
  if (shortMonths.has(token.fold) && token.shape !== "capital") return false;
  if (token.fold === "may" && /^(?:be|have|not|i|we|you|he|she|they|or|need|want|go|get)$/.test(after)) return false;
  if (before.fold === "to" && token.shape !== "capital") return false;
  return whenWords.has(before.fold) || (page.cased && token.shape === "capital" && !token.opens && token.fold === "march");
}

const dayLead = new Set("on by until till since from before after tomorrow today yesterday through night morning of was is the".split(" "));
const dayFollow = new Set("at and in when because i we he she they um uh to for with but so it my was is that if then around about".split(" "));

/** "friday the 26th", "the night of the third": a day of the month without its month. */
function findLoneDays(page: Page): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  for (const the of page.tokens) {
    if (the.fold !== "the") continue;
    const at = the.index + 1;
    const first = page.tokens[at];
    if (first === undefined || first.line !== the.line) continue;
    const numeric =
      /^(?:[1-9]|[12]\d|3[01])$/.test(first.text) && /^(?:st|nd|rd|th)$/.test(page.tokens[at + 1]?.fold ?? "") && gapBefore(page, at + 1) === "";
    let length = numeric ? 2 : 0;
    if (!numeric && ordinals.has(first.fold)) length = 1;
    if (!numeric && tensWords.has(first.fold) && ordinals.has(page.tokens[at + 1]?.fold ?? "")) length = 2;
    const last = page.tokens[at + length - 1];
    if (length === 0 || last === undefined) continue;
    const before = page.tokens[the.index - 1];
    const weekday = before !== undefined && before.line === the.line && weekdays.has(before.fold);
    const after = page.tokens[at + length];
    const ends = after === undefined || after.line !== the.line || /[.,;!?]/.test(gapBefore(page, at + length)) || dayFollow.has(after.fold);
    const lead = before !== undefined && before.line === the.line && dayLead.has(before.fold) && before.fold !== "the";
    const nightOf = before?.fold === "of" && !/^(?:night|morning|evening|week|weekend|afternoon|day)$/.test(page.tokens[the.index - 2]?.fold ?? "");
    if (weekday) found.push(makeSpan(before.start, last.end, "DATE", 0.85, "spoken-pattern"));
    else if (lead && ends && !nightOf && !(ordinals.has(first.fold) && /^(?:is|was)$/.test(before.fold)))
      found.push(makeSpan(first.start, last.end, "DATE", 0.7, "spoken-pattern"));
  }
  return found;
}

/** Months with whatever day and year stand beside them, said or written, and lone days. */
export function findSpokenDates(page: Page): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  for (const token of page.tokens) {
    if (token.label || monthNumbers[token.fold] === undefined) continue;
    const { from, to, alone } = readMonth(page, token.index);
    if (!acceptMonth(page, token.index, alone)) continue;
    const start = page.tokens[from];
    const end = page.tokens[to - 1];
    if (start !== undefined && end !== undefined) found.push(makeSpan(start.start, end.end, "DATE", alone ? 0.75 : 0.9, "spoken-pattern"));
  }
  return [...found, ...findLoneDays(page)];
}
