import { clinicalNames } from "./data/clinical-names.ts";
import { clinicalWordTable } from "./data/clinical-words.ts";
import { commonWordTable } from "./data/common-words.ts";
import { corpusWordTable } from "./data/corpus-words.ts";
import { englishWordTable } from "./data/english-words.ts";
import { familyNameTable } from "./data/family-names.ts";
import { familyWordNameTable } from "./data/family-word-names.ts";
import { givenNameTable } from "./data/given-names.ts";
import { givenWordNameTable } from "./data/given-word-names.ts";
import { placeTable } from "./data/places.ts";
import { everydayNames, spokenWords } from "./data/spoken-words.ts";

/** Everything the layers look words up in; built once and passed in. */
export interface Lexicon {
  /** Given names that are not English words, or are hardly ever used as words ("peter"). */
  readonly given: ReadonlySet<string>;
  /** Given names that are also everyday words ("mark", "grace", "will"). */
  readonly givenWords: ReadonlySet<string>;
  readonly family: ReadonlySet<string>;
  readonly familyWords: ReadonlySet<string>;
  readonly common: ReadonlySet<string>;
  readonly english: ReadonlySet<string>;
  /** First word of a place -> the places beginning with it, longest first. */
  readonly places: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** Eponyms, drugs, scales and therapies: never a person or a place. */
  readonly clinical: ReadonlySet<string>;
}

function readTable(table: readonly string[], separator: string): string[] {
  return table.flatMap((line) => line.split(separator));
}

function indexPlaces(places: readonly string[]): Map<string, string[][]> {
  const index = new Map<string, string[][]>();
  for (const place of places) {
    const words = place.split(/[ '-]+/);
    const first = words[0];
    if (first === undefined) continue;
    const list = index.get(first);
    if (list === undefined) index.set(first, [words]);
    else list.push(words);
  }
  for (const list of index.values()) list.sort((a, b) => b.length - a.length);
  return index;
}

/** Words of clinical writing from licensed vocabularies alone: how a bench sees text of another origin. */
export function licensedClinicalWords(): string[] {
  return readTable(clinicalWordTable, " ");
}

function allClinicalWords(): string[] {
  return [...licensedClinicalWords(), ...readTable(corpusWordTable, " ")];
}

/** Builds the lexicon from the committed tables. */
export function createLexicon({ clinicalWords = allClinicalWords() }: { readonly clinicalWords?: readonly string[] } = {}): Lexicon {
  const everyday = new Set(everydayNames);
  const common = new Set([...readTable(commonWordTable, " "), ...spokenWords].filter((word) => !everyday.has(word)));
  const english = new Set([...common, ...[...readTable(englishWordTable, " "), ...clinicalWords].filter((word) => !everyday.has(word))]);
  const spoken = new Set(spokenWords);
  const givenWords = new Set(readTable(givenWordNameTable, " ").filter((name) => !everyday.has(name)));
  const given = new Set([...everyday, ...readTable(givenNameTable, " ").filter((name) => !spoken.has(name))]);
  return {
    given,
    givenWords,
    family: new Set(readTable(familyNameTable, " ").filter((name) => !spoken.has(name))),
    familyWords: new Set(readTable(familyWordNameTable, " ")),
    common,
    english,
    places: indexPlaces(readTable(placeTable, "|")),
    clinical: new Set(clinicalNames),
  };
}
