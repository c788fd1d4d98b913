import { type Piece, readTime } from "./pieces.ts";

const time = String.raw`\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?`;

/** "[doctor] text" */
const bracketed = /^\[([^\][\d][^\][]{0,60})\]\s*(.*)$/;
/** "Therapist: text", "DR LEE (00:01:02): text", "00:01 T: text", "[00:01] Therapist: text" */
const labelled = new RegExp(
  String.raw`^(?:\[?\(?(${time})\)?\]?\s*[-–]?\s*)?([\p{L}][\p{L}\p{N} .,'’#_-]{0,48}?)\s*(?:[[(](${time})[\])])?\s*[:>]\s+(.*)$`,
  "u",
);
/** "Therapist:" alone, its words on the lines after it; and "00:01 Speaker 1" or "Speaker 1 00:01" */
const heading = new RegExp(String.raw`^(?:\[?(${time})\]?\s+)?([\p{L}][\p{L}\p{N} .,'’#_-]{0,48}?)(?:\s+\[?\(?(${time})\)?\]?)?\s*:?$`, "u");

const commonOpeners =
  /^(so|and|but|well|yes|no|yeah|okay|ok|note|example|today|also|because|the|plan|assessment|subjective|objective|history|date|time|re)$/i;

interface Found {
  readonly label: string;
  readonly startMs: number | null;
  readonly text: string;
}

/** Reads a text transcript: labelled turns in the styles people export, or plain lines where there are none. */
export function readPlainText(text: string): Piece[] {
  const lines = text.split(/\r\n|\r|\n/);
  const labels = countLabels(lines);
  const pieces: { label: string; startMs: number | null; text: string }[] = [];
  for (const line of lines) {
    if (line.trim() === "") continue;
    const found = readStart(line.trim(), labels);
    const last = pieces.at(-1);
    if (found !== null) pieces.push({ ...found });
    else if (last !== undefined && labels.size > 0) last.text += ` ${line.trim()}`;
    else pieces.push({ label: "", startMs: null, text: line.trim() });
  }
  return pieces;
}

/** Labels that open more than one line, or are plainly a part: "Note:" in the middle of speech is neither. */
function countLabels(lines: readonly string[]): Map<string, number> {
  const seen = new Map<string, number>();
  for (const line of lines) {
    const label = (bracketed.exec(line.trim())?.[1] ?? labelled.exec(line.trim())?.[2] ?? readHeading(line.trim())?.label)?.trim();
    if (label !== undefined && !commonOpeners.test(label)) seen.set(label.toLowerCase(), (seen.get(label.toLowerCase()) ?? 0) + 1);
  }
  const several = [...seen.values()].filter((count) => count > 1).length;
  return new Map([...seen].filter(([label, count]) => count > 1 || (several === 0 && label.split(" ").length <= 3)));
}

function readStart(line: string, labels: Map<string, number>): Found | null {
  const inBrackets = bracketed.exec(line);
  if (inBrackets !== null && labels.has(String(inBrackets[1]).trim().toLowerCase()))
    return { label: String(inBrackets[1]).trim(), startMs: null, text: inBrackets[2] ?? "" };
  const named = labelled.exec(line);
  if (named !== null && labels.has(String(named[2]).trim().toLowerCase())) {
    return { label: String(named[2]).trim(), startMs: readTime(named[1] ?? named[3] ?? ""), text: named[4] ?? "" };
  }
  const alone = readHeading(line);
  return alone !== null && labels.has(alone.label.toLowerCase()) ? { ...alone, text: "" } : null;
}

/** A line that is a speaker's heading: it carries a time or ends in a colon, and nothing else. */
function readHeading(line: string): { label: string; startMs: number | null } | null {
  const found = heading.exec(line);
  if (found === null) return null;
  const at = found[1] ?? found[3];
  if (at === undefined && !line.endsWith(":")) return null;
  return { label: String(found[2]).trim(), startMs: at === undefined ? null : readTime(at) };
}
