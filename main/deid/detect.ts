import { type Doubt, findDoubts } from "./doubt.ts";
import type { KnownIdentifiers } from "./known.ts";
import { findAddresses } from "./layers/addresses.ts";
import { findAges } from "./layers/ages.ts";
import { findCuedIds } from "./layers/cued-ids.ts";
import { findHolidays } from "./layers/holidays.ts";
import { findKnownNames } from "./layers/known-names.ts";
import { findKnownNumbers, findKnownWords } from "./layers/known-numbers.ts";
import { findNames } from "./layers/names.ts";
import { findOrganisations } from "./layers/organisations.ts";
import { findPlaces } from "./layers/places.ts";
import { collectAccepted, propagate } from "./layers/propagate.ts";
import { findSpokenContacts } from "./layers/spoken-contacts.ts";
import { findSpokenDates } from "./layers/spoken-dates.ts";
import { findSpokenIds } from "./layers/spoken-ids.ts";
import { findTypedContacts } from "./layers/typed-contacts.ts";
import { findTypedDates } from "./layers/typed-dates.ts";
import { findTypedIds } from "./layers/typed-ids.ts";
import { findLabelNames, findWrittenNames } from "./layers/written-names.ts";
import { createLexicon, type Lexicon } from "./lexicon.ts";
import { type Page, readPage } from "./page.ts";
import { type DetectedSpan, mergeSpans } from "./spans.ts";
import { dropNonIdentifiers } from "./survivors.ts";

/** Finds identifiers in one text. Pure: the same text and chart give the same spans. */
export interface Detector {
  readonly version: string;
  detect(text: string, known: KnownIdentifiers): DetectedSpan[];
  /** What looks identifying in the rest of the text. */
  findDoubts(text: string, spans: readonly DetectedSpan[]): Doubt[];
}

const rulesVersion = "1.0.0";

/** Everything the layers find in a page, before the joining. */
function findAll(page: Page, known: KnownIdentifiers, lexicon: Lexicon, year: number): DetectedSpan[] {
  return [
    ...findKnownNames(page, known, lexicon),
    ...findKnownNumbers(page, known),
    ...findKnownWords(page, known, lexicon),
    ...findTypedContacts(page),
    ...findTypedIds(page),
    ...findCuedIds(page),
    ...findTypedDates(page),
    ...findAges(page, year),
    ...findHolidays(page),
    ...findSpokenDates(page),
    ...findSpokenContacts(page, lexicon),
    ...findSpokenIds(page, lexicon),
    ...findAddresses(page),
    ...findOrganisations(page, lexicon),
    ...findPlaces(page, lexicon),
    ...findWrittenNames(page, lexicon),
    ...findLabelNames(page, lexicon),
    ...findNames(page, lexicon),
  ];
}

/**
 * Makes the detector: union of all layers, then every accepted name is looked for again in the
 * whole text. `referenceYear` decides which birth years imply an age over 89 (45 CFR 164.514(b)(2)(i)(C)).
 */
export function createDetector(options: { readonly lexicon?: Lexicon; readonly referenceYear?: number } = {}): Detector {
  const lexicon = options.lexicon ?? createLexicon();
  return {
    version: rulesVersion,
    detect(text, known) {
      const page = readPage(text);
      const year = options.referenceYear ?? new Date().getUTCFullYear();
      const first = mergeSpans(dropNonIdentifiers(page, findAll(page, known, lexicon, year)));
      const more = propagate(page, collectAccepted(page, first, lexicon), lexicon);
      return mergeSpans([...first, ...dropNonIdentifiers(page, more)]);
    },
    findDoubts: (text, spans) => findDoubts(text, spans, lexicon),
  };
}
