import { monthNumbers, roleWords, weekdays } from "./data/vocabulary.ts";
import { isCapital, isMedical, isProtected, neverName } from "./layers/name-words.ts";
import type { Lexicon } from "./lexicon.ts";
import { findNumberRuns } from "./numbers.ts";
import type { Page } from "./page.ts";
import type { DetectedSpan } from "./spans.ts";

/** A place that looks identifying and was not replaced; a person decides. */
export interface Doubt {
  readonly start: number;
  readonly end: number;
  readonly why: "name-like" | "number-like" | "unique-role";
  /** 0 to 1. */
  readonly risk: number;
}

/** "the only female fire chief in the county": identifies without a name (164.514(b)(2)(i)(R)). */
const uniqueRole =
  /\b(?:the|an?|our|his|her|their|my) (?:(?:town|county|state|city|village|island|school|department|tribe|country|region|area|district)['’]?s )?(?:only|first|last|youngest|oldest|sole|longest[- ]serving)(?: living| female| male| black| gay| trans| deaf| blind| certified)? (?:[\p{L}'’-]+ ){1,5}?(?:in|at|of|on|from) (?:the|this|our|that) (?:whole |entire )?(?:county|town|city|state|village|island|country|school|department|region|area|parish|district|tribe|reservation|valley|fleet|force|company|team|history)\b|\b(?:the )?only (?:[\p{L}'’-]+ ){1,4}(?:on|in) (?:the|this|our) (?:island|county|town|village|state|reservation|valley)\b|\b(?:was|were|been|it['’]?s|is) (?:all over|on|in) the (?:local |evening )?(?:news|papers?|front page)\b/giu;
const numeric: ReadonlySet<string> = new Set(["PHONE", "ID", "DATE", "AGE90", "EMAIL", "URL"]);
const longNumber = /(?<![\w.,/:$-])\d{5,}(?![\w-]|[.,:/]\d)/g;
const orphanedPhone = /\b\d{3}[-. ]\d{4}\b/g;

/** What a careful reader would still ask about, outside the replaced spans; `guesses` are the tagger's near misses. */
export function findDoubts(page: Page, spans: readonly DetectedSpan[], guesses: readonly DetectedSpan[], lexicon: Lexicon): Doubt[] {
  const { text } = page;
  const doubts: Doubt[] = [];
  const covered = (start: number, end: number): boolean => spans.some((span) => span.start < end && start < span.end);
  for (const token of page.tokens) {
    if (token.label || token.opens || !isCapital(token) || token.text.length < 3) continue;
    if (lexicon.english.has(token.fold) || lexicon.common.has(token.fold) || neverName.has(token.fold) || roleWords.has(token.fold)) continue;
    if (weekdays.has(token.fold) || monthNumbers[token.fold] !== undefined || isProtected(token, page, lexicon) || isMedical(token.fold, false))
      continue;
    if (!covered(token.start, token.end)) doubts.push({ start: token.start, end: token.end, why: "name-like", risk: 0.5 });
  }
  for (const run of findNumberRuns(page)) {
    const readOut = run.spoken && run.singles >= 4 && run.singles * 2 > run.digits.length;
    if (readOut && !covered(run.start, run.end))
      doubts.push({ start: run.start, end: run.end, why: "number-like", risk: run.digits.length >= 7 ? 0.8 : 0.6 });
  }
  for (const pattern of [longNumber, orphanedPhone]) {
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      if (!covered(match.index, end)) doubts.push({ start: match.index, end, why: "number-like", risk: pattern === orphanedPhone ? 0.8 : 0.6 });
    }
  }
  for (const match of text.matchAll(uniqueRole))
    doubts.push({ start: match.index, end: match.index + match[0].length, why: "unique-role", risk: 0.9 });
  for (const { start, end, type, confidence } of guesses)
    if (!covered(start, end)) doubts.push({ start, end, why: numeric.has(type) ? "number-like" : "name-like", risk: confidence });
  return doubts
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .filter((doubt, index, all) => index === 0 || doubt.start >= (all[index - 1]?.end ?? 0));
}
