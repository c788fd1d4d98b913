import { type Piece, readTime } from "./pieces.ts";
import { isPlainRole } from "./roles.ts";

const time = String.raw`\d{1,3}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,3})?(?: ?[AaPp][Mm])?`;
const name = String.raw`[\p{L}][\p{L}\p{N} .,'’#_-]{0,48}?`;

/** "[doctor] text", and "[Dr. Lee] 10:03:22" with the words on the lines after it */
const bracketed = new RegExp(String.raw`^\[([^\][\d][^\][]{0,60})\] ?(${time}$)?(.*)$`, "u");
/** "Therapist: text", "DR LEE (00:01:02): text", "00:01 T: text", "[00:01] Therapist: text" */
const labelled = new RegExp(String.raw`^(?:[[(]?(${time})[\])]? ?(?:[-–] ?)?)?(${name}) ?(?:[[(](${time})[\])])? ?[:>](?: (.*))?$`, "u");
/** "Therapist - text": a dash is common in speech, so that only a plain part counts before it */
const dashed = /^(\p{L}[\p{L} ]{0,24}?) [-–—] (.*)$/u;
/** "00:01 Speaker 1" or "Speaker 1 00:01" alone, its words on the lines after it */
const heading = new RegExp(String.raw`^(?:[[(]?(${time})[\])]? )?(${name})(?: [[(]?(${time})[\])]?)?$`, "u");

const commonOpeners =
  /^(so|and|but|well|yes|no|yeah|okay|ok|note|notes|example|today|also|because|the|plan|assessment|subjective|objective|history|date|time|re|title|location|place|duration|session|question|answer|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?)$/i;
const anyVoice = /^(speaker|voice|spk|participant|unknown)[ _-]?(\d{1,3}|[a-z])?$/i;
const nameLike = /^(?:\p{Lu}[\p{L}\p{N}.,'’-]*)(?: (?:\p{Lu}|\d)[\p{L}\p{N}.,'’-]*){0,2}$/u;

interface Start {
  readonly label: string;
  readonly startMs: number | null;
  readonly text: string;
}

/** Reads a text transcript: labelled turns in the styles people export, or plain lines where there are none. */
export function readPlainText(text: string): Piece[] {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map(straighten)
    .filter((line) => line !== "");
  const starts = lines.map(readStart);
  const labels = chooseLabels(starts);
  const pieces: { label: string; startMs: number | null; parts: string[] }[] = [];
  lines.forEach((line, at) => {
    const start = starts[at] ?? null;
    const last = pieces.at(-1);
    if (start !== null && labels.has(fold(start.label))) pieces.push({ label: start.label, startMs: start.startMs, parts: [start.text] });
    else if (last !== undefined && labels.size > 0) last.parts.push(line);
    else pieces.push({ label: "", startMs: null, parts: [line] });
  });
  return pieces.map(({ parts, ...piece }) => ({ ...piece, text: parts.join(" ") }));
}

/** One blank between words before any pattern sees a line: a page of blanks must not cost a minute. */
function straighten(line: string): string {
  return line
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^\*\*([^*]{1,60})\*\*(:?)/, "$1$2");
}

/** The label a line seems to open with; whether it is one depends on the other lines. */
function readStart(line: string): Start | null {
  const inBrackets = bracketed.exec(line);
  if (inBrackets !== null)
    return { label: String(inBrackets[1]).trim(), startMs: readTime(inBrackets[2] ?? ""), text: (inBrackets[3] ?? "").replace(/^:? ?/, "") };
  const named = labelled.exec(line);
  if (named !== null) return { label: String(named[2]).trim(), startMs: readTime(named[1] ?? named[3] ?? ""), text: named[4] ?? "" };
  const alone = heading.exec(line);
  const at = alone?.[1] ?? alone?.[3];
  if (alone !== null && at !== undefined) return { label: String(alone[2]).trim(), startMs: readTime(at), text: "" };
  const split = dashed.exec(line);
  return split !== null && isPlainRole(String(split[1])) ? { label: String(split[1]), startMs: null, text: String(split[2]) } : null;
}

/**
 * Which openings are voices. One that returns is; so is a plain part ("Mother"), a numbered voice, or
 * a name in a file whose lines nearly all open with one: a voice heard once must not be folded into
 * the words of whoever spoke before. "Note:" in the middle of speech is none of these.
 */
function chooseLabels(starts: readonly (Start | null)[]): Set<string> {
  const seen = new Map<string, { count: number; label: string; timed: boolean }>();
  for (const start of starts) {
    if (start === null || commonOpeners.test(start.label)) continue;
    const known = seen.get(fold(start.label));
    if (known === undefined) seen.set(fold(start.label), { count: 1, label: start.label, timed: start.startMs !== null });
    else known.count += 1;
  }
  const all = [...seen.values()];
  const returning = all.filter(({ count }) => count > 1);
  const timed = all.filter((found) => found.timed).length > all.length / 2;
  const opened = starts.filter((start) => start !== null && start.text !== "").length / Math.max(1, starts.length);
  const chosen = all.filter((found) => {
    if (found.count > 1 || isPlainRole(found.label) || anyVoice.test(found.label)) return true;
    if (returning.length === 0) return found.label.split(" ").length <= 3;
    return nameLike.test(found.label) && (opened > 0.8 || (timed && found.timed));
  });
  return new Set(chosen.map(({ label }) => fold(label)));
}

function fold(label: string): string {
  return label.toLowerCase();
}
