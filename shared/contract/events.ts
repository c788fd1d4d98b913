import { z } from "zod";
import { DraftIdSchema, NoteIdSchema } from "../domain/ids.ts";
import { SentenceSchema } from "../domain/note.ts";
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
  "note.changed": z.strictObject({ noteId: NoteIdSchema, revision: z.int() }),
} as const;

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>;
