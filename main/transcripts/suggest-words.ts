import { clinicalNames } from "./clinical-names.ts";

/** Another reading of some words of a line. */
export interface Suggestion {
  readonly heard: string;
  readonly instead: string;
}

const longestRun = 3;
const shortestLetters = 6;
/** How alike two spellings must sound, 0 to 1. Lower, and ordinary words are taken for drugs. */
const likeness = 0.74;
/** Several words at once sound like something sooner. */
const runLikeness = 0.86;

const names = clinicalNames.map((name) => ({ name, sound: toSound(name) }));
const known = new Set(clinicalNames.map((name) => name.toLowerCase()));
/** The words most sentences are made of; a run with one of them is not a name. */
const smallWords =
  /^(?:a|about|all|an|and|any|are|as|at|be|been|but|can|did|do|for|from|get|had|has|have|he|her|him|his|how|i|if|in|is|it|just|like|me|mother|my|no|not|of|on|or|our|out|she|so|some|that|the|their|them|then|there|they|this|to|up|was|we|were|what|when|will|with|would|you|your)$/i;
/** Ordinary words that sound like a listed name. */
const ordinary = new Set("sounding surrounding exposure depression relation foundation grounded recreation bipolar".split(" "));

/**
 * Finds words that sound like a drug's or a therapy's name and are not written like it. They are
 * shown to a person and never put in by themselves: a wrong drug name that looks right is worse.
 */
export function suggestWords(text: string): Suggestion[] {
  const words = [...text.matchAll(/[A-Za-z'’]+/g)].map((match) => ({ word: match[0], at: match.index, end: match.index + match[0].length }));
  const taken = new Set<number>();
  const found: Suggestion[] = [];
  for (let length = longestRun; length >= 1; length -= 1) {
    for (let first = 0; first + length <= words.length; first += 1) {
      const run = words.slice(first, first + length);
      if (run.some((_word, at) => taken.has(first + at))) continue;
      const [from, to] = [run[0]?.at ?? 0, run.at(-1)?.end ?? 0];
      const heard = text.slice(from, to);
      const best = findName(heard);
      if (best === null) continue;
      for (let at = first; at < first + length; at += 1) taken.add(at);
      found.push({ heard, instead: best });
    }
  }
  return found;
}

function findName(heard: string): string | null {
  const letters = heard.toLowerCase().replace(/[^a-z]/g, "");
  if (letters.length < shortestLetters || known.has(heard.toLowerCase()) || ordinary.has(letters)) return null;
  const words = heard.split(/[^A-Za-z'’]+/);
  if (words.some((word) => known.has(word.toLowerCase()) || smallWords.test(word))) return null;
  const wanted = words.length === 1 ? likeness : runLikeness;
  const sound = toSound(letters);
  let best: { name: string; alike: number } | null = null;
  for (const { name, sound: other } of names) {
    if (name.length < shortestLetters || sound[0] !== other[0]) continue;
    const alike = 1 - countEdits(sound, other) / Math.max(sound.length, other.length);
    if (alike >= wanted && alike > (best?.alike ?? 0)) best = { name, alike };
  }
  return best?.name ?? null;
}

/** Spells a word by its sounds, roughly: one letter for every way to write the same sound, vowels alike. */
function toSound(word: string): string {
  return word
    .toLowerCase()
    .replace(/[^a-z]/g, "")
    .replace(/ph/g, "f")
    .replace(/x/g, "ks")
    .replace(/c(?=[eiy])/g, "s")
    .replace(/[cq]/g, "k")
    .replace(/z/g, "s")
    .replace(/(?<=[aeiou])r?gh/g, "")
    .replace(/[aeiouy]+/g, "a")
    .replace(/(.)\1+/g, "$1");
}

function countEdits(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_none, at) => at);
  for (let line = 1; line <= left.length; line += 1) {
    const next = [line];
    for (let at = 1; at <= right.length; at += 1) {
      const same = left[line - 1] === right[at - 1] ? 0 : 1;
      next.push(Math.min((row[at - 1] ?? 0) + same, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
