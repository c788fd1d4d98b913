import type { AddedRedaction, DoubtfulSpan, IdentifierType, ReleasedRedaction, ReplacedSpan } from "../../shared/domain/privacy.ts";
import type { Turn } from "../../shared/domain/transcript.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { type DeidentifiedText, mintDeidentifiedText } from "./deidentified-text.ts";
import type { Detector, Inspection } from "./detect.ts";
import { detectorVersion } from "./detector-version.ts";
import type { Doubt } from "./doubt.ts";
import type { KnownIdentifiers } from "./known.ts";
import { readLabelPersons } from "./label-persons.ts";
import { isPlainlyForeign } from "./language.ts";
import { createPlaceholderBook, type PlaceholderMap } from "./placeholders.ts";
import { type DetectedSpan, makeSpan, mergeSpans } from "./spans.ts";

export interface DeidentifiedLine {
  readonly line: number;
  readonly text: DeidentifiedText;
}

/** A session with its identifiers replaced, and what is needed to put them back here. */
export interface Deidentification {
  readonly lines: readonly DeidentifiedLine[];
  /** The lines under role labels, as one text. The labels of the file never leave. */
  readonly whole: DeidentifiedText;
  readonly spans: readonly ReplacedSpan[];
  readonly doubtful: readonly DoubtfulSpan[];
  readonly placeholders: PlaceholderMap;
  readonly detectorVersion: string;
  readonly countsByType: Readonly<Partial<Record<IdentifierType, number>>>;
}

export type DeidentifiableTurn = Pick<Turn, "line" | "label" | "text"> & Partial<Pick<Turn, "role">>;

export interface DeidentifyRequest {
  readonly turns: readonly DeidentifiableTurn[];
  readonly known: KnownIdentifiers;
  readonly added: readonly AddedRedaction[];
  readonly released?: readonly ReleasedRedaction[];
}

export interface Deidentifier {
  /** For the check of a reply: what is still identifying in this text. */
  detect(text: string, known: KnownIdentifiers): Promise<Result<DetectedSpan[], AppError>>;
  deidentify(request: DeidentifyRequest): Promise<Result<Deidentification, AppError>>;
}

/** Asks the detector wherever it runs; a promise that fails means no answer, and nothing may leave. */
export type Inspect = (text: string, known: KnownIdentifiers) => Promise<Inspection>;

/** Thrown by an `Inspect` that knows why there is no answer. Holds a code and nothing of a text. */
export class DetectorDown extends Error {
  readonly code: "deid.detector-failed" | "deid.pack-refused";
  constructor(code: DetectorDown["code"]) {
    super(code);
    this.code = code;
  }
}

/** What the clinic's policy says of doubt and of letting things stand. */
export interface DeidentifyRules {
  /** Doubts of this risk and more are put before a person, and the send waits. */
  readonly reviewFromRisk: number;
  /** Whether a person may let a guessed name, place or date stand. */
  readonly releases: "guesses" | "none";
}
export const strictestRules: DeidentifyRules = { reviewFromRisk: 0, releases: "none" };

interface PlacedTurn {
  readonly turn: DeidentifiableTurn;
  readonly start: number;
  readonly end: number;
}

const roleLabels = { clinician: "Clinician", client: "Client", other: "Other", unknown: "Speaker" } as const;

/** The turns end to end, one a line, so that a number split over two turns is seen whole. */
function placeTurns(turns: readonly DeidentifiableTurn[]): { text: string; placed: PlacedTurn[] } {
  let text = "";
  const placed = turns.map((turn) => {
    const start = text.length;
    text += `${turn.text}\n`;
    return { turn, start, end: start + turn.text.length };
  });
  return { text, placed };
}

/** What a person marked by hand, over the joined text. Nobody can take a redaction away, only add. */
function placeAdded(added: readonly AddedRedaction[], placed: readonly PlacedTurn[]): DetectedSpan[] {
  return added.map(({ line, start, end }) => {
    const home = placed.find(({ turn }) => turn.line === line);
    if (home === undefined || start >= end || home.start + end > home.end) throw new RangeError("redaction outside its line");
    return makeSpan(home.start + start, home.start + end, "ID", 1, "added-by-person");
  });
}

/** Cuts spans at line ends: a placeholder never swallows a line break. */
function cutAtLines(spans: readonly DetectedSpan[], placed: readonly PlacedTurn[]): Map<number, DetectedSpan[]> {
  const byLine = new Map<number, DetectedSpan[]>();
  placed.forEach(({ turn, start, end }, index) => {
    const own = spans
      .filter((span) => span.start < end && start < span.end)
      .map((span) => ({ ...span, start: Math.max(span.start, start) - start, end: Math.min(span.end, end) - start }));
    byLine.set(
      index,
      own.filter((span) => turn.text.slice(span.start, span.end).trim() !== ""),
    );
  });
  return byLine;
}

/** Leaves a possessive or surrounding space outside the placeholder: "[PATIENT_1]'s". */
function trimSpan(span: DetectedSpan, text: string): DetectedSpan {
  let { start, end } = span;
  while (start < end && /\s/.test(text[start] ?? "")) start += 1;
  while (end > start && /\s/.test(text[end - 1] ?? "")) end -= 1;
  if (span.type === "NAME" && /['’]s$/i.test(text.slice(start, end)) && end - start > 3) end -= 2;
  return { ...span, start, end };
}

/**
 * Makes the function that turns a session into text that may leave. Fails closed: whatever goes
 * wrong inside, the answer is a failure and never a part of the text.
 */
export function createDeidentifier(inspect: Inspect, rules: DeidentifyRules = strictestRules): Deidentifier {
  // the error may quote the text, so nothing of it is kept
  const refuse = (thrown: unknown) => err(failure(thrown instanceof DetectorDown ? thrown.code : "deid.detector-failed"));
  return {
    async detect(text, known) {
      try {
        return ok([...(await inspect(text, known)).spans]);
      } catch (thrown) {
        return refuse(thrown);
      }
    },
    async deidentify(request) {
      try {
        const page = openPage(request);
        if (isPlainlyForeign(page.text)) return err(failure("deid.language-unknown"));
        return replaceIdentifiers(request, page, await inspect(page.text, page.everyone), rules);
      } catch (thrown) {
        return refuse(thrown);
      }
    },
  };
}

/** The same in one thread and at once: for the command line. */
export function deidentifyHere(
  detector: Detector,
  request: DeidentifyRequest,
  rules: DeidentifyRules = strictestRules,
): Result<Deidentification, AppError> {
  try {
    const page = openPage(request);
    if (isPlainlyForeign(page.text)) return err(failure("deid.language-unknown"));
    return replaceIdentifiers(request, page, detector.inspect(page.text, page.everyone), rules);
  } catch {
    return err(failure("deid.detector-failed"));
  }
}

interface SessionPage {
  readonly text: string;
  readonly placed: readonly PlacedTurn[];
  /** The chart's people and those whom only the labels name. */
  readonly everyone: KnownIdentifiers;
}

function openPage({ turns, known }: DeidentifyRequest): SessionPage {
  return { ...placeTurns(turns), everyone: { ...known, persons: [...known.persons, ...readLabelPersons(turns, known)] } };
}

function replaceIdentifiers(
  { known, added, released = [] }: DeidentifyRequest,
  { text, placed }: SessionPage,
  inspection: Inspection,
  rules: DeidentifyRules,
): Result<Deidentification, AppError> {
  const version = inspection.pack === undefined ? detectorVersion : `${detectorVersion}+${inspection.pack}`;
  const found = mergeSpans([...inspection.spans, ...placeAdded(added, placed)]);
  const book = createPlaceholderBook(known, new Set(text.match(/\[[A-Z0-9_]+_\d+\]/g) ?? []));
  const byLine = cutAtLines(found, placed);
  if (rules.releases === "none" && released.length > 0) return err(failure("deid.release-not-allowed"));
  const lines: DeidentifiedLine[] = [];
  const spans: ReplacedSpan[] = [];
  let refused = false;
  const labelled: string[] = [];
  placed.forEach(({ turn }, index) => {
    const wanted = (byLine.get(index) ?? []).map((span) => trimSpan(span, turn.text));
    const isReleased = (span: DetectedSpan) =>
      released.some(({ line, start, end }) => line === turn.line && start === span.start && end === span.end);
    refused ||= wanted.some((span) => isReleased(span) && !mayRelease(span));
    const kept = wanted.filter((span) => !isReleased(span));
    const { text: replaced, spans: own } = replaceInLine(turn, kept, book);
    spans.push(...own);
    lines.push({ line: turn.line, text: mintDeidentifiedText(replaced, version) });
    labelled.push(`${roleLabels[turn.role ?? "unknown"]}: ${replaced}`);
  });
  if (refused) return err(failure("deid.release-not-allowed"));
  const countsByType: Partial<Record<IdentifierType, number>> = {};
  for (const { type } of spans) countsByType[type] = (countsByType[type] ?? 0) + 1;
  return ok({
    lines,
    whole: mintDeidentifiedText(labelled.join("\n"), version),
    spans,
    doubtful: placeDoubts(inspection.doubts, found, placed, rules.reviewFromRisk),
    placeholders: book.readMap(),
    detectorVersion: version,
    countsByType,
  });
}

const guessed: ReadonlySet<IdentifierType> = new Set(["NAME", "LOCATION", "ORG", "DATE"]);

/** Only what a layer guessed can be let stand: nothing of the chart, no number, no address. */
function mayRelease({ type, why }: DetectedSpan): boolean {
  return guessed.has(type) && !why.includes("known-identifier");
}

function replaceInLine(
  turn: DeidentifiableTurn,
  found: readonly DetectedSpan[],
  book: ReturnType<typeof createPlaceholderBook>,
): { text: string; spans: ReplacedSpan[] } {
  let text = "";
  let at = 0;
  const spans: ReplacedSpan[] = [];
  for (const { start, end, type, confidence, why } of found) {
    const placeholder = book.assign(type, turn.text.slice(start, end), turn.line);
    text += turn.text.slice(at, start) + placeholder;
    at = end;
    spans.push({ line: turn.line, start, end, type, placeholder, confidence, why: [...why] });
  }
  return { text: text + turn.text.slice(at), spans };
}

function placeDoubts(
  found: readonly Doubt[],
  replaced: readonly DetectedSpan[],
  placed: readonly PlacedTurn[],
  reviewFromRisk: number,
): DoubtfulSpan[] {
  const doubts: DoubtfulSpan[] = [];
  for (const doubt of found) {
    // what a person has marked by hand is no longer in doubt
    if (doubt.risk < reviewFromRisk) continue;
    if (doubt.why !== "unique-role" && replaced.some((span) => span.start < doubt.end && doubt.start < span.end)) continue;
    const home = placed.find(({ start, end }) => doubt.start >= start && doubt.end <= end);
    if (home !== undefined)
      doubts.push({ line: home.turn.line, start: doubt.start - home.start, end: doubt.end - home.start, why: doubt.why, risk: doubt.risk });
  }
  return doubts.sort((a, b) => b.risk - a.risk || a.line - b.line || a.start - b.start);
}
