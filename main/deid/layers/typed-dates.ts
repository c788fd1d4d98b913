import { monthNumbers } from "../data/vocabulary.ts";
import type { Page } from "../page.ts";
import { type DetectedSpan, makeSpan } from "../spans.ts";

const monthNames = Object.keys(monthNumbers)
  .sort((a, b) => b.length - a.length)
  .join("|");
const year = "(?:\\s?,?\\s{1,2}(?:of\\s+)?(?:19|20)\\d\\d\\b|\\s?,?\\s?['’]\\d\\d\\b|,? \\d\\d(?=[,;.)]|$))?";
const day = "(?:0?[1-9]|[12]\\d|3[01])";

/** Shapes that are dates wherever they stand (164.514(b)(2)(i)(C): every element but the year). */
const plainPatterns: readonly RegExp[] = [
  // 2026-01-16, with or without a time
  /\b(?:19|20)\d\d([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?(?![\w-])/g,
  // 05/03/81, 12-25-1958, 3.5.1981
  /(?<![\w./-])(?:0?[1-9]|[12]\d|3[01])([/-]| ?\/ ?)(?:0?[1-9]|[12]\d|3[01])\1(?:(?:19|20)\d\d|\d\d)(?![\w/]|-\d|\.\d)/g,
  /(?<![\w./-])(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|[12]\d|3[01])\.(?:(?:19|20)\d\d|\d\d)(?![\w]|\.\d)/g,
  // 03/2021
  /(?<![\w./-])(?:0?[1-9]|1[0-2])[/-](?:19|20)\d\d(?![\w/-])/g,
  // April 12, 2023 · Jan 15th '23 · 30 Jan 1931 · 4th of July, 2022
  new RegExp(
    `\\b(?:${monthNames})\\b\\.?,?\\s{1,2}(?:the\\s+)?${day}(?:st|nd|rd|th)?(?:\\s?(?:-|–|to|and|&)\\s?${day}(?:st|nd|rd|th)?)?(?![\\d/:%]|\\.\\d| ?mg| ?percent)\\b${year}`,
    "gi",
  ),
  new RegExp(`(?<![\\w./-])${day}(?:st|nd|rd|th)?\\s{1,2}(?:day\\s+)?(?:(?:of|de)\\s+)?(?:${monthNames})\\b\\.?${year}`, "gi"),
  // August 2019 · September of 2007 · May '09
  new RegExp(`\\b(?:${monthNames})\\b\\.?,?\\s{1,2}(?:of\\s+|in\\s+)?(?:19|20)\\d\\d\\b`, "gi"),
  new RegExp(`\\b(?:${monthNames})\\b\\.?\\s?['’]\\d\\d\\b`, "gi"),
  // "in 03/18", "back in 07/06": a month and a year of two figures each
  /(?<=\b(?:in|since|until|of|around|by) )(?:0[1-9]|1[0-2])\/\d\d(?![\w/%]|-\d|\.\d| ?(?:mg|ml|pain))/g,
  // summer of 2019 · Q3 2024
  /\b(?:spring|summer|fall|autumn|winter)(?: of|,)? (?:19|20)\d\d\b/gi,
  /\bQ[1-4][ /](?:of )?(?:19|20)\d\d\b/g,
];

/** "may 5 mg", "march 3 miles": the verb, not the month. */
const verbUse = /^(?:may|march|mar) \d+ (?:mg|ml|miles?|times?|hours?|minutes?|percent|of|more|or)\b/i;
const shortDate =
  /(?<![\w./:$-])(0?[1-9]|1[0-2])([/-])(0?[1-9]|[12]\d|3[01])(?![\w/%]|-\d|\.\d| ?(?:mg|ml|tab|tsp|cup|pain|strength|systolic|murmur))/g;
const timeAfter = /^,? \d{1,2}:\d\d\b/;
const dateLead =
  /(?:\b(?:on|seen|since|last|visit|visits|discharged?|d\/c|admitted|admit|admission|dated?|dates|of|by|until|thru|through|from|before|after|appt|appointment|mtg|meeting|call|due|dob|and|between|was|next|starting|started|start|f\/u|session|note|tc|mon|tues?|wed|thurs?|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|ct|mri|ekg|head|xray|interrogated|testing|scan|labs?|test|seen:|as of|refill|filled|rx)\.?[:,]?|\d\d?\/\d\d?(?:\/\d\d)?(?:,| and|, and| -| to|-)|^|\n)\s*$/i;
const notDateLead =
  /\b(?:pain|strength|murmur|scale|reflex(?:es)?|pulses?|rat(?:ed?|ing)|score|grade|mood|sleep|appetite|anxiety|depression|energy|out|about|level|stress|bp|pressure|power|dtrs?|motor)\b[^\n.;]{0,18}$/i;

/** Day/month without a year: a date only where the words before it say so ("pain 4/10" must survive). */
function findShortDates(page: Page): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  for (const match of page.text.matchAll(shortDate)) {
    const before = page.text.slice(Math.max(0, match.index - 30), match.index);
    if (
      notDateLead.test(before) ||
      (!dateLead.test(before) &&
        !timeAfter.test(page.text.slice(match.index + match[0].length)) &&
        !/\b(?:mtg|appt|appointment|meeting)\b[^\n.;]*$/i.test(page.text.slice(Math.max(0, match.index - 44), match.index)))
    )
      continue;
    if (match[2] === "-" && !/\b(?:on|since|dob|dated?|until|admitted|seen)\s*$/i.test(before)) continue;
    const day = Number(match[3]);
    const month = Number(match[1]);
    if (
      (day === 10 || day === 5 || day === 2 || day === 6) &&
      month <= day &&
      !/\b(?:on|seen|since|until|through|dob|discharged|admitted|appt|mtg|due|mon|tues?|wed|thurs?|fri|sat|sun)\s*$/i.test(before)
    )
      continue;
    found.push(makeSpan(match.index, match.index + match[0].length, "DATE", 0.8, "pattern"));
  }
  return found;
}

/** "Tue 11/17": the weekday beside a date is part of it. */
function takeWeekday(page: Page, span: DetectedSpan): DetectedSpan {
  const before = /\b(?:mon|tues?|wed(?:nes)?|thurs?|thu|fri|satur|sat|sun)(?:day)?[.,]{0,2} $/i.exec(
    page.text.slice(Math.max(0, span.start - 12), span.start),
  );
  return before === null ? span : { ...span, start: span.start - before[0].length };
}

/** Numeric and written dates. The year beside a date goes with it; a bare year stays. */
export function findTypedDates(page: Page): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  for (const pattern of plainPatterns) {
    for (const match of page.text.matchAll(pattern)) {
      if (verbUse.test(page.text.slice(match.index, match.index + 24))) continue;
      found.push(makeSpan(match.index, match.index + match[0].length, "DATE", 0.95, "pattern"));
    }
  }
  return [...found, ...findShortDates(page)].map((span) => takeWeekday(page, span));
}
