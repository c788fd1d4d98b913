import type { Turn } from "../../shared/domain/transcript.ts";
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
  return text.replace(/\s+/g, " ").trim();
}

function splitLong(text: string): string[] {
  if (text.length <= longestLineChars) return [text];
  const parts: string[] = [];
  let current = "";
  for (const sentence of text.match(/[^.!?]+[.!?]*\s*|[.!?]+\s*/g) ?? [text]) {
    if (current !== "" && current.length + sentence.length > longestLineChars) {
      parts.push(current.trim());
      current = "";
    }
    current += sentence;
  }
  parts.push(current.trim());
  // Speech without a full stop in sight is cut between words, so that no line grows without bound.
  return parts.flatMap((part) => (part.length <= longestLineChars * 2 ? [part] : (part.match(/\S.{0,1150}\S(?=\s|$)/g) ?? [part])));
}

/** Reads "1:02:03.500", "02:03", "00:00:01,250" as milliseconds; null when it is no time. */
export function readTime(text: string): number | null {
  const found = /^(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  if (found === null) return null;
  const [, hours = "0", minutes = "0", seconds = "0", fraction = "0"] = found;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, "0"));
}
