import { z } from "zod";
import { EncounterIdSchema, NoteIdSchema, PatientIdSchema, RecordingIdSchema } from "../domain/ids.ts";
import { MicrophoneSchema, RecordingLevelSchema, RecordingSchema, SoundLineSchema, soundRate } from "../domain/sound.ts";
import { InstantSchema } from "../domain/time.ts";
import { TurnSchema } from "../domain/transcript.ts";
import { call, noteRoles } from "./call.ts";

const none = z.strictObject({});
const recording = z.strictObject({ recordingId: RecordingIdSchema });
const MicrophonesSchema = z.array(MicrophoneSchema.shape.id).min(1).max(2);
/** At most half a minute of one channel: Int16, 16 kHz, little end first. */
const SamplesSchema = z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= 30 * 2 * soundRate && bytes.byteLength % 2 === 0);

export const soundCalls = {
  /** The microphones the system offers. */
  "sound.microphones": call({ who: noteRoles, input: () => none, output: () => z.strictObject({ microphones: z.array(MicrophoneSchema) }) }),
  /** Tells by `sound.tried` how loud these are, before anything is recorded; nothing of it is kept. None: no more. */
  "sound.tryMicrophones": call({
    who: noteRoles,
    input: () => z.strictObject({ microphones: z.array(MicrophoneSchema.shape.id).max(2) }),
    output: () => none,
  }),
  /** Begins to record; the patient's consent to being recorded must be on file. One microphone, or the clinician's and the client's. */
  "sound.begin": call({
    who: noteRoles,
    input: () => z.strictObject({ patientId: PatientIdSchema, microphones: MicrophonesSchema }),
    output: () => recording,
  }),
  /** Goes on with a recording that was cut off. */
  "sound.continue": call({
    who: noteRoles,
    input: () => z.strictObject({ recordingId: RecordingIdSchema, microphones: MicrophonesSchema }),
    output: () => recording,
  }),
  "sound.pause": call({ who: noteRoles, input: () => z.strictObject({ paused: z.boolean() }), output: () => none }),
  "sound.stop": call({ who: noteRoles, input: () => none, output: () => z.strictObject({ recording: RecordingSchema }) }),
  /** Whether something is being recorded; asked before anyone has signed in too, and says nothing of whom. */
  "sound.standing": call({ who: "anyone", input: () => none, output: () => z.strictObject({ level: RecordingLevelSchema.nullable() }) }),
  /** A patient's recordings, the one being recorded now, and whether this computer can listen. */
  "sound.list": call({
    who: noteRoles,
    input: () => z.strictObject({ patientId: PatientIdSchema }),
    output: () =>
      z.strictObject({
        recordings: z.array(RecordingSchema),
        canListen: z.boolean(),
        progress: z.strictObject({ recordingId: RecordingIdSchema, doneMs: z.int(), msLeft: z.int().nullable() }).nullable(),
      }),
  }),
  /** The recordings that wait for this clinician, of any patient: the one being made, cut off, not yet transcribed. */
  "sound.unsettled": call({
    who: noteRoles,
    input: () => none,
    output: () => z.strictObject({ waiting: z.array(z.strictObject({ recording: RecordingSchema, patientName: z.string() })) }),
  }),
  /** Takes in a sound file the window decodes: opened, filled in order, closed. */
  "sound.openImport": call({
    who: noteRoles,
    input: () =>
      z.strictObject({
        patientId: PatientIdSchema,
        channels: z.int().min(1).max(2),
        startedAt: InstantSchema,
        endedAt: InstantSchema.nullable(),
      }),
    output: () => recording,
  }),
  "sound.append": call({
    who: noteRoles,
    input: () => z.strictObject({ recordingId: RecordingIdSchema, channels: z.array(SamplesSchema).min(1).max(2) }),
    output: () => none,
  }),
  "sound.closeImport": call({
    who: noteRoles,
    input: () => z.strictObject({ recordingId: RecordingIdSchema, whole: z.boolean() }),
    output: () => none,
  }),
  /** Transcribes in the background; `sound.progress` tells how it goes. */
  "sound.transcribe": call({ who: noteRoles, input: () => recording, output: () => none }),
  "sound.cancelTranscribing": call({ who: noteRoles, input: () => none, output: () => none }),
  /** What the sound says of a session's lines; null for a session that came from no sound. */
  "sound.open": call({
    who: noteRoles,
    input: () => z.strictObject({ encounterId: EncounterIdSchema }),
    output: () => z.strictObject({ recording: RecordingSchema, lines: z.array(SoundLineSchema) }).nullable(),
  }),
  /** A stretch to be played, both channels together: Int16, 16 kHz. */
  "sound.hear": call({
    who: noteRoles,
    input: () => z.strictObject({ recordingId: RecordingIdSchema, fromMs: z.int().min(0), toMs: z.int().min(1) }),
    output: () => z.strictObject({ samples: z.instanceof(Uint8Array) }),
  }),
  /** Changes what a line says; what was heard is kept beside it. */
  "sound.correctLine": call({
    who: noteRoles,
    input: () => z.strictObject({ encounterId: EncounterIdSchema, line: z.int().min(1), text: z.string().trim().min(1).max(20_000) }),
    output: () => z.strictObject({ turns: z.array(TurnSchema), lines: z.array(SoundLineSchema) }),
  }),
  /** The transcript is right: the sound goes, for good, by the clinic's rule. */
  "sound.confirm": call({
    who: noteRoles,
    input: () => z.strictObject({ encounterId: EncounterIdSchema }),
    output: () => z.strictObject({ recording: RecordingSchema }),
  }),
  /** Listens while a key is held, for a note; nothing of the sound is kept. */
  "sound.beginDictation": call({ who: noteRoles, input: () => z.strictObject({ noteId: NoteIdSchema }), output: () => none }),
  /** The key was let go: what was said, as words. */
  "sound.endDictation": call({ who: noteRoles, input: () => none, output: () => z.strictObject({ text: z.string().max(20_000) }) }),
  /** Destroys a recording without a transcript. */
  "sound.discard": call({ who: noteRoles, input: () => recording, output: () => none }),
} as const;
