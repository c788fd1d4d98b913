import type { GoldRecord } from "../../../main/deid/detector.ts";
import type { Chance } from "./chance.ts";
import { type Cast, fillSlot, openCast, type Piece } from "./slots.ts";

/** One written excerpt: a talk with speakers, or a document. */
export interface Excerpt {
  readonly kind: "talk" | "doc";
  readonly lines: readonly { readonly speaker: string; readonly text: string }[];
}

/** Reads a file of excerpts: blocks between "---" lines, the first word of a block says what it is. */
export function readExcerpts(source: string): Excerpt[] {
  return source
    .split(/^---\s*$/m)
    .map((block) => block.trim())
    .filter((block) => block !== "")
    .map((block) => {
      const [kind, ...lines] = block.split("\n");
      if (kind !== "talk" && kind !== "doc") throw new SyntaxError(`an excerpt begins with talk or doc, not: ${kind ?? ""}`);
      if (kind === "doc") return { kind, lines: lines.map((text) => ({ speaker: "", text })) };
      return {
        kind,
        lines: lines.map((line) => {
          const match = /^([A-Z]\d?): ?(.*)$/.exec(line);
          if (match === null) throw new SyntaxError(`a line of a talk begins with its speaker: ${line}`);
          return { speaker: match[1] ?? "", text: match[2] ?? "" };
        }),
      };
    });
}

/** Cuts a line into plain text, {slots} and {{TYPE|fixed text}}. */
function fill(text: string, cast: Cast): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(/\{\{([A-Z_0-9]+)\|([^}]*)\}\}|\{([a-z]+\d?)\}/g)) {
    if (match.index > at) pieces.push({ text: text.slice(at, match.index), type: null });
    if (match[1] !== undefined) pieces.push({ text: match[2] ?? "", type: match[1] });
    else pieces.push(...fillSlot(match[3] ?? "", cast));
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), type: null });
  return pieces;
}

const speakerWords: Readonly<Record<string, readonly string[]>> = {
  T: ["Therapist", "Clinician", "Counselor", "Dr", "Provider", "T", "SPEAKER_00", "Interviewer"],
  C: ["Client", "Patient", "Pt", "C", "SPEAKER_01", "Caller"],
  M: ["Mother", "Mom", "M", "SPEAKER_02", "Parent"],
  F: ["Father", "Dad", "F", "SPEAKER_02"],
  D: ["Daughter", "Teen", "D", "SPEAKER_03", "Child"],
  P: ["Partner", "Spouse", "P", "SPEAKER_02"],
  G: ["Member", "Group", "G", "SPEAKER_04"],
};

/** Speech recognition: small letters, no marks, hesitations, words said twice. */
function roughen(piece: Piece, chance: Chance): Piece {
  let text = piece.text
    .toLowerCase()
    .replace(/[.,?!;:"“”…()]+(?=\s|$)|["“”]/g, "")
    .replace(/(?<=\s|^)["“(]/g, "")
    .replace(/ [—–-] /g, " ");
  if (piece.type === null)
    text = text
      .replace(/ (?=\S)/g, () => (chance.odds(0.025) ? chance.pick([" um ", " uh ", " like ", " you know ", " i mean "]) : " "))
      .replace(/\b(i|the|my|it's|and|a|we) /g, (whole, word: string) => (chance.odds(0.03) ? `${word} ${word} ` : whole));
  return { text, type: piece.type };
}

const styles = ["labels", "labels", "asr-labels", "asr-labels", "asr-bare", "vtt", "stamps", "bare", "small"] as const;
type Style = (typeof styles)[number];

interface Sheet {
  text: string;
  spans: { start: number; end: number; type: string }[];
}

function put(sheet: Sheet, piece: Piece): void {
  if (piece.text === "") return;
  const lead = piece.type === null ? 0 : piece.text.length - piece.text.trimStart().length;
  const start = sheet.text.length + lead;
  sheet.text += piece.text;
  const end = sheet.text.length - (piece.type === null ? 0 : piece.text.length - piece.text.trimEnd().length);
  if (piece.type !== null && end > start) sheet.spans.push({ start, end, type: piece.type });
}

function openLine(sheet: Sheet, style: Style, label: string, second: number): void {
  const clock = `00:${String(Math.floor(second / 60) % 60).padStart(2, "0")}:${String(second % 60).padStart(2, "0")}`;
  if (style === "labels" || style === "small") sheet.text += `${label}: `;
  else if (style === "asr-labels") sheet.text += `${label.toLowerCase()}: `;
  else if (style === "vtt") sheet.text += `${clock}.000 --> ${clock}.900\n<v ${label}>`;
  else if (style === "stamps") sheet.text += `[${clock}] ${label}: `;
}

function renderTalk(excerpt: Excerpt, chance: Chance): Sheet {
  const style = chance.pick(styles);
  const rough = style === "asr-labels" || style === "asr-bare";
  const cast = openCast(chance, rough || chance.odds(0.75), !rough && style !== "small");
  const words = new Map<string, string>();
  const labelOf = (speaker: string): string => {
    const known = words.get(speaker) ?? chance.pick(speakerWords[speaker.charAt(0)] ?? ["Speaker"]);
    words.set(speaker, known);
    return known;
  };
  const speakers = [...new Set(excerpt.lines.map(({ speaker }) => speaker))];
  const sheet: Sheet = { text: style === "vtt" ? "WEBVTT\n\n" : "", spans: [] };
  let second = chance.below(600);
  for (const { speaker, text } of excerpt.lines) {
    let now = speaker;
    const other = speakers.find((name) => name !== speaker) ?? speaker;
    openLine(sheet, style, labelOf(now), second);
    for (const piece of fill(text, cast)) {
      if (piece.type === "_TURN") {
        now = now === speaker ? other : speaker;
        second += 2;
        sheet.text = `${sheet.text.trimEnd()}${style === "vtt" ? "\n\n" : "\n"}`;
        openLine(sheet, style, labelOf(now), second);
        continue;
      }
      put(sheet, rough ? roughen(piece, chance) : style === "small" ? { ...piece, text: piece.text.toLowerCase() } : piece);
    }
    second += 3 + chance.below(12);
    sheet.text = `${sheet.text}${style === "vtt" ? "\n\n" : "\n"}`;
  }
  return sheet;
}

function renderDocument(excerpt: Excerpt, chance: Chance): Sheet {
  const cast = openCast(chance, false, true);
  const small = chance.odds(0.1);
  const sheet: Sheet = { text: "", spans: [] };
  const wrapped = chance.odds(0.05);
  if (wrapped) sheet.text += chance.pick(['{"note": "', "<p>", "> ", '{"text":"']);
  for (const { text } of excerpt.lines) {
    for (const piece of fill(text, cast)) if (piece.type !== "_TURN") put(sheet, small ? { ...piece, text: piece.text.toLowerCase() } : piece);
    sheet.text += "\n";
  }
  if (wrapped) sheet.text += '"}';
  return sheet;
}

/** Writes one excerpt out with new people, values and noise. */
export function renderExcerpt(excerpt: Excerpt, chance: Chance, id: string): GoldRecord {
  const { text, spans } = excerpt.kind === "talk" ? renderTalk(excerpt, chance) : renderDocument(excerpt, chance);
  return { id, text, spans };
}
