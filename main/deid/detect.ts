import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { taggerSha256 } from "./data/tagger-checksum.ts";
import { detectorVersion } from "./detector-version.ts";
import { type Doubt, findDoubts } from "./doubt.ts";
import type { KnownIdentifiers } from "./known.ts";
import { findAddresses } from "./layers/addresses.ts";
import { findAges } from "./layers/ages.ts";
import { findContinued } from "./layers/continued.ts";
import { findCuedIds } from "./layers/cued-ids.ts";
import { findHolidays } from "./layers/holidays.ts";
import { findKnownNames } from "./layers/known-names.ts";
import { findKnownNumbers, findKnownWords } from "./layers/known-numbers.ts";
import { findNames } from "./layers/names.ts";
import { findOrganisations } from "./layers/organisations.ts";
import { findPlaces } from "./layers/places.ts";
import { collectAccepted, propagate } from "./layers/propagate.ts";
import { findSpelledNames } from "./layers/spelled-names.ts";
import { findSpokenContacts } from "./layers/spoken-contacts.ts";
import { findSpokenDates } from "./layers/spoken-dates.ts";
import { findSpokenIds } from "./layers/spoken-ids.ts";
import { type Tagging, tag } from "./layers/tagged.ts";
import { findTypedContacts } from "./layers/typed-contacts.ts";
import { findTypedDates } from "./layers/typed-dates.ts";
import { findTypedIds } from "./layers/typed-ids.ts";
import { findLabelNames, findWrittenNames } from "./layers/written-names.ts";
import { createLexicon, type Lexicon } from "./lexicon.ts";
import { type Page, readPage } from "./page.ts";
import { type DetectedSpan, mergeSpans } from "./spans.ts";
import { dropEmpty } from "./stand-ins.ts";
import { dropGuesses, dropNonIdentifiers } from "./survivors.ts";
import { readWeights, type TaggerModel } from "./tagger/model.ts";

/** Everything the detector says of a text: what it would replace, and what it doubts. */
export interface Inspection {
  readonly spans: readonly DetectedSpan[];
  readonly doubts: readonly Doubt[];
  /** The model pack that looked through the text too: its name and the beginning of its model's SHA-256. */
  readonly pack?: string;
}

/** Finds identifiers in one text. Pure: the same text and chart give the same spans. */
export interface Detector {
  readonly version: string;
  detect(text: string, known: KnownIdentifiers): DetectedSpan[];
  /** The same, and what looks identifying in the rest of the text; what another model found joins in and is looked for again too. */
  inspect(text: string, known: KnownIdentifiers, also?: readonly DetectedSpan[]): Inspection;
}

/** What a detector is put together from; a bench leaves one out to see what it is worth. */
export const layerNames = ["known", "patterns", "spoken", "lexicon", "tagger", "propagation"] as const;
export type LayerName = (typeof layerNames)[number];

const untagged: Tagging = { spans: [], nearly: [], readFreedom: () => 0 };

/** A capital alone made a list guess a name, and the tagger, reading the line, sees none: a drug nobody listed. */
function isOverruled(page: Page, span: DetectedSpan, readFreedom: Tagging["readFreedom"]): boolean {
  const guess = span.type === "NAME" && span.confidence < 0.72 && span.why.every((why) => why === "lexicon");
  return guess && /^\p{Lu}\p{Ll}/u.test(page.text.slice(span.start, span.end)) && readFreedom(span.start, span.end) > 0.8;
}

/** What the chart of this patient names. */
function findKnown(page: Page, known: KnownIdentifiers, lexicon: Lexicon): DetectedSpan[] {
  return [...findKnownNames(page, known, lexicon), ...findKnownNumbers(page, known), ...findKnownWords(page, known, lexicon)];
}

/** What patterns, cues and word lists find; the tagger takes it as evidence. */
export function findByRules(page: Page, lexicon: Lexicon, year: number, without: ReadonlySet<LayerName> = new Set()): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  if (!without.has("patterns"))
    found.push(
      ...findTypedContacts(page),
      ...findTypedIds(page),
      ...findCuedIds(page),
      ...findTypedDates(page),
      ...findAges(page, year),
      ...findHolidays(page),
      ...findAddresses(page),
    );
  if (!without.has("spoken"))
    found.push(...findSpelledNames(page), ...findSpokenDates(page), ...findSpokenContacts(page, lexicon), ...findSpokenIds(page, lexicon));
  if (!without.has("lexicon"))
    found.push(
      ...findOrganisations(page, lexicon),
      ...findPlaces(page, lexicon),
      ...findWrittenNames(page, lexicon),
      ...findLabelNames(page, lexicon),
      ...findNames(page, lexicon),
    );
  return dropNonIdentifiers(page, found);
}

/** The parts of a detector. `tagger` is the trained model; without it only a bench may run. */
export interface DetectorParts {
  readonly tagger: TaggerModel;
  readonly lexicon?: Lexicon;
  /** Decides which birth years imply an age over 89 (45 CFR 164.514(b)(2)(i)(C)). */
  readonly referenceYear?: number;
  readonly without?: ReadonlySet<LayerName>;
}

/**
 * Makes the detector: the union of all layers, then every accepted name is looked for again in the
 * whole text.
 */
export function createDetector({ tagger, lexicon = createLexicon(), referenceYear, without = new Set() }: DetectorParts): Detector {
  const look = (text: string, known: KnownIdentifiers, also: readonly DetectedSpan[] = []) => {
    const page = readPage(text);
    const year = referenceYear ?? new Date().getUTCFullYear();
    const charted = without.has("known") ? [] : findKnown(page, known, lexicon);
    const ruled = mergeSpans(findByRules(page, lexicon, year, without));
    const { spans: tagged, nearly, readFreedom } = without.has("tagger") ? untagged : tag(page, ruled, lexicon, tagger);
    const kept = ruled.filter((span) => !isOverruled(page, span, readFreedom));
    const union = mergeSpans([...charted, ...kept, ...dropNonIdentifiers(page, dropGuesses(page, tagged, ruled))]);
    const joined = mergeSpans([...dropEmpty(page, union, lexicon), ...dropNonIdentifiers(page, also)]);
    const first = without.has("spoken") ? joined : mergeSpans([...joined, ...findContinued(page, joined)]);
    const more = without.has("propagation") ? [] : propagate(page, collectAccepted(page, first, lexicon), lexicon);
    return { page, nearly: dropGuesses(page, nearly, []), spans: mergeSpans([...first, ...dropNonIdentifiers(page, more)]) };
  };
  return {
    version: detectorVersion,
    detect: (text, known) => look(text, known).spans,
    inspect(text, known, also) {
      const { page, nearly, spans } = look(text, known, also);
      return { spans, doubts: findDoubts(page, spans, nearly, lexicon) };
    },
  };
}

/** Makes the detector of this release from its weights; any other bytes are refused, and nothing can be sent. */
export function loadDetector(weights: Uint8Array, referenceYear?: number): Result<Detector, AppError> {
  const tagger = readWeights(weights, taggerSha256);
  if (tagger === undefined) return err(failure("deid.detector-failed"));
  return ok(createDetector({ tagger, ...(referenceYear === undefined ? {} : { referenceYear }) }));
}
