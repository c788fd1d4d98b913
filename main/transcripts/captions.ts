import { type Piece, readTime } from "./pieces.ts";

const cueTimes = /^(\d{1,3}:\d{1,2}(?::\d{1,2})?[.,]\d{1,3})\s{1,4}-->\s{1,4}\d{1,3}:\d{1,2}/;
const voiceTag = /^<v(?:\.[^ >]{1,60})? ([^<>]{1,200})>/;
const labelled = /^(\p{L}[\p{L}\p{N} .,'’#_-]{0,48}?): (.*)$/u;
const nameLine = /^\p{Lu}[\p{L}\p{N} .,'’_-]{0,48}[\p{L}\p{N}.)]$/u;

interface Cue {
  readonly startMs: number | null;
  readonly lines: string[];
}

/** Whether a text holds caption times, whatever its name says. */
export function holdsCaptions(text: string): boolean {
  return /^\d{1,3}:\d{1,2}(?::\d{1,2})?[.,]\d{1,3} {1,4}--> {1,4}\d/m.test(text);
}

/** Reads WebVTT or SRT cues; null when there is not one. Cues of one voice in a row become one piece. */
export function readCaptions(text: string): Piece[] | null {
  const cues = listCues(text.split(/\r\n|\r|\n/));
  const named = cues.length > 1 && cues.every(({ lines }) => lines.length > 1 && nameLine.test(lines[0] ?? ""));
  const pieces: { label: string; startMs: number | null; parts: string[] }[] = [];
  for (const { startMs, lines } of cues) {
    for (const { label, text: said } of named ? [{ label: lines[0] ?? "", text: lines.slice(1).join(" ") }] : splitVoices(lines.join(" "))) {
      const last = pieces.at(-1);
      if (said === "") continue;
      if (last !== undefined && last.label === label && label !== "") last.parts.push(said);
      else pieces.push({ label, startMs, parts: [said] });
    }
  }
  return pieces.length === 0 ? null : pieces.map(({ parts, ...piece }) => ({ ...piece, text: parts.join(" ") }));
}

/** A cue runs from its times to the next blank line or the next times; the counter above the times is not speech. */
function listCues(lines: readonly string[]): Cue[] {
  const cues: Cue[] = [];
  let open: Cue | null = null;
  for (const raw of lines) {
    const line = raw.replace(/\s+/g, " ").trim();
    const times = cueTimes.exec(line);
    if (times !== null) {
      if (open !== null && /^\d{1,6}$/.test(open.lines.at(-1) ?? "")) open.lines.pop();
      open = { startMs: readTime(times[1] ?? ""), lines: [] };
      cues.push(open);
    } else if (line === "") open = null;
    else open?.lines.push(line);
  }
  return cues;
}

/** One cue may hold several voices, each behind its tag, or a label before a colon. */
function splitVoices(body: string): { label: string; text: string }[] {
  return body.split(/(?=<v[ .])/).map((part) => {
    const tagged = voiceTag.exec(part);
    const plain = decodeEntities(part.replace(/<[^<>]*>/g, "")).trim();
    if (tagged !== null) return { label: decodeEntities(String(tagged[1])).trim(), text: plain };
    const named = labelled.exec(plain);
    return named === null ? { label: "", text: plain } : { label: String(named[1]).trim(), text: String(named[2]).trim() };
  });
}

function decodeEntities(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&nbsp;", " ").replaceAll("&amp;", "&");
}
