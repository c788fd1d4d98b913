import type { Lexicon } from "../lexicon.ts";
import type { Page } from "../page.ts";
import { type DetectedSpan, makeSpan } from "../spans.ts";
import { digitWords } from "../tagger/cues.ts";
import { labelCount, tagTypes } from "../tagger/labels.ts";
import { readMarginals } from "../tagger/marginals.ts";
import type { TaggerModel } from "../tagger/model.ts";
import { readSignals, type Signals } from "../tagger/signals.ts";

/** Hide from this probability on: a leak costs more than a word hidden in vain. */
const hideFrom = 0.42;
/** From here on a person is asked. */
const doubtFrom = 0.2;

/** What the tagger would replace, and what it nearly would. */
export interface Tagging {
  readonly spans: DetectedSpan[];
  readonly nearly: DetectedSpan[];
  /** The least probability, over the tokens of a place, that it is no identifier. */
  readFreedom(start: number, end: number): number;
}

const nameTag = tagTypes.indexOf("NAME");
const placeTag = tagTypes.indexOf("LOCATION");
const ageTag = tagTypes.indexOf("AGE90");

/** A drug, scale or therapy that nobody is called: the allow-list touches names and places only. */
function isMedicine(fold: string, lexicon: Lexicon): boolean {
  return (
    lexicon.clinical.has(fold) &&
    !lexicon.given.has(fold) &&
    !lexicon.family.has(fold) &&
    !lexicon.givenWords.has(fold) &&
    !lexicon.familyWords.has(fold)
  );
}

const everydaySureness = 0.75;

/** How sure the tagger must be of a single word: more where it is an everyday word or a bare figure; a medicine never passes. */
function leastFor(fold: string, surface: string, tag: number, lexicon: Lexicon): number {
  const nameOrPlace = tag === nameTag || tag === placeTag;
  if (nameOrPlace && isMedicine(fold, lexicon)) return Number.POSITIVE_INFINITY;
  if (tag !== ageTag && (/^\d{1,3}$/.test(fold) || digitWords.has(fold))) return everydaySureness;
  return surface === fold && lexicon.common.has(fold) ? everydaySureness : hideFrom;
}

function typeSpan(text: string, tag: (typeof tagTypes)[number]): DetectedSpan["type"] {
  if (tag !== "ONLINE") return tag;
  return /@|\bat\b/i.test(text) ? "EMAIL" : "URL";
}

function readLine(
  page: Page,
  signals: Signals,
  from: number,
  to: number,
  lexicon: Lexicon,
  model: TaggerModel,
  nearly: DetectedSpan[],
  free: Float64Array,
): DetectedSpan[] {
  const marginals = readMarginals(signals, from, to, model);
  const spans: DetectedSpan[] = [];
  let open: { tag: number; start: number; end: number; sum: number; count: number; fold: string } | undefined;
  const close = (): void => {
    if (open === undefined) return;
    if (open.count === 1 && open.sum < leastFor(open.fold, page.text.slice(open.start, open.end), open.tag, lexicon)) {
      open = undefined;
      return;
    }
    const tag = tagTypes[open.tag] ?? "ID";
    spans.push(makeSpan(open.start, open.end, typeSpan(page.text.slice(open.start, open.end), tag), open.sum / open.count, "tagger"));
    open = undefined;
  };
  for (let at = from; at < to; at += 1) {
    const token = signals.tokens[at];
    if (token === undefined) break;
    const base = (at - from) * labelCount;
    const none = marginals[base] as number;
    let best = 0;
    let bestMass = -1;
    for (let tag = 0; tag < tagTypes.length; tag += 1) {
      const mass = (marginals[base + 1 + 2 * tag] as number) + (marginals[base + 2 + 2 * tag] as number);
      if (mass > bestMass) {
        best = tag;
        bestMass = mass;
      }
    }
    free[at] = none;
    if (1 - none >= doubtFrom && 1 - none < hideFrom)
      nearly.push(makeSpan(token.start, token.end, typeSpan("", tagTypes[best] ?? "ID"), 1 - none, "tagger"));
    if (1 - none < hideFrom) {
      close();
      continue;
    }
    const begins = (marginals[base + 1 + 2 * best] as number) > (marginals[base + 2 + 2 * best] as number);
    if (open !== undefined && open.tag === best && !begins) {
      open = { ...open, end: token.end, sum: open.sum + 1 - none, count: open.count + 1 };
      continue;
    }
    close();
    open = { tag: best, start: token.start, end: token.end, sum: 1 - none, count: 1, fold: token.fold };
  }
  close();
  return spans;
}

/** Runs the trained tagger over a page, with what the other layers found as part of its evidence. */
export function tag(page: Page, found: readonly DetectedSpan[], lexicon: Lexicon, model: TaggerModel): Tagging {
  const nearly: DetectedSpan[] = [];
  const signals = readSignals(page, found, lexicon);
  const { tokens } = signals;
  const free = new Float64Array(tokens.length);
  const spans: DetectedSpan[] = [];
  for (let from = 0; from < tokens.length; ) {
    let to = from + 1;
    while (to < tokens.length && tokens[to]?.line === tokens[from]?.line) to += 1;
    spans.push(...readLine(page, signals, from, to, lexicon, model, nearly, free));
    from = to;
  }
  const readFreedom = (start: number, end: number): number => {
    let low = 0;
    let high = tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tokens[middle]?.end ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    let least = 1;
    for (let at = low; at < tokens.length && (tokens[at]?.start ?? end) < end; at += 1) least = Math.min(least, free[at] ?? 0);
    return least;
  };
  return { spans, nearly, readFreedom };
}
