import type { AddedRedaction, DoubtfulSpan, ReplacedSpan } from "../../../shared/domain/privacy.ts";

/** A run of one line's text: plain, replaced by a placeholder, or looking like an identifier. */
export type Piece =
  | { readonly kind: "plain"; readonly text: string; readonly start: number }
  | { readonly kind: "replaced"; readonly text: string; readonly start: number; readonly span: ReplacedSpan | null; readonly original: string }
  | { readonly kind: "doubtful"; readonly text: string; readonly start: number; readonly span: DoubtfulSpan };

export type View = "outgoing" | "original";

interface Line {
  readonly original: string;
  readonly outgoing: string;
  readonly spans: readonly ReplacedSpan[];
  readonly doubtful: readonly DoubtfulSpan[];
}

/**
 * Cuts one line into pieces for reading. The outgoing view must show what leaves and nothing
 * else: when the pieces do not add up to the outgoing text to the letter, that text wins and
 * only its placeholders are marked.
 */
export function cutLine(line: Line, view: View): Piece[] {
  const pieces = weavePieces(line, view);
  if (view === "original") return pieces;
  return pieces.map((piece) => piece.text).join("") === line.outgoing ? pieces : markPlaceholders(line.outgoing);
}

/** Every place where these words stand, letter case aside, so that a person can replace them all. */
export function findPlaces(lines: readonly { readonly line: number; readonly text: string }[], words: string): AddedRedaction[] {
  const sought = words.trim().toLocaleLowerCase("en-US");
  if (sought === "") return [];
  return lines.flatMap(({ line, text }) => {
    const places: AddedRedaction[] = [];
    const lower = text.toLocaleLowerCase("en-US");
    // A few letters change length when lower-cased; offsets would then point beside the word.
    if (lower.length !== text.length) return places;
    for (let at = lower.indexOf(sought); at >= 0; at = lower.indexOf(sought, at + sought.length)) {
      if (standsAlone(text, at, at + sought.length)) places.push({ line, start: at, end: at + sought.length });
    }
    return places;
  });
}

/** One name for a place, the same for a doubtful span and the redaction made of it. */
export function namePlace(place: AddedRedaction): string {
  return `${place.line}:${place.start}-${place.end}`;
}

function weavePieces(line: Line, view: View): Piece[] {
  const marks = [
    ...line.spans.map((span) => ({ start: span.start, end: span.end, span, doubt: null })),
    ...line.doubtful.map((doubt) => ({ start: doubt.start, end: doubt.end, span: null, doubt })),
  ].sort((a, b) => a.start - b.start);
  const pieces: Piece[] = [];
  let at = 0;
  for (const mark of marks) {
    // An overlap leaves the earlier mark standing.
    if (mark.start < at) continue;
    if (mark.start > at) pieces.push({ kind: "plain", text: line.original.slice(at, mark.start), start: at });
    const original = line.original.slice(mark.start, mark.end);
    if (mark.span !== null) {
      const text = view === "outgoing" ? mark.span.placeholder : original;
      pieces.push({ kind: "replaced", text, start: mark.start, span: mark.span, original });
    } else {
      pieces.push({ kind: "doubtful", text: original, start: mark.start, span: mark.doubt });
    }
    at = mark.end;
  }
  if (at < line.original.length) pieces.push({ kind: "plain", text: line.original.slice(at), start: at });
  return pieces;
}

function markPlaceholders(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(/\[[A-Z0-9_]+_\d+\]/g)) {
    if (match.index > at) pieces.push({ kind: "plain", text: text.slice(at, match.index), start: at });
    pieces.push({ kind: "replaced", text: match[0], start: match.index, span: null, original: "" });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ kind: "plain", text: text.slice(at), start: at });
  return pieces;
}

function standsAlone(text: string, start: number, end: number): boolean {
  const letter = /[\p{L}\p{N}]/u;
  return !letter.test(text.charAt(start - 1)) && !letter.test(text.charAt(end));
}
