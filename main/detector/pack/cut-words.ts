/** A word of the text with the ids of its pieces. */
export interface PiecedWord {
  readonly start: number;
  readonly end: number;
  readonly ids: readonly number[];
}

/** Cuts a word into the ids of its pieces, without start or end marks. */
export type CutWord = (word: string, spaced: boolean) => readonly number[];

const wordPattern = /[\p{L}\p{M}]+|\p{N}+|[^\s\p{L}\p{M}\p{N}]/gu;

/** Cuts a text into words and each into pieces, so that a piece never loses its place. Offsets are UTF-16. */
export function cutWords(text: string, cut: CutWord): PiecedWord[] {
  return [...text.matchAll(wordPattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    ids: cut(match[0], match.index === 0 || /\s/.test(text.charAt(match.index - 1))),
  }));
}

/** Sequences of at most `room` pieces; each begins a quarter before the last one ended, so that no word lacks what stands before it. */
export function cutSequences(words: readonly PiecedWord[], room: number): PiecedWord[][] {
  const sequences: PiecedWord[][] = [];
  let from = 0;
  while (from < words.length) {
    let to = from;
    let pieces = 0;
    while (to < words.length && pieces + Math.min(room, words[to]?.ids.length ?? 0) <= room) {
      pieces += Math.min(room, words[to]?.ids.length ?? 0);
      to += 1;
    }
    sequences.push(words.slice(from, to));
    if (to >= words.length) break;
    let back = 0;
    let next = to;
    while (next > from + 1 && back < room / 4) {
      next -= 1;
      back += words[next]?.ids.length ?? 0;
    }
    from = Math.max(next, from + 1);
  }
  return sequences;
}
