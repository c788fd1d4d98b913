import { z } from "zod";
import { DraftIdSchema, EncounterIdSchema, NoteIdSchema, RecordingIdSchema } from "../domain/ids.ts";
import { SentenceSchema } from "../domain/note.ts";
import { changeAreas, PresentSchema } from "../domain/presence.ts";
import { RecordingLevelSchema } from "../domain/sound.ts";
import { PlaceOfRecordSchema } from "../domain/station.ts";
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
  /** How loud the microphones are that somebody tries, 0 to 1 each. */
  "sound.tried": z.strictObject({ levels: z.array(z.number().min(0).max(1)).max(2) }),
  "sound.progress": z.strictObject({
    recordingId: RecordingIdSchema,
    doneMs: z.int(),
    /** Milliseconds until it is done, once that can be told. */
    msLeft: z.int().nullable(),
    /** Set when it is over: the session it became, or why it did not. */
    encounterId: EncounterIdSchema.nullable(),
    code: z.enum(errorCodes).nullable(),
  }),
  /** How a workstation stands to its host has changed. */
  "station.changed": PlaceOfRecordSchema,
  "presence.changed": z.strictObject({ encounterId: EncounterIdSchema, present: z.array(PresentSchema).max(50) }),
  /** Somebody at another window changed what these lists show. */
  "record.changed": z.strictObject({ areas: z.array(z.enum(changeAreas)).max(changeAreas.length) }),
  /** Another caller has changed this note, or where it stands: whoever shows it reads it again. */
  "note.changed": z.strictObject({ noteId: NoteIdSchema }),
} as const;

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>;
