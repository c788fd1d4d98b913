import { z } from "zod";
import { EncounterIdSchema, PatientIdSchema, RecordingIdSchema } from "./ids.ts";
import { InstantSchema } from "./time.ts";

/** Samples a second of everything recorded, kept and listened to. */
export const soundRate = 16_000;
/** A longer session is two. */
export const longestRecordingMs = 4 * 3_600_000;

/** A sentence is said in less; whoever says more types. */
export const longestDictationMs = 120_000;

/** What was understood of one stretch of one channel. */
export const HeardSchema = z.strictObject({
  channel: z.int().min(0).max(1),
  startMs: z.int().min(0),
  endMs: z.int().min(0),
  text: z.string().max(20_000),
  /** How sure the recogniser was, 0 to 1. */
  confidence: z.number().min(0).max(1),
});
export type Heard = z.infer<typeof HeardSchema>;

/** From `fromMs` of the sound on, what is heard was said `laterMs` later than its place in the sound says: a pause, a sleep, a crash lies before it. */
export const SoundBreakSchema = z.strictObject({ fromMs: z.int().min(0), laterMs: z.int() });
export type SoundBreak = z.infer<typeof SoundBreakSchema>;

/** Why a line should be listened to before it is relied on. */
export const lineMarks = ["unsure", "listen-again"] as const;

/** Another reading of some words of a line: a drug or a therapy that sounds like them. Offered, never done unasked. */
export const SuggestionSchema = z.strictObject({ heard: z.string().max(200), instead: z.string().max(200) });

/** What the sound says of one line of its transcript. */
export const SoundLineSchema = z.strictObject({
  line: z.int().min(1),
  startMs: z.int().min(0),
  endMs: z.int().min(0),
  channel: z.int().min(0).max(1),
  confidence: z.number().min(0).max(1),
  marks: z.array(z.enum(lineMarks)),
  suggestions: z.array(SuggestionSchema).max(20),
  /** The line as it was heard, where a person has changed it since. */
  original: z.string().max(20_000).nullable(),
});
export type SoundLine = z.infer<typeof SoundLineSchema>;

/**
 * Where a recording stands. `unfinished`: cut off by a power cut or a lock, to be continued or taken
 * as it is. `destroyed`: its sound is gone; the transcript, if any, remains.
 */
export const recordingStates = ["recording", "unfinished", "waiting", "transcribing", "transcribed", "destroyed"] as const;
export const RecordingSchema = z.strictObject({
  id: RecordingIdSchema,
  patientId: PatientIdSchema,
  encounterId: EncounterIdSchema.nullable(),
  source: z.enum(["microphone", "file"]),
  channels: z.int().min(1).max(2),
  state: z.enum(recordingStates),
  startedAt: InstantSchema,
  endedAt: InstantSchema.nullable(),
  /** When a person found the transcript right. */
  confirmedAt: InstantSchema.nullable(),
  lengthMs: z.int().min(0),
});
export type Recording = z.infer<typeof RecordingSchema>;

/** What the computer itself plays, as the other side of a video call; offered where the system gives it. */
export const systemAudioId = "system-audio";

/** A microphone as the system names it; the computer's own sound has no name. */
export const MicrophoneSchema = z.strictObject({ id: z.string().min(1).max(200), label: z.string().max(200) });
export type Microphone = z.infer<typeof MicrophoneSchema>;

/** What can go wrong while a recording goes on. */
export const recordingTroubles = ["disk-nearly-full", "microphone-gone"] as const;
export type RecordingTrouble = (typeof recordingTroubles)[number];

/** How the running recording is doing: loudness per channel from 0 to 1, and nothing anybody said. */
export const RecordingLevelSchema = z.strictObject({
  recordedMs: z.int().min(0),
  paused: z.boolean(),
  levels: z.array(z.number().min(0).max(1)).max(2),
  clipping: z.array(z.boolean()).max(2),
  /** How long each channel has been silent. */
  silentMs: z.array(z.int().min(0)).max(2),
  troubles: z.array(z.enum(recordingTroubles)),
});
export type RecordingLevel = z.infer<typeof RecordingLevelSchema>;
