import type { Section } from "../../shared/domain/note.ts";
import { listWords } from "./words.ts";

const runLength = 5;

/**
 * How much of a note stands word for word in an earlier one: the share of its runs of five words the
 * other holds too, and its sentences the other holds whole. Five words is past chance and short of a
 * sentence, so that a changed number does not hide a copied paragraph.
 */
export function measureLikeness(sections: readonly Section[], earlier: readonly Section[]): { share: number; sentenceKeys: string[] } {
  const known = new Set(listSentences(earlier).flatMap(({ text }) => listRuns(text)));
  const whole = new Set(listSentences(earlier).map(({ text }) => listWords(text).join(" ")));
  const runs = listSentences(sections).flatMap(({ text }) => listRuns(text));
  const shared = runs.filter((run) => known.has(run)).length;
  const same = listSentences(sections).filter(({ text }) => listWords(text).length >= runLength && whole.has(listWords(text).join(" ")));
  return { share: runs.length === 0 ? 0 : shared / runs.length, sentenceKeys: same.map(({ key }) => key) };
}

function listSentences(sections: readonly Section[]) {
  return sections.flatMap((section) => section.sentences);
}

function listRuns(text: string): string[] {
  const words = listWords(text);
  return words.slice(runLength - 1).map((_word, at) => words.slice(at, at + runLength).join(" "));
}
