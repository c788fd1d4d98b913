import type { Section, Sentence } from "../../shared/domain/note.ts";

/**
 * Takes sections from the screen and keeps only what may be claimed: a sentence whose words differ
 * from the stored ones was typed by a person; one that is unchanged keeps its stored source, lines
 * and doubts, and so does one whose words are again what they were before a person changed them; a
 * sentence nobody stored is typed. The review is the person's to set, and so is the one doubt that is
 * theirs: that another window changed the same sentence.
 */
export function keepHonest(stored: readonly Section[], offered: readonly Section[], origins: ReadonlyMap<string, Sentence>): Section[] {
  const known = new Map(stored.flatMap((section) => section.sentences).map((sentence) => [sentence.key, sentence]));
  return offered.map((section) => ({
    ...section,
    sentences: section.sentences.map((sentence) => keepSentence([known.get(sentence.key), origins.get(sentence.key)], sentence)),
  }));
}

function keepSentence(known: readonly (Sentence | undefined)[], offered: Sentence): Sentence {
  const { key, text, review } = offered;
  const same = known.find((sentence) => sentence?.text === text);
  if (same !== undefined) return { ...same, review };
  if (offered.doubts.includes("two-windows")) return { key, text, source: "typed", lines: [], review, doubts: ["two-windows"] };
  return { key, text, source: "typed", lines: known[0]?.lines ?? [], review: review ?? "edited", doubts: [] };
}
