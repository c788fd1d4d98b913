import { z } from "zod";
import { EncounterIdSchema, NoteIdSchema } from "../domain/ids.ts";
import { NoteSchema, SectionSchema, UnfinishedSchema } from "../domain/note.ts";
import { PasswordSchema } from "../domain/people.ts";
import { InstantSchema } from "../domain/time.ts";
import { call, noteRoles } from "./call.ts";

export const noteCalls = {
  "notes.open": call({ who: noteRoles, input: () => z.strictObject({ noteId: NoteIdSchema }), output: () => NoteSchema }),
  "notes.openForEncounter": call({
    who: noteRoles,
    input: () => z.strictObject({ encounterId: EncounterIdSchema }),
    /** `unfinished`: what the person who asks was typing when the note was last left. */
    output: () => z.strictObject({ note: NoteSchema.nullable(), unfinished: UnfinishedSchema.nullable() }),
  }),
  /** Lays out an empty note for a session that has none; one that is there already is given. */
  "notes.writeByHand": call({
    who: noteRoles,
    input: () => z.strictObject({ encounterId: EncounterIdSchema, templateId: z.string().regex(/^[a-z0-9-]{1,40}$/) }),
    output: () => z.strictObject({ note: NoteSchema }),
  }),
  /** Keeps the sections as they stand on screen; refused when the note changed since `revision`. */
  "notes.save": call({
    who: noteRoles,
    input: () => z.strictObject({ noteId: NoteIdSchema, revision: z.int().min(1), sections: z.array(SectionSchema).min(1).max(40) }),
    output: () => z.strictObject({ revision: z.int(), savedAt: InstantSchema, sections: z.array(SectionSchema) }),
  }),
  /** Keeps the words a person is typing, or forgets them once they are part of the note or given up. */
  "notes.keepUnfinished": call({
    who: noteRoles,
    input: () => z.strictObject({ noteId: NoteIdSchema, revision: z.int().min(1), unfinished: UnfinishedSchema.omit({ keptAt: true }).nullable() }),
    output: () => z.strictObject({ keptAt: InstantSchema }),
  }),
  /** Seals the note. The password is asked again (164.312(d)); unresolved sentences refuse it. */
  "notes.sign": call({
    who: noteRoles,
    input: () => z.strictObject({ noteId: NoteIdSchema, revision: z.int().min(1), password: PasswordSchema }),
    output: () => NoteSchema,
  }),
  "notes.addAddendum": call({
    who: noteRoles,
    input: () => z.strictObject({ noteId: NoteIdSchema, text: z.string().trim().min(1).max(8_000), password: PasswordSchema }),
    output: () => NoteSchema,
  }),
  /** Puts one section's words on this computer's clipboard, for a minute. */
  "notes.copySection": call({
    who: noteRoles,
    input: () => z.strictObject({ noteId: NoteIdSchema, sectionId: z.string().regex(/^[a-z0-9-]{1,40}$/) }),
    output: () => z.strictObject({}),
  }),
  /** Throws an unsigned draft away; the session and its transcript stay. */
  "notes.discard": call({ who: noteRoles, input: () => z.strictObject({ noteId: NoteIdSchema }), output: () => z.strictObject({}) }),
} as const;
