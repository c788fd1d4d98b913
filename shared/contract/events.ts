import { z } from "zod";
import { DraftIdSchema, EncounterIdSchema, NoteIdSchema, RecordingIdSchema } from "../domain/ids.ts";
import { SentenceSchema } from "../domain/note.ts";
import { RecordingLevelSchema } from "../domain/sound.ts";
import { errorCodes } from "../errors.ts";

/** What main tells the window unasked. The same rule as calls: parsed before it is sent. */
export const events = {
  /** One drafted sentence, names already put back. */
  "draft.sentence": z.strictObject({ draftId: DraftIdSchema, sectionId: z.string(), sentence: SentenceSchema }),
  "draft.progress": z.strictObject({
    draftId: DraftIdSchema,
    step: z.enum(["removing-identifiers", "checking-agreement", "recording", "waiting", "receiving", "checking-sentences", "saving"]),
  }),
  "draft.failed": z.strictObject({ draftId: DraftIdSchema, code: z.enum(errorCodes) }),
  "session.locked": z.strictObject({ reason: z.enum(["idle", "signed-out", "system-lock", "limit"]) }),
  /** How the running recording is doing, some ten times a second; null when it has ended, with a code when not by choice. */
  "sound.level": z.strictObject({ level: RecordingLevelSchema.nullable(), code: z.enum(errorCodes).nullable() }),
  "sound.progress": z.strictObject({
    recordingId: RecordingIdSchema,
    doneMs: z.int(),
    /** Milliseconds until it is done, once that can be told. */
    msLeft: z.int().nullable(),
    /** Set when it is over: the session it became, or why it did not. */
    encounterId: EncounterIdSchema.nullable(),
    code: z.enum(errorCodes).nullable(),
  }),
  "note.changed": z.strictObject({ noteId: NoteIdSchema, revision: z.int() }),
} as const;

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>;
