import { type Piece, readTime } from "./pieces.ts";

const cueTimes = /^(\d{1,2}:\d{2}(?::\d{2})?[.,]\d{1,3})\s+-->\s+\d{1,2}:\d{2}/;
const voiceTag = /^<v(?:\.[^ >]+)? ([^>]+)>/;
const labelled = /^([\p{L}][\p{L}\p{N} .,'’#_-]{0,48}?):\s+(.*)$/su;

/** Reads WebVTT or SRT cues; null when there is not one. Cues of one voice in a row become one piece. */
export function readCaptions(text: string): Piece[] | null {
  const pieces: { label: string; startMs: number | null; text: string }[] = [];
  for (const block of text.replace(/\r\n?/g, "\n").split(/\n{2,}/)) {
    const lines = block.split("\n");
    const at = lines.findIndex((line) => cueTimes.test(line.trim()));
    if (at === -1) continue;
    const startMs = readTime(cueTimes.exec(String(lines[at]).trim())?.[1] ?? "");
    for (const cue of splitVoices(lines.slice(at + 1).join("\n"))) {
      const last = pieces.at(-1);
      if (cue.text === "") continue;
      if (last !== undefined && last.label === cue.label && cue.label !== "") last.text += ` ${cue.text}`;
      else pieces.push({ ...cue, startMs });
    }
  }
  return pieces.length === 0 ? null : pieces;
}

/** One cue may hold several voices, each behind its tag, or a label before a colon. */
function splitVoices(body: string): { label: string; text: string }[] {
  return body.split(/(?=<v[ .])/).map((part) => {
    const tagged = voiceTag.exec(part);
    const plain = decodeEntities(part.replace(/<[^>]*>/g, "")).trim();
    if (tagged !== null) return { label: decodeEntities(String(tagged[1])).trim(), text: plain };
    const named = labelled.exec(plain);
    return named === null ? { label: "", text: plain } : { label: String(named[1]).trim(), text: String(named[2]).trim() };
  });
}

function decodeEntities(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&nbsp;", " ").replaceAll("&amp;", "&");
}
