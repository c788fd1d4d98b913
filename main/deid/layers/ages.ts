import { gapBefore, type Page, wordsBefore } from "../page.ts";
import { type DetectedSpan, makeSpan } from "../spans.ts";

const typedAge = /(?<![\w./$-])(9\d|1[0-2]\d)(?=(?:[- ]?(?:year|yr|y\/o|yo\b|y\.o|y o\b|yrs)|\s?[FMfm]\b(?! ?[:=]|eq)|[- ]years?[- ]old))/g;
const agedNumber =
  /\b(?:age[ds]?|turn(?:ed|ing|s)|lived to(?: be)?|died at|until|is now|(?<=, )now|about to be|she['’]?s|he['’]?s|she is|he is|she was|he was|i am|i['’]?m)[: ]+(?:almost |nearly |about |like |only )?(9\d|1[01]\d)(?![\w%/°:]|\.\d|,\d| ?(?:percent|mg|lbs?|pounds|days?|minutes|bpm|degrees|miles|dollars|bucks|over|out of|hours|weeks|clean|sober|kg|cm|inches|and|or|to)\b)/gi;
const nearEvent = /\((9\d|1[01]\d)(?= (?:on|in|this|next)\b|\))/g;
const decades = /\b(?:nonagenarian|centenarian|(?:in|into|reached|hit) (?:her|his|their|my)(?: \w+)? nineties)\b/gi;
const longMarriage = /\bmarried (?:for )?((?:7[2-9]|8\d|9\d)|seventy[- ](?:two|three|four|five|six|seven|eight|nine)|eighty[- ]?\w*) years\b/gi;
const bornIn = /\b(?:b\.|born(?: in| on| circa)?|birth ?year:?|d\.?o\.?b\.?:?|yob:?)\s*(?:in )?((?:18|19)\d\d)\b/gi;
const classOf = /\bclass of ((?:19)\d\d)\b/gi;
const ageCue = new Set(
  "age aged turn turned turning turns at is was be be's s she's he's about almost nearly past over like i'm m years maybe now till until lived to died of hit reached".split(
    " ",
  ),
);
const person = new Set(
  "nana grandma grandpa grandmother grandfather granny gran mother father mom dad she he her him aunt uncle great husband wife they who nonna yiayia abuela patient lady man woman oma opa pa died turned turning lived i".split(
    " ",
  ),
);
const amounts = new Set(
  "rate pulse heart bp pressure temp temperature weight sugar glucose oxygen sat sats score scale pounds percent percentage speed miles dollars cost minutes days going hundred route zero chapter page odds rating rated session sessions".split(
    " ",
  ),
);
const unitsAfter = new Set(
  "percent degrees days day minutes minute milligrams mg pounds lbs dollars bucks miles hours over out weeks feet inches kilos calories times point thousand hundred beats bpm sober something second seconds or to square".split(
    " ",
  ),
);

/** Finds spoken ages of ninety and more: "ninety-four", "a hundred and five". */
function findSpokenAges(page: Page): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  const units = new Set("one two three four five six seven eight nine".split(" "));
  for (const token of page.tokens) {
    const ninety = token.fold === "ninety" || token.fold === "noventa";
    const hundred = token.fold === "hundred" && /^(?:a|one)$/.test(page.tokens[token.index - 1]?.fold ?? "");
    if (!ninety && !hundred) continue;
    let last = token.index;
    if (hundred && page.tokens[last + 1]?.fold === "and" && units.has(page.tokens[last + 2]?.fold ?? "")) last += 2;
    else if (units.has(page.tokens[last + 1]?.fold ?? "") && /^[ -]$/.test(gapBefore(page, last + 1))) last += 1;
    const first = hundred ? token.index - 1 : token.index;
    const before = wordsBefore(page, first, 7);
    const after = page.tokens[last + 1];
    const afterWord = after !== undefined && /^[ -]$/.test(gapBefore(page, last + 1)) ? after.fold : "";
    if (unitsAfter.has(afterWord) || before.some((word) => amounts.has(word))) continue;
    const yearsOld = /^years?$/.test(afterWord) && page.tokens[last + 2]?.fold === "old";
    if (/^years?$/.test(afterWord) && !yearsOld) continue;
    if (hundred && afterWord !== "" && !yearsOld && last === token.index) continue;
    const cued = ageCue.has(before.at(-1) ?? "") && before.some((word) => person.has(word));
    if (!yearsOld && !cued) continue;
    const start = page.tokens[first];
    const end = page.tokens[last];
    if (start !== undefined && end !== undefined) found.push(makeSpan(start.start, end.end, "AGE90", 0.8, "spoken-pattern"));
  }
  return found;
}

/** Ages of ninety and more, and years that imply one (164.514(b)(2)(i)(C)). `year` is the year of processing. */
export function findAges(page: Page, year: number): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  const add = (match: RegExpMatchArray, confidence: number): void => {
    const number = match[1] ?? match[0];
    const start = (match.index ?? 0) + match[0].lastIndexOf(number);
    found.push(makeSpan(start, start + number.length, "AGE90", confidence, "pattern"));
  };
  for (const pattern of [typedAge, agedNumber, nearEvent, decades, longMarriage]) {
    for (const match of page.text.matchAll(pattern)) {
      const before = page.text.slice(Math.max(0, match.index - 24), match.index).toLowerCase();
      if (!/\b(?:pulse|hr|bp|sat|spo2|rate|weight|temp|score)\W*$/.test(before)) add(match, 0.9);
    }
  }
  // a difference of exactly 90 may be 89 or 90: removed
  for (const match of page.text.matchAll(bornIn)) if (year - Number(match[1]) >= 90) add(match, 0.9);
  for (const match of page.text.matchAll(classOf)) if (year - Number(match[1]) + 17 >= 90) add(match, 0.8);
  return [...found, ...findSpokenAges(page)];
}
