import type { IdentifierType } from "../../../shared/domain/privacy.ts";
import { stateCodes, stateNames } from "../data/vocabulary.ts";
import type { KnownIdentifiers } from "../known.ts";
import type { Lexicon } from "../lexicon.ts";
import { findNumberRuns } from "../numbers.ts";
import { foldWord, type Page } from "../page.ts";
import { type DetectedSpan, makeSpan } from "../spans.ts";

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Letters and digits with any separators between: "00-123 456" for "00123456". */
function loosely(value: string): RegExp | undefined {
  const signs = [...value].filter((sign) => /[\p{L}\p{N}]/u.test(sign));
  if (signs.length < 3) return undefined;
  return new RegExp(`(?<![\\p{L}\\p{N}])${signs.map(escapePattern).join("[\\s().#/-]{0,3}")}(?![\\p{L}\\p{N}])`, "giu");
}

/** Digit strings that speech makes of a birth date. */
function birthDigits(bornOn: string): Set<string> {
  const [year = "", month = "", day = ""] = bornOn.split("-");
  const short = year.slice(2);
  const forms = new Set<string>();
  for (const m of [month, String(Number(month))]) {
    for (const d of [day, String(Number(day))])
      for (const y of [year, short]) {
        forms.add(m + d + y);
        forms.add(d + m + y);
      }
  }
  return forms;
}

/** Numbers of the chart, typed with any separators or read aloud. */
export function findKnownNumbers(page: Page, known: KnownIdentifiers): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  const values: readonly (readonly [string, IdentifierType])[] = [
    ...(known.mrns ?? []).map((value) => [value, "MRN"] as const),
    ...(known.phones ?? []).map((value) => [value, "PHONE"] as const),
  ];
  for (const [value, type] of values) {
    const pattern = loosely(value);
    if (pattern === undefined) continue;
    for (const match of page.text.matchAll(pattern)) found.push(makeSpan(match.index, match.index + match[0].length, type, 0.99, "known-identifier"));
  }
  const born = known.bornOn === undefined ? new Set<string>() : birthDigits(known.bornOn);
  const digits = values.map(([value, type]) => [value.replace(/\D/g, ""), type] as const).filter(([value]) => value.length >= 4);
  if (digits.length === 0 && born.size === 0) return found;
  for (const run of findNumberRuns(page)) {
    if (run.digits.length >= 4 && born.has(run.digits)) found.push(makeSpan(run.start, run.end, "DATE", 0.97, "known-identifier"));
    for (const [value, type] of digits) {
      // the whole number, its last seven, or its last four read out digit by digit
      const whole = run.digits.length >= 6 && (value.includes(run.digits) || run.digits.includes(value));
      const tail = run.singles >= 3 && run.digits.length >= 4 && value.endsWith(run.digits);
      if (whole || tail) found.push(makeSpan(run.start, run.end, type, 0.97, "known-identifier"));
    }
  }
  return found;
}

/** E-mail, address parts and the clinic's name, whatever their case. */
export function findKnownWords(page: Page, known: KnownIdentifiers, lexicon: Lexicon): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  const search = (value: string, type: IdentifierType): void => {
    const words = value
      .trim()
      .split(/[\s,.]+/)
      .filter((word) => word !== "");
    if (words.join("").length < 3) return;
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${words.map(escapePattern).join("[\\s,.]{0,3}")}(?![\\p{L}\\p{N}])`, "giu");
    for (const match of page.text.matchAll(pattern)) {
      // a town called "Reading" is looked for with its capital only
      if (lexicon.english.has(foldWord(value)) && !/^\p{Lu}/u.test(match[0])) continue;
      found.push(makeSpan(match.index, match.index + match[0].length, type, 0.98, "known-identifier"));
    }
  };
  for (const value of known.emails ?? []) {
    search(value, "EMAIL");
    const local = value.split("@")[0] ?? "";
    if (local.length > 4 && !lexicon.english.has(foldWord(local)) && !lexicon.given.has(foldWord(local))) search(local, "EMAIL");
  }
  for (const value of known.organisations ?? []) search(value, "ORG");
  for (const address of known.addresses ?? []) {
    search(address, "LOCATION");
    for (const [index, piece] of address.split(/[,\n]/).entries()) {
      const bare = piece
        .trim()
        .replace(/\b\d{5}(?:-\d{4})?$/, "")
        .trim();
      if (bare === "" || stateCodes.has(bare) || stateNames.includes(bare.toLowerCase())) continue;
      search(bare.replace(new RegExp(` (?:${[...stateCodes].join("|")})$`), ""), "LOCATION");
      const street = /^\d+\w? (?:[NSEW]\.? )?(.+)$/.exec(bare)?.[1];
      if (index === 0 && street !== undefined && street.includes(" ")) search(street, "LOCATION");
    }
    for (const zip of address.matchAll(/\b\d{5}(?:-\d{4})?\b/g)) search(zip[0], "LOCATION");
  }
  return found;
}
