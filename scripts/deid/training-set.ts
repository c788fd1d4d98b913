import { findByRules } from "../../main/deid/detect.ts";
import type { GoldRecord } from "../../main/deid/detector.ts";
import type { Lexicon } from "../../main/deid/lexicon.ts";
import { readPage } from "../../main/deid/page.ts";
import { mergeSpans } from "../../main/deid/spans.ts";
import { featuresPerToken, writeFeatures } from "../../main/deid/tagger/features.ts";
import { labelCount, tagTypeOf, tagTypes } from "../../main/deid/tagger/labels.ts";
import { readSignals } from "../../main/deid/tagger/signals.ts";
import type { WordList } from "../../main/deid/word-list.ts";
import type { Chance } from "./corpus/chance.ts";
import { medicines } from "./corpus/slots.ts";

/** One line of text as numbers: the rows each token switches on, and the labels it may have. */
export interface TrainingLine {
  readonly length: number;
  readonly rows: Int32Array;
  /** Bit l is set where label l would be right. */
  readonly allowed: Int32Array;
}

const medicineWords = new Set(medicines.map((word) => word.toLowerCase()));

/** The same lexicon without the words given: the tagger must not live on lists alone. */
function forget(lexicon: Lexicon, words: ReadonlySet<string>): Lexicon {
  const without = (list: WordList): WordList => ({ has: (word) => !words.has(word) && list.has(word) });
  const places = {
    has: (word: string) => !words.has(word) && lexicon.places.has(word),
    get: (word: string) => (words.has(word) ? undefined : lexicon.places.get(word)),
  };
  return {
    ...lexicon,
    english: without(lexicon.english),
    clinical: without(lexicon.clinical),
    given: without(lexicon.given),
    family: without(lexicon.family),
    places,
  };
}

/** Which labels a token without a mark may have: types a corpus does not mark are unknown, not absent. */
function openLabels(annotated: readonly string[] | undefined): number {
  if (annotated === undefined) return 1;
  const marked = new Set(annotated.map(tagTypeOf));
  let bits = 1;
  tagTypes.forEach((_, type) => {
    if (!marked.has(type)) bits |= (1 << (1 + 2 * type)) | (1 << (2 + 2 * type));
  });
  return bits;
}

/** Turns a marked text into training lines, with the evidence of the rule layers beside the words. */
export function toTrainingLines(record: GoldRecord, lexicon: Lexicon, chance: Chance, forgetShare: number, blindShare: number): TrainingLine[] {
  const page = readPage(record.text);
  let words = lexicon;
  if (chance.odds(forgetShare)) {
    const hidden = new Set<string>();
    for (const token of page.tokens)
      if (record.spans.some((span) => /NAME|LOCATION|ORG/.test(span.type) && span.start < token.end && token.start < span.end))
        hidden.add(token.fold);
      else if (medicineWords.has(token.fold)) hidden.add(token.fold);
    words = forget(lexicon, hidden);
  }
  const found = mergeSpans(findByRules(page, words, 2026));
  // some texts come without the other layers' findings, so that the words around count too
  const signals = readSignals(page, chance.odds(blindShare) ? [] : found, words);
  const { tokens } = signals;
  const none = openLabels(record.annotated);
  const every = (1 << labelCount) - 1;
  const allowed = new Int32Array(tokens.length).fill(none);
  const spans = [...record.spans].sort((a, b) => a.start - b.start);
  let at = 0;
  for (const span of spans) {
    const type = tagTypeOf(span.type);
    while (at > 0 && (tokens[at - 1]?.end ?? 0) > span.start) at -= 1;
    while (at < tokens.length && (tokens[at]?.end ?? 0) <= span.start) at += 1;
    for (let index = at, first = true; index < tokens.length && (tokens[index]?.start ?? 0) < span.end; index += 1, first = false)
      allowed[index] = type === undefined ? every : 1 << (first ? 1 + 2 * type : 2 + 2 * type);
  }
  const lines: TrainingLine[] = [];
  for (let from = 0; from < tokens.length; ) {
    let to = from + 1;
    while (to < tokens.length && tokens[to]?.line === tokens[from]?.line && to - from < 120) to += 1;
    const rows = new Int32Array((to - from) * featuresPerToken);
    for (let index = from; index < to; index += 1) writeFeatures(signals, index, rows.subarray((index - from) * featuresPerToken));
    lines.push({ length: to - from, rows, allowed: allowed.slice(from, to) });
    from = to;
  }
  return lines;
}
