import { z } from "zod";
import { readVendorJson } from "./json-vendors.ts";
import { type Piece, readTime } from "./pieces.ts";
import { readPlainText } from "./plain-text.ts";

const label = z.union([z.string(), z.number()]).transform(String);
const moment = z.union([z.number(), z.string().max(40)]);

/** One stretch of speech as the common transcribers write it. */
const SegmentSchema = z.object({
  speaker: label.nullish(),
  speaker_label: label.nullish(),
  speakerLabel: label.nullish(),
  speaker_name: label.nullish(),
  role: label.nullish(),
  name: label.nullish(),
  text: z.string().nullish(),
  transcript: z.string().nullish(),
  content: z.string().nullish(),
  utterance: z.string().nullish(),
  start: moment.nullish(),
  start_time: moment.nullish(),
  startTime: moment.nullish(),
  timestamp: moment.nullish(),
  startMs: z.number().nullish(),
  end: moment.nullish(),
});
type Segment = z.output<typeof SegmentSchema>;
const ListSchema = z.array(SegmentSchema).min(1).max(100_000);

/** Names under which a list of segments is kept, the one with voices before the one without. */
const listNames = ["utterances", "segments", "turns", "dialogue", "messages", "conversation", "entries", "transcript", "audio_segments"] as const;
const FolderSchema = z.record(z.string(), z.unknown());

/** Reads a JSON transcript of a known shape; null when it is none. One entry of another shape refuses the whole: no turn is left out unseen. */
export function readJson(text: string): Piece[] | null {
  const parsed = parse(text);
  const list = ListSchema.safeParse(parsed);
  if (list.success) return toPieces(list.data);
  const folder = FolderSchema.safeParse(parsed);
  if (!folder.success) return null;
  return readLists(folder.data) ?? readVendorJson(parsed) ?? readWhole(folder.data);
}

function readLists(folder: Record<string, unknown>): Piece[] | null {
  const results = FolderSchema.safeParse(folder["results"]);
  for (const place of results.success ? [folder, results.data] : [folder]) {
    for (const name of listNames) {
      const list = ListSchema.safeParse(place[name]);
      const pieces = list.success ? toPieces(list.data) : null;
      if (pieces !== null) return pieces;
    }
  }
  return null;
}

/** A transcript kept as one text is read as a text file would be. */
function readWhole({ transcript, text }: Record<string, unknown>): Piece[] | null {
  const whole = typeof transcript === "string" ? transcript : text;
  return typeof whole === "string" && whole.trim() !== "" ? readPlainText(whole) : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function toPieces(segments: readonly Segment[]): Piece[] | null {
  const unitMs = countsMilliseconds(segments) ? 1 : 1000;
  const pieces = segments.flatMap((segment): Piece[] => {
    const words = readWords(segment);
    if (words.trim() === "") return [];
    const start = segment.start ?? segment.start_time ?? segment.startTime ?? segment.timestamp;
    const startMs = segment.startMs == null ? toMs(start, unitMs) : toMs(segment.startMs, 1);
    const voice = segment.speaker ?? segment.speaker_label ?? segment.speakerLabel ?? segment.speaker_name ?? segment.role ?? segment.name ?? "";
    return [{ label: voice, startMs, text: words }];
  });
  return pieces.length === 0 ? null : pieces;
}

function readWords(segment: Segment): string {
  return segment.text ?? segment.transcript ?? segment.content ?? segment.utterance ?? "";
}

/** Some transcribers count milliseconds under the same names: nobody takes ten seconds for a word. */
function countsMilliseconds(segments: readonly Segment[]): boolean {
  let length = 0;
  let words = 0;
  for (const segment of segments) {
    const { start, end } = segment;
    if (typeof start !== "number" || typeof end !== "number") continue;
    if (!Number.isInteger(start) || !Number.isInteger(end)) return false;
    length += end - start;
    words += readWords(segment).split(/\s+/).length;
  }
  return words > 0 && length / words > 10;
}

/** Seconds as a number or a numeral, or a clock time; null for anything else. */
function toMs(value: string | number | null | undefined, unitMs: number): number | null {
  if (value == null) return null;
  const clock = typeof value === "string" ? readTime(value) : null;
  if (clock !== null) return clock;
  const number = typeof value === "number" ? value : /^\d{1,9}(?:\.\d{1,9})?s?$/.test(value) ? Number.parseFloat(value) : Number.NaN;
  const ms = Math.round(number * unitMs);
  return Number.isSafeInteger(ms) && ms >= 0 ? ms : null;
}
