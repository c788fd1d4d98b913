import { z } from "zod";
import type { Piece } from "./pieces.ts";

const voice = z.union([z.string(), z.number()]).transform(String);
const seconds = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,9}(?:\.\d{1,9})?s?$/)
      .transform(Number.parseFloat),
  ])
  .pipe(z.number().min(0).max(1e9));
const mostElements = 500_000;

/** One word or stop mark, whoever wrote it. */
interface Spoken {
  readonly label: string;
  readonly seconds: number | null;
  readonly word: string;
  readonly joins: boolean;
}

/** Amazon Transcribe: every word an item, the voice on the item or on the segment that holds its time. */
const AmazonSchema = z.object({
  results: z.object({
    speaker_labels: z
      .object({
        segments: z
          .array(z.object({ items: z.array(z.object({ start_time: z.string(), speaker_label: voice })).max(mostElements) }))
          .max(mostElements),
      })
      .optional(),
    items: z
      .array(
        z.object({
          type: z.enum(["pronunciation", "punctuation"]),
          start_time: seconds.optional(),
          speaker_label: voice.optional(),
          alternatives: z.array(z.object({ content: z.string() })).min(1),
        }),
      )
      .min(1)
      .max(mostElements),
  }),
});

/** Deepgram: words under a channel's first alternative; several channels are several microphones. */
const DeepgramSchema = z.object({
  results: z.object({
    channels: z
      .array(
        z.object({
          alternatives: z
            .array(
              z.object({
                words: z
                  .array(z.object({ word: z.string(), punctuated_word: z.string().optional(), start: seconds, speaker: voice.optional() }))
                  .max(mostElements),
              }),
            )
            .min(1),
        }),
      )
      .min(1)
      .max(16),
  }),
});

/** Rev: a monologue for every turn, its elements words and the blanks and stops between them. */
const RevSchema = z.object({
  monologues: z
    .array(
      z.object({ speaker: voice, elements: z.array(z.object({ type: z.string(), value: z.string(), ts: z.number().optional() })).max(mostElements) }),
    )
    .min(1)
    .max(100_000),
});

/** whisper.cpp: pieces with offsets in milliseconds and no voices. */
const WhisperCppSchema = z.object({
  transcription: z
    .array(z.object({ offsets: z.object({ from: z.number().int().min(0) }), text: z.string() }))
    .min(1)
    .max(100_000),
});

/** Google Speech-to-Text: a list of results; where voices are told, the last result repeats every word with its voice. */
const GoogleWordSchema = z.object({
  word: z.string(),
  startTime: seconds.optional(),
  startOffset: seconds.optional(),
  speakerTag: voice.optional(),
  speakerLabel: voice.optional(),
});
const GoogleSchema = z.object({
  results: z
    .array(
      z.object({
        alternatives: z.array(z.object({ transcript: z.string().optional(), words: z.array(GoogleWordSchema).max(mostElements).optional() })).min(1),
      }),
    )
    .min(1)
    .max(100_000),
});

/** Reads what the common transcription services export word by word; null when it is none of them. */
export function readVendorJson(parsed: unknown): Piece[] | null {
  const pieces = readAmazon(parsed) ?? readDeepgram(parsed) ?? readRev(parsed) ?? readWhisperCpp(parsed) ?? readGoogle(parsed);
  return pieces === null || pieces.length === 0 ? null : pieces;
}

function readAmazon(parsed: unknown): Piece[] | null {
  const found = AmazonSchema.safeParse(parsed);
  if (!found.success) return null;
  const { items, speaker_labels } = found.data.results;
  const voices = new Map(
    speaker_labels?.segments.flatMap((segment) => segment.items.map((item) => [Number(item.start_time), item.speaker_label] as const)),
  );
  let label = "";
  return joinWords(
    items.map(({ type, start_time, speaker_label, alternatives }) => {
      const joins = type === "punctuation";
      if (!joins) label = speaker_label ?? voices.get(start_time ?? -1) ?? label;
      return { label, seconds: start_time ?? null, word: alternatives[0]?.content ?? "", joins };
    }),
  );
}

function readDeepgram(parsed: unknown): Piece[] | null {
  const found = DeepgramSchema.safeParse(parsed);
  if (!found.success) return null;
  const { channels } = found.data.results;
  const words = channels.flatMap(({ alternatives }, channel) =>
    (alternatives[0]?.words ?? []).map(({ word, punctuated_word, start, speaker }) => {
      const label = channels.length > 1 ? `Channel ${channel + 1}` : speaker === undefined ? "" : `Speaker ${speaker}`;
      return { label, seconds: start, word: punctuated_word ?? word, joins: false };
    }),
  );
  return joinWords(words.sort((a, b) => a.seconds - b.seconds));
}

function readRev(parsed: unknown): Piece[] | null {
  const found = RevSchema.safeParse(parsed);
  if (!found.success) return null;
  return found.data.monologues.map(({ speaker, elements }) => {
    const start = elements.find(({ ts }) => ts !== undefined)?.ts;
    return { label: `Speaker ${speaker}`, startMs: toMs(start), text: elements.map(({ value }) => value).join("") };
  });
}

function readWhisperCpp(parsed: unknown): Piece[] | null {
  const found = WhisperCppSchema.safeParse(parsed);
  return found.success ? found.data.transcription.map(({ offsets, text }) => ({ label: "", startMs: offsets.from, text })) : null;
}

function readGoogle(parsed: unknown): Piece[] | null {
  const found = GoogleSchema.safeParse(parsed);
  if (!found.success) return null;
  const { results } = found.data;
  const last = results.at(-1)?.alternatives[0]?.words ?? [];
  const told = last.filter((word) => word.speakerTag !== undefined || word.speakerLabel !== undefined);
  if (told.length > 0 && told.length === last.length) {
    return joinWords(
      told.map((word) => ({
        label: `Speaker ${word.speakerTag ?? word.speakerLabel}`,
        seconds: word.startTime ?? word.startOffset ?? null,
        word: word.word,
        joins: false,
      })),
    );
  }
  return results.flatMap(({ alternatives: [best] }) => {
    const start = best?.words?.[0]?.startTime ?? best?.words?.[0]?.startOffset;
    return best?.transcript === undefined ? [] : [{ label: "", startMs: toMs(start), text: best.transcript }];
  });
}

/** Words of one voice in a row become one piece; a stop mark joins the word before it. */
function joinWords(words: readonly Spoken[]): Piece[] {
  const pieces: { label: string; startMs: number | null; parts: string[] }[] = [];
  for (const { label, seconds: start, word, joins } of words) {
    const last = pieces.at(-1);
    if (last !== undefined && last.label === label) last.parts.push(joins ? word : ` ${word}`);
    else pieces.push({ label, startMs: toMs(start), parts: [word] });
  }
  return pieces.map(({ parts, ...piece }) => ({ ...piece, text: parts.join("") }));
}

function toMs(value: number | null | undefined): number | null {
  const ms = Math.round((value ?? Number.NaN) * 1000);
  return Number.isSafeInteger(ms) && ms >= 0 ? ms : null;
}
