import { z } from "zod";
import { ConflictIdSchema, EncounterIdSchema, NoteIdSchema } from "../domain/ids.ts";
import { NoteSchema, SectionSchema } from "../domain/note.ts";
import { InstantSchema } from "../domain/time.ts";
import { call, noteRoles } from "./call.ts";

const ConflictSchema = z.strictObject({
  id: ConflictIdSchema,
  noteId: NoteIdSchema,
  encounterId: EncounterIdSchema,
  patientName: z.string(),
  /** When the version that waits was written. */
  madeAt: InstantSchema,
});
export type Conflict = z.infer<typeof ConflictSchema>;
const which = z.strictObject({ conflictId: ConflictIdSchema });

export const conflictCalls = {
  /** This person's versions, written while the host was away, that wait beside a note somebody else changed meanwhile. */
  "conflicts.list": call({
    who: noteRoles,
    input: () => z.strictObject({}),
    output: () => z.strictObject({ conflicts: z.array(ConflictSchema).max(200) }),
  }),
  /** Both, side by side. */
  "conflicts.open": call({
    who: noteRoles,
    input: () => which,
    output: () => z.strictObject({ conflict: ConflictSchema, note: NoteSchema, away: z.array(SectionSchema) }),
  }),
  /**
   * One of the two goes on: the record's, or the one written away, made from the record's `revision` seen
   * here. What gives way is kept as a version. A signed note stays as it is.
   */
  "conflicts.settle": call({
    who: noteRoles,
    input: () => which.extend({ choice: z.enum(["record", "away"]), revision: z.int().min(1) }),
    output: () => NoteSchema,
  }),
} as const;
