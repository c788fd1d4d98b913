import { kinWords, monthNumbers, titleWords, weekdays } from "../data/vocabulary.ts";
import { isMedical } from "../layers/name-words.ts";
import type { Lexicon } from "../lexicon.ts";
import { gapBefore, type Page, type Token } from "../page.ts";
import type { DetectedSpan } from "../spans.ts";
import { cueOf, numberKind } from "./cues.ts";
import { tagTypeOf, tagTypes } from "./labels.ts";

/** What is known of each token before the tagger weighs it: small whole numbers, one array a kind. */
export interface Signals {
  readonly tokens: readonly Token[];
  readonly word: Int32Array;
  readonly prefix: Int32Array;
  readonly suffix: Int32Array;
  readonly shape: Int32Array;
  /** Which lists hold the word, as bits. */
  readonly lists: Int32Array;
  /** What stands between this token and the one before. */
  readonly gap: Int32Array;
  /** What the layers before found here, and how sure they were. */
  readonly evidence: Int32Array;
  /** The last cue word ("plate", "serial", "reach me") within a few words, over turns. */
  readonly cue: Int32Array;
  /** Digit, digit word, letter read out, or none; and how long the run of them is. */
  readonly run: Int32Array;
  /** How the same word is written and found elsewhere in the text. */
  readonly elsewhere: Int32Array;
  readonly cased: number;
}

/** FNV-1a: stable over machines and releases, so weights stay valid. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}

const shapeCodes = { lower: 1, capital: 2, upper: 3, digits: 4, mixed: 5 } as const;

function gapCode(gap: string, newLine: boolean): number {
  if (newLine) return 1;
  if (gap === " ") return 2;
  if (gap === "") return 3;
  if (gap === "'" || gap === "’") return 4;
  if (gap === ", ") return 5;
  if (/^[.!?]["”’)]*\s/.test(gap)) return 6;
  if (gap === "-" || gap === "‐") return 7;
  if (gap === "/") return 8;
  if (gap === "." || gap === ":") return 9;
  if (/@/.test(gap)) return 10;
  if (/[("“]$/.test(gap)) return 11;
  if (/:\s*$/.test(gap)) return 12;
  if (/#/.test(gap)) return 13;
  return 14;
}

function listBits(token: Token, lexicon: Lexicon): number {
  const word = token.fold;
  let bits = 0;
  if (lexicon.given.has(word)) bits |= 1;
  if (lexicon.givenWords.has(word)) bits |= 2;
  if (lexicon.family.has(word)) bits |= 4;
  if (lexicon.familyWords.has(word)) bits |= 8;
  if (lexicon.common.has(word)) bits |= 16;
  else if (lexicon.english.has(word)) bits |= 32;
  if (lexicon.places.has(word)) bits |= 64;
  if (lexicon.clinical.has(word)) bits |= 128;
  if (monthNumbers[word] !== undefined) bits |= 256;
  if (weekdays.has(word)) bits |= 512;
  if (kinWords.has(word)) bits |= 1024;
  if (titleWords.has(word)) bits |= 2048;
  if (bits === 0 && isMedical(word, true)) bits |= 4096;
  return bits;
}

/** 0 none; else type, sureness and whether the token begins the span. */
function readEvidence(tokens: readonly Token[], found: readonly DetectedSpan[]): Int32Array {
  const evidence = new Int32Array(tokens.length);
  let at = 0;
  for (const span of found) {
    const type = tagTypeOf(span.type) ?? tagTypes.length;
    const sure = span.confidence >= 0.85 ? 2 : span.confidence >= 0.7 ? 1 : 0;
    while (at < tokens.length && (tokens[at]?.end ?? 0) <= span.start) at += 1;
    for (let index = at, first = 1; index < tokens.length && (tokens[index]?.start ?? 0) < span.end; index += 1, first = 0)
      evidence[index] = 1 + type * 6 + sure * 2 + first;
  }
  return evidence;
}

function readRuns(tokens: readonly Token[]): Int32Array {
  const run = new Int32Array(tokens.length);
  for (let first = 0; first < tokens.length; ) {
    const kind = tokens[first] === undefined ? 0 : numberKind(tokens[first] as Token);
    if (kind === 0) {
      first += 1;
      continue;
    }
    let last = first;
    while (last + 1 < tokens.length && tokens[last + 1]?.line === tokens[first]?.line && numberKind(tokens[last + 1] as Token) > 0) last += 1;
    const length = Math.min(15, last - first + 1);
    for (let at = first; at <= last; at += 1) run[at] = numberKind(tokens[at] as Token) * 16 + length;
    first = last + 1;
  }
  return run;
}

function readCues(tokens: readonly Token[]): Int32Array {
  const cues = new Int32Array(tokens.length);
  let cue = 0;
  let since = 0;
  tokens.forEach((token, at) => {
    cues[at] = cue === 0 ? 0 : cue * 4 + (since < 3 ? 1 : since < 8 ? 2 : 3);
    const own = cueOf(token.fold);
    since += 1;
    if (own > 0) {
      cue = own;
      since = 0;
    } else if (since > 24) cue = 0;
  });
  return cues;
}

function readElsewhere(tokens: readonly Token[], evidence: Int32Array): Int32Array {
  const seen = new Map<string, number>();
  tokens.forEach((token, at) => {
    let bits = seen.get(token.fold) ?? 0;
    if (!token.opens && token.shape === "capital") bits |= 1;
    if (token.shape === "lower") bits |= 2;
    const found = evidence[at] ?? 0;
    if (found > 0 && found <= 6 && (found - 1) % 6 >= 4) bits |= 4;
    if (found > 6 && found <= 18) bits |= 8;
    seen.set(token.fold, bits);
  });
  return Int32Array.from(tokens, (token) => seen.get(token.fold) ?? 0);
}

/** Reads the signals of a page. Speaker labels are left out: another layer reads them. */
export function readSignals(page: Page, found: readonly DetectedSpan[], lexicon: Lexicon): Signals {
  const tokens = page.tokens.filter((token) => !token.label);
  const evidence = readEvidence(tokens, found);
  return {
    tokens,
    word: Int32Array.from(tokens, (token) => hashText(token.shape === "digits" ? `#${String(Math.min(9, token.text.length))}` : token.fold)),
    prefix: Int32Array.from(tokens, (token) => hashText(token.fold.slice(0, 3))),
    suffix: Int32Array.from(tokens, (token) => hashText(token.fold.slice(-3))),
    shape: Int32Array.from(
      tokens,
      (token) => shapeCodes[token.shape] * 32 + Math.min(7, token.text.length) * 4 + (token.opens ? 2 : 0) + (page.cased ? 1 : 0),
    ),
    lists: Int32Array.from(tokens, (token) => listBits(token, lexicon)),
    gap: Int32Array.from(tokens, (token, at) => gapCode(gapBefore(page, token.index), at === 0 || tokens[at - 1]?.line !== token.line)),
    evidence,
    cue: readCues(tokens),
    run: readRuns(tokens),
    elsewhere: readElsewhere(tokens, evidence),
    cased: page.cased ? 1 : 0,
  };
}
