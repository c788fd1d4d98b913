import { gapBefore, type Page } from "./page.ts";

const ones: Readonly<Record<string, string>> = {
  zero: "0",
  oh: "0",
  o: "0",
  one: "1",
  two: "2",
  three: "3",
  four: "4",
  five: "5",
  six: "6",
  seven: "7",
  eight: "8",
  nine: "9",
  cero: "0",
  uno: "1",
  dos: "2",
  tres: "3",
  cuatro: "4",
  cinco: "5",
  seis: "6",
  siete: "7",
  ocho: "8",
  nueve: "9",
};
const teens: Readonly<Record<string, string>> = {
  ten: "10",
  eleven: "11",
  twelve: "12",
  thirteen: "13",
  fourteen: "14",
  fifteen: "15",
  sixteen: "16",
  seventeen: "17",
  eighteen: "18",
  nineteen: "19",
};
const tens: Readonly<Record<string, string>> = {
  twenty: "2",
  thirty: "3",
  forty: "4",
  fifty: "5",
  sixty: "6",
  seventy: "7",
  eighty: "8",
  ninety: "9",
};
const repeats: Readonly<Record<string, number>> = { double: 2, triple: 3 };

/** A run of number words or digits, as speech writes an identifier. */
export interface NumberRun {
  readonly first: number;
  /** Index of the last token of the run. */
  readonly last: number;
  readonly start: number;
  readonly end: number;
  readonly digits: string;
  /** How many tokens said exactly one digit: identifiers are read digit by digit, amounts are not. */
  readonly singles: number;
  readonly words: number;
  readonly spoken: boolean;
  readonly line: number;
}

const runGap = /^(?:[ ,.]{1,2}|-| ?- ?|, ?|\.\.\. ?|…)$/;

function readToken(page: Page, at: number): { digits: string; used: number; single: number } | undefined {
  const token = page.tokens[at];
  if (token === undefined || token.label) return undefined;
  if (token.shape === "digits") return { digits: token.text, used: 1, single: token.text.length === 1 ? 1 : 0 };
  const word = token.fold;
  const one = ones[word];
  if (one !== undefined) return { digits: one, used: 1, single: 1 };
  const teen = teens[word];
  if (teen !== undefined) return { digits: teen, used: 1, single: 0 };
  const ten = tens[word];
  if (ten !== undefined) {
    const next = page.tokens[at + 1];
    const unit = next === undefined ? undefined : ones[next.fold];
    if (unit !== undefined && unit !== "0" && /^[ -]$/.test(gapBefore(page, at + 1))) return { digits: ten + unit, used: 2, single: 0 };
    return { digits: `${ten}0`, used: 1, single: 0 };
  }
  const times = repeats[word];
  if (times !== undefined) {
    const next = page.tokens[at + 1];
    const unit = next === undefined ? undefined : (ones[next.fold] ?? (/^\d$/.test(next.text) ? next.text : undefined));
    if (unit !== undefined) return { digits: unit.repeat(times), used: 2, single: times };
  }
  return undefined;
}

/** Words that may stand inside a read-out number without ending it. */
const inside = new Set(["dash", "hyphen", "uh", "um"]);

/** Finds every run of digits and number words, in order. */
export function findNumberRuns(page: Page): NumberRun[] {
  const runs: NumberRun[] = [];
  let at = 0;
  while (at < page.tokens.length) {
    const opening = readToken(page, at);
    // a bare "o" or "oh" is an interjection far more often than a zero
    if (opening === undefined || isInterjection(page, at)) {
      at += 1;
      continue;
    }
    const first = at;
    let last = at;
    let digits = "";
    let singles = 0;
    let words = 0;
    let spoken = false;
    for (;;) {
      const read = readToken(page, at);
      if (read === undefined) {
        const skip = page.tokens[at];
        if (skip !== undefined && inside.has(skip.fold) && readToken(page, at + 1) !== undefined && skip.line === page.tokens[at + 1]?.line) {
          at += 1;
          continue;
        }
        break;
      }
      if (at > first && !runGap.test(gapBefore(page, at)) && !inside.has(page.tokens[at - 1]?.fold ?? "")) break;
      digits += read.digits;
      singles += read.single;
      words += 1;
      if (page.tokens[at]?.shape !== "digits" || (words >= 3 && singles === words && /-/.test(gapBefore(page, at)))) spoken = true;
      last = at + read.used - 1;
      at += read.used;
    }
    const from = page.tokens[first];
    const to = page.tokens[last];
    if (from !== undefined && to !== undefined)
      runs.push({ first, last, start: from.start, end: to.end, digits, singles, words, spoken, line: from.line });
    at = Math.max(at, last + 1);
  }
  return runs;
}

function isInterjection(page: Page, at: number): boolean {
  const token = page.tokens[at];
  if (token === undefined || (token.fold !== "oh" && token.fold !== "o")) return false;
  const next = readToken(page, at + 1);
  return next === undefined || !/^[ ,-]{1,2}$/.test(gapBefore(page, at + 1)) || next.digits.length > 2;
}
