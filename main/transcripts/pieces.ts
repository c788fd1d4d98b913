import { dropInvisible, type Turn } from "../../shared/domain/transcript.ts";
import { guessRole } from "./roles.ts";

/** A stretch of speech before lines are numbered. */
export interface Piece {
  readonly label: string;
  readonly startMs: number | null;
  readonly text: string;
}

const longestLineChars = 1_200;
const longestLabelChars = 120;

/** Numbers pieces as lines from 1; a very long one is broken at sentence ends, its label kept. */
export function numberTurns(pieces: readonly Piece[]): Turn[] {
  const lines = pieces.flatMap((piece) => splitLong(clean(piece.text)).map((text) => ({ ...piece, text }))).filter((piece) => piece.text !== "");
  return lines.map(({ label, startMs, text }, index) => ({
    line: index + 1,
    label: label.slice(0, longestLabelChars),
    role: guessRole(label),
    startMs,
    text,
  }));
}

function clean(text: string): string {
  return dropInvisible(text).replace(/\s+/g, " ").trim();
}

/** Cuts at a sentence end, else between words, else where it must: every character is kept, in one pass. */
function splitLong(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  while (text.length - from > longestLineChars) {
    const cut = from + findCut(text.slice(from, from + longestLineChars));
    parts.push(text.slice(from, cut).trim());
    from = cut;
  }
  parts.push(text.slice(from).trim());
  return parts;
}

function findCut(window: string): number {
  const stop = Math.max(window.lastIndexOf(". "), window.lastIndexOf("? "), window.lastIndexOf("! "));
  if (stop > window.length / 3) return stop + 1;
  const blank = window.lastIndexOf(" ");
  if (blank > 0) return blank;
  // Never between the two halves of one character.
  return /[\ud800-\udbff]$/.test(window) ? window.length - 1 : window.length;
}

/** Reads "1:02:03.500", "02:03", "00:00:01,250" as milliseconds; null when it is no time. */
export function readTime(text: string): number | null {
  const found = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?(?: ?[ap]m)?$/i.exec(text.trim());
  if (found === null) return null;
  const [, hours = "0", minutes = "0", seconds = "0", fraction = "0"] = found;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, "0"));
}
