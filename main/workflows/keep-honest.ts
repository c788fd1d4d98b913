import type { Section, Sentence } from "../../shared/domain/note.ts";

/**
 * Takes sections from the screen and keeps only what may be claimed: a sentence whose words differ
 * from the stored ones was typed by a person; one that is unchanged keeps its stored source, lines
 * and doubts; a sentence nobody stored is typed. Only the review is the person's to set.
 */
export function keepHonest(stored: readonly Section[], offered: readonly Section[]): Section[] {
  const known = new Map(stored.flatMap((section) => section.sentences).map((sentence) => [sentence.key, sentence]));
  return offered.map((section) => ({
    ...section,
    sentences: section.sentences.map((sentence) => keepSentence(known.get(sentence.key), sentence)),
  }));
}

function keepSentence(stored: Sentence | undefined, offered: Sentence): Sentence {
  const { key, text, review } = offered;
  if (stored !== undefined && stored.text === text) return { ...stored, review };
  return { key, text, source: "typed", lines: stored?.lines ?? [], review: review ?? "edited", doubts: [] };
}
