import { z } from "zod";
import { NoteIdSchema, PatientIdSchema, RecordingIdSchema } from "../domain/ids.ts";
import { InstantSchema } from "../domain/time.ts";
import { call, noteRoles } from "./call.ts";

const nothing = z.strictObject({});
const recording = z.strictObject({ recordingId: RecordingIdSchema });
const channels = z.int().min(1).max(2);
const KeySchema = z.base64().max(200);
/** A stretch is a second; so much holds half a minute of two channels. */
export const mostSoundBytes = 2 * 1024 * 1024;
const bytes = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** How a recording begins: named and keyed where its microphones are, so that it can begin without the host too. */
export const BegunRecordingSchema = z.strictObject({
  recordingId: RecordingIdSchema,
  patientId: PatientIdSchema,
  channels,
  startedAt: InstantSchema,
  publicKey: KeySchema,
  /** Hears it; the workstation forgets it as soon as the host has it. */
  privateKey: KeySchema,
});

/** What a workstation tells its host of what it hears. */
export const linkSoundCalls = {
  /** A session is about to be recorded; the patient's consent must be on file. */
  "link.beginRecording": call({ who: noteRoles, input: () => BegunRecordingSchema, output: () => nothing }),
  /** One that was cut off goes on, at the workstation where it began. */
  "link.continueRecording": call({ who: noteRoles, input: () => recording.extend({ channels }), output: () => nothing }),
  /** Its microphone could not be had: there is no such recording. */
  "link.forgetRecording": call({ who: noteRoles, input: () => recording, output: () => nothing }),
  /**
   * The next sealed bytes of a recording and where they begin; answered with how much the host has, which is
   * where to go on. No bytes: only asks. It goes on while the screen is locked; `sound.not-found`: nobody wants it.
   */
  "link.deliverSound": call({
    who: "anyone",
    input: () =>
      recording.extend({
        at: bytes,
        bytes: z.instanceof(Uint8Array).refine((sound) => sound.byteLength <= mostSoundBytes),
        running: z.boolean(),
      }),
    output: () => z.strictObject({ at: bytes }),
  }),
  /** All of it has been delivered, so many bytes. */
  "link.endRecording": call({ who: "anyone", input: () => recording.extend({ bytes, endedAt: InstantSchema }), output: () => nothing }),
  /** Somebody wants to dictate for a note; the sound stays at the workstation. */
  "link.admitDictation": call({ who: noteRoles, input: () => z.strictObject({ noteId: NoteIdSchema }), output: () => nothing }),
} as const;
