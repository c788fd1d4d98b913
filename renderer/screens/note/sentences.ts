import { listUnresolved, needsPerson, type Section, type Sentence, type Unfinished } from "../../../shared/domain/note.ts";

/*
 * What a person does to a note, as functions from sections to sections. They know nothing of
 * React or of saving, so the rules of provenance can be read and tested here alone.
 */

/** A sentence together with the section it stands in. */
export interface Placed {
  readonly section: Section;
  readonly sentence: Sentence;
}

/** Every sentence in reading order. */
export function listSentences(sections: readonly Section[]): Placed[] {
  return sections.flatMap((section) => section.sentences.map((sentence) => ({ section, sentence })));
}

/** The sentence with this key, or null when it was removed. */
export function findSentence(sections: readonly Section[], key: string | null): Sentence | null {
  return key === null ? null : (placeSentence(sections, key)?.sentence ?? null);
}

/** The same with its section. */
export function placeSentence(sections: readonly Section[], key: string): Placed | null {
  return listSentences(sections).find((placed) => placed.sentence.key === key) ?? null;
}

/** Where typing goes on in a note that was left in the middle of a sentence; null where nothing of it is missing. */
export function resume(sections: readonly Section[], unfinished: Unfinished | null): Pick<Unfinished, "sectionId" | "key" | "text"> | null {
  if (unfinished === null || findSentence(sections, unfinished.key)?.text === unfinished.text) return null;
  const sectionId = sections.find(({ id }) => id === unfinished.sectionId)?.id ?? sections[0]?.id;
  return sectionId === undefined ? null : { sectionId, key: unfinished.key, text: unfinished.text };
}

/** Marks a sentence as looked at and kept as it stands. */
export function acceptSentence(sections: readonly Section[], key: string): Section[] {
  return replaceSentence(sections, key, (sentence) => ({ ...sentence, review: "accepted" }));
}

/**
 * Puts a person's words in place of a sentence. Its lines and doubts go: they spoke of the old
 * words, and a source mark must never vouch for words nobody checked against a line.
 */
export function editSentence(sections: readonly Section[], key: string, text: string): Section[] {
  return replaceSentence(sections, key, (sentence) =>
    sentence.text === text ? sentence : { ...sentence, text, source: "typed", review: "edited", lines: [], doubts: [] },
  );
}

/** Takes a sentence out of the note. */
export function removeSentence(sections: readonly Section[], key: string): Section[] {
  return sections.map((section) => ({ ...section, sentences: section.sentences.filter((sentence) => sentence.key !== key) }));
}

/** Adds a sentence typed by a person at the end of a section. */
export function addSentence(sections: readonly Section[], sectionId: string, key: string, text: string): Section[] {
  const sentence: Sentence = { key, text, source: "typed", lines: [], review: "edited", doubts: [] };
  return sections.map((section) => (section.id === sectionId ? { ...section, sentences: [...section.sentences, sentence] } : section));
}

/** The sentence one step up or down from this one; the first or last when none is chosen. */
export function stepSentence(sections: readonly Section[], from: string | null, step: 1 | -1): string | null {
  const keys = listSentences(sections).map((placed) => placed.sentence.key);
  const at = from === null ? -1 : keys.indexOf(from);
  if (at < 0) return (step === 1 ? keys[0] : keys.at(-1)) ?? null;
  return keys[Math.min(Math.max(at + step, 0), keys.length - 1)] ?? null;
}

/** The next sentence that waits for a person, in reading order after this one, then from the top. */
export function nextUnresolved(sections: readonly Section[], from: string | null): string | null {
  const all = listSentences(sections).map((placed) => placed.sentence);
  const at = from === null ? -1 : all.findIndex((sentence) => sentence.key === from);
  const inTurn = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  return inTurn.find(needsPerson)?.key ?? null;
}

/** How many sentences still wait for a person. */
export function countUnresolved(sections: readonly Section[]): number {
  return listUnresolved({ sections: [...sections] }).length;
}

/** Which sentences rest on each transcript line, in reading order. */
export function mapCitations(sections: readonly Section[]): ReadonlyMap<number, readonly string[]> {
  const cited = new Map<number, string[]>();
  for (const { sentence } of listSentences(sections)) {
    for (const line of sentence.lines) cited.set(line, [...(cited.get(line) ?? []), sentence.key]);
  }
  return cited;
}

function replaceSentence(sections: readonly Section[], key: string, change: (sentence: Sentence) => Sentence): Section[] {
  return sections.map((section) => ({
    ...section,
    sentences: section.sentences.map((sentence) => (sentence.key === key ? change(sentence) : sentence)),
  }));
}
