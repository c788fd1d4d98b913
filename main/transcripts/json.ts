import { z } from "zod";
import type { Piece } from "./pieces.ts";

const label = z.union([z.string(), z.number()]).transform(String);
const seconds = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number),
]);

/** One stretch of speech as the common transcribers write it. */
const SegmentSchema = z.object({
  speaker: label.nullish(),
  speaker_label: label.nullish(),
  role: label.nullish(),
  name: label.nullish(),
  text: z.string().nullish(),
  transcript: z.string().nullish(),
  content: z.string().nullish(),
  utterance: z.string().nullish(),
  start: seconds.nullish(),
  start_time: seconds.nullish(),
  startMs: z.number().nullish(),
});
const ListSchema = z.array(SegmentSchema).min(1).max(100_000);
const ListsSchema = z.object({
  segments: ListSchema.optional(),
  utterances: ListSchema.optional(),
  turns: ListSchema.optional(),
  transcript: ListSchema.optional(),
  dialogue: ListSchema.optional(),
  messages: ListSchema.optional(),
  results: z.object({ utterances: ListSchema.optional(), segments: ListSchema.optional(), audio_segments: ListSchema.optional() }).optional(),
});

/** Reads a JSON transcript of a known shape; null when it is none. */
export function readJson(text: string): Piece[] | null {
  const parsed = parse(text);
  const list = ListSchema.safeParse(parsed);
  if (list.success) return toPieces(list.data);
  const lists = ListsSchema.safeParse(parsed);
  if (!lists.success) return null;
  const { results, ...top } = lists.data;
  const found = [...Object.values(top), ...Object.values(results ?? {})].find((candidate) => candidate !== undefined);
  return found === undefined ? null : toPieces(found);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function toPieces(segments: z.output<typeof ListSchema>): Piece[] | null {
  const pieces = segments.flatMap((segment): Piece[] => {
    const words = segment.text ?? segment.transcript ?? segment.content ?? segment.utterance;
    if (words == null || words.trim() === "") return [];
    const startMs = segment.startMs ?? toMs(segment.start ?? segment.start_time);
    return [{ label: segment.speaker ?? segment.speaker_label ?? segment.role ?? segment.name ?? "", startMs, text: words }];
  });
  return pieces.length === 0 ? null : pieces;
}

function toMs(value: number | null | undefined): number | null {
  return value == null || !Number.isFinite(value) || value < 0 ? null : Math.round(value * 1000);
}
