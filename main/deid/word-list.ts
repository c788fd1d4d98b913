/** What a layer asks of a list of words. */
export interface WordList {
  has(word: string): boolean;
}

/** What a layer asks of a list of places, by the first word of their names. */
export interface PlaceList {
  has(first: string): boolean;
  /** The names beginning with that word, cut into words, the longest first. */
  get(first: string): readonly (readonly string[])[] | undefined;
}

const joints = /[ '-]+/;

/** The first word of an entry: what tables are ordered by. */
export function headOf(entry: string): string {
  return entry.split(joints, 1)[0] ?? "";
}

/** The last line whose first word is not after the one asked for; -1 where that is before them all. */
function findLine(heads: readonly string[], word: string): number {
  let low = 0;
  let high = heads.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((heads[middle] ?? "") <= word) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Reads a line of a table the first time a text asks for a word of its range: a detector is ready
 * before it has read a hundred thousand words, and a short text reads few of them.
 */
function readLazily<Read>(
  table: readonly string[],
  separator: string,
  read: (entries: readonly string[]) => Read,
): (word: string) => Read | undefined {
  const heads = table.map((line) => headOf(line.slice(0, Math.max(0, line.indexOf(separator))) || line));
  const lines: (Read | undefined)[] = table.map(() => undefined);
  return (word) => {
    const at = findLine(heads, word);
    if (at < 0) return undefined;
    lines[at] ??= read((table[at] ?? "").split(separator));
    return lines[at];
  };
}

/** A committed table of single words, in order, as a list that can be asked. */
export function createWordList(table: readonly string[]): WordList {
  const lineOf = readLazily(table, " ", (entries): ReadonlySet<string> => new Set(entries));
  return { has: (word) => lineOf(word)?.has(word) ?? false };
}

/** The committed table of places as a list that can be asked. */
export function createPlaceList(table: readonly string[]): PlaceList {
  const lineOf = readLazily(table, "|", indexPlaces);
  return { has: (first) => lineOf(first)?.has(first) ?? false, get: (first) => lineOf(first)?.get(first) };
}

function indexPlaces(places: readonly string[]): ReadonlyMap<string, string[][]> {
  const index = new Map<string, string[][]>();
  for (const place of places) {
    const words = place.split(joints);
    const first = words[0] ?? "";
    const list = index.get(first);
    if (list === undefined) index.set(first, [words]);
    else list.push(words);
  }
  for (const list of index.values()) list.sort((a, b) => b.length - a.length);
  return index;
}
