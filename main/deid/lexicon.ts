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
import { createPlaceList, createWordList, type PlaceList, type WordList } from "./word-list.ts";

/** Everything the layers look words up in; built once and passed in. */
export interface Lexicon {
  /** Given names that are not English words, or are hardly ever used as words ("peter"). */
  readonly given: WordList;
  /** Given names that are also everyday words ("mark", "grace", "will"). */
  readonly givenWords: WordList;
  readonly family: WordList;
  readonly familyWords: WordList;
  readonly common: WordList;
  readonly english: WordList;
  /** First word of a place -> the places beginning with it, longest first. */
  readonly places: PlaceList;
  /** Eponyms, drugs, scales and therapies: never a person or a place. */
  readonly clinical: WordList;
}

/** Words of clinical writing from licensed vocabularies alone: how a bench sees text of another origin. */
export const licensedClinicalWords: readonly WordList[] = [createWordList(clinicalWordTable)];
const allClinicalWords: readonly WordList[] = [...licensedClinicalWords, createWordList(corpusWordTable)];

/** Builds the lexicon over the committed tables; their words are read as texts ask for them. */
export function createLexicon({ clinicalWords = allClinicalWords }: { readonly clinicalWords?: readonly WordList[] } = {}): Lexicon {
  const everyday = new Set(everydayNames);
  const spoken = new Set(spokenWords);
  const lists = {
    common: createWordList(commonWordTable),
    english: createWordList(englishWordTable),
    given: createWordList(givenNameTable),
    givenWords: createWordList(givenWordNameTable),
    family: createWordList(familyNameTable),
  };
  const isCommon = (word: string): boolean => !everyday.has(word) && (spoken.has(word) || lists.common.has(word));
  return {
    given: { has: (word) => everyday.has(word) || (!spoken.has(word) && lists.given.has(word)) },
    givenWords: { has: (word) => !everyday.has(word) && lists.givenWords.has(word) },
    family: { has: (word) => !spoken.has(word) && lists.family.has(word) },
    familyWords: createWordList(familyWordNameTable),
    common: { has: isCommon },
    english: { has: (word) => isCommon(word) || (!everyday.has(word) && (lists.english.has(word) || clinicalWords.some((list) => list.has(word)))) },
    places: createPlaceList(placeTable),
    clinical: new Set(clinicalNames),
  };
}
