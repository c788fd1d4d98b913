import { familyNameTable } from "../../main/deid/data/family-names.ts";
import { familyWordNameTable } from "../../main/deid/data/family-word-names.ts";
import { givenNameTable } from "../../main/deid/data/given-names.ts";
import { givenWordNameTable } from "../../main/deid/data/given-word-names.ts";
import { titleWords } from "../../main/deid/data/vocabulary.ts";
import type { GoldRecord } from "../../main/deid/detector.ts";
import { createLexicon } from "../../main/deid/lexicon.ts";
import { foldWord } from "../../main/deid/page.ts";
import type { WordList } from "../../main/deid/word-list.ts";
import { createChance } from "./corpus/chance.ts";

/** Writes a word the way another is written: small, capital or all capitals. */
function writeLike(word: string, model: string): string {
  if (model === model.toLowerCase()) return word;
  if (model.length > 1 && model === model.toUpperCase()) return word.toUpperCase();
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/**
 * The same texts with every name swapped for one that no text of the set holds, each for one of its
 * kind: given for given, family for family, a name that is a word for another such.
 */
export function swapNames(records: readonly GoldRecord[]): GoldRecord[] {
  const chance = createChance(4711);
  const lexicon = createLexicon();
  const used = new Set(records.flatMap(({ text }) => [...text.matchAll(/\p{L}+/gu)].map((match) => foldWord(match[0]))));
  const fresh = (table: readonly string[], list: WordList): string[] =>
    table.flatMap((line) => line.split(" ")).filter((word) => word.length > 3 && !used.has(word) && list.has(word));
  const pools = {
    given: fresh(givenNameTable, lexicon.given),
    givenWords: fresh(givenWordNameTable, lexicon.givenWords),
    family: fresh(familyNameTable, lexicon.family),
    familyWords: fresh(familyWordNameTable, lexicon.familyWords),
  };
  const poolOf = (word: string): readonly string[] => {
    if (lexicon.given.has(word)) return pools.given;
    if (lexicon.givenWords.has(word) && pools.givenWords.length > 0) return pools.givenWords;
    return lexicon.family.has(word) || !lexicon.familyWords.has(word) ? pools.family : pools.familyWords;
  };
  return records.map((record) => {
    const swapped = new Map<string, string>();
    let text = "";
    let at = 0;
    const moved: { start: number; end: number; type: string }[] = [];
    for (const span of [...record.spans].sort((a, b) => a.start - b.start)) {
      if (span.start < at) continue;
      text += record.text.slice(at, span.start);
      const start = text.length;
      const surface = record.text.slice(span.start, span.end);
      text +=
        span.type !== "NAME"
          ? surface
          : surface.replace(/\p{L}{3,}/gu, (word) => {
              const folded = foldWord(word);
              if (titleWords.has(folded)) return word;
              const other = swapped.get(folded) ?? chance.pick(poolOf(folded));
              swapped.set(folded, other);
              return writeLike(other, word);
            });
      moved.push({ start, end: text.length, type: span.type });
      at = span.end;
    }
    return { ...record, text: text + record.text.slice(at), spans: moved };
  });
}
