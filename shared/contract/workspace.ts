import { z } from "zod";
import { EncounterIdSchema, NoteIdSchema, UserIdSchema } from "../domain/ids.ts";
import { NoteSchema, SectionSchema } from "../domain/note.ts";
import { CosigningSchema, EarlierNoteSchema, LikenessSchema, NoteCommentSchema, NoteVersionSchema, SnippetSchema } from "../domain/note-standing.ts";
import { PasswordSchema } from "../domain/people.ts";
import { InstantSchema } from "../domain/time.ts";
import { TurnSchema } from "../domain/transcript.ts";
import { call, noteRoles } from "./call.ts";

const officeRoles = ["practice-manager", "privacy-officer", "it-admin"] as const;
const ofNote = z.strictObject({ noteId: NoteIdSchema });
const ofEncounter = z.strictObject({ encounterId: EncounterIdSchema });
const none = z.strictObject({});
const SavedSchema = z.strictObject({ revision: z.int(), savedAt: InstantSchema, sections: z.array(SectionSchema) });

/** What the note workspace does beside writing: co-signing, versions, likeness, what is carried forward, and turns put right. */
export const workspaceCalls = {
  /** Where a note stands between clinician and supervisor. */
  "notes.standing": call({
    who: noteRoles,
    input: () => ofNote,
    output: () =>
      z.strictObject({
        cosigning: CosigningSchema.nullable(),
        comments: z.array(NoteCommentSchema),
        /** Who must sign after the person who asks; null when their own signature is enough. */
        supervisorName: z.string().nullable(),
        /** Whether the person who asks may sign as supervisor now. */
        mayCosign: z.boolean(),
      }),
  }),
  /** The supervisor's signature, which seals the note under both names. The password is asked again (164.312(d)). */
  "notes.cosign": call({
    who: ["supervisor"],
    input: () => z.strictObject({ noteId: NoteIdSchema, revision: z.int().min(1), password: PasswordSchema }),
    output: () => NoteSchema,
  }),
  /** Gives a note back with a word on why; its author may change it again. */
  "notes.return": call({
    who: ["supervisor"],
    input: () => z.strictObject({ noteId: NoteIdSchema, text: NoteCommentSchema.shape.text }),
    output: () => none,
  }),
  /** Takes a note back that waits for its supervisor. */
  "notes.withdraw": call({ who: noteRoles, input: () => ofNote, output: () => none }),
  "notes.comment": call({
    who: noteRoles,
    input: () => z.strictObject({ noteId: NoteIdSchema, text: NoteCommentSchema.shape.text, sentenceKey: NoteCommentSchema.shape.sentenceKey }),
    output: () => z.strictObject({ comments: z.array(NoteCommentSchema) }),
  }),
  /** Earlier states of an unsigned or signed note, newest first. */
  "notes.versions": call({ who: noteRoles, input: () => ofNote, output: () => z.strictObject({ versions: z.array(NoteVersionSchema) }) }),
  "notes.version": call({
    who: noteRoles,
    input: () => z.strictObject({ noteId: NoteIdSchema, revision: z.int().min(1) }),
    output: () => z.strictObject({ version: NoteVersionSchema, sections: z.array(SectionSchema) }),
  }),
  /** How like the patient's last signed notes this one is, most like first. */
  "notes.likeness": call({ who: noteRoles, input: () => ofNote, output: () => z.strictObject({ likeness: z.array(LikenessSchema) }) }),
  "notes.earlier": call({ who: noteRoles, input: () => ofNote, output: () => z.strictObject({ earlier: EarlierNoteSchema.nullable() }) }),
  /** Brings sentences of the note before into this one, marked as carried forward, each to be looked at. */
  "notes.carryForward": call({
    who: noteRoles,
    input: () =>
      z.strictObject({ noteId: NoteIdSchema, revision: z.int().min(1), fromNoteId: NoteIdSchema, keys: z.array(z.string()).min(1).max(200) }),
    output: () => SavedSchema,
  }),
  /** Puts turns right: two voices exchanged, a line cut in two, a line joined to the one before. The note's citations follow. */
  "transcripts.edit": call({
    who: noteRoles,
    input: () =>
      z.strictObject({
        encounterId: EncounterIdSchema,
        edit: z.discriminatedUnion("kind", [
          z.strictObject({ kind: z.literal("swap") }),
          z.strictObject({ kind: z.literal("split"), line: z.int().min(1), at: z.int().min(1) }),
          z.strictObject({ kind: z.literal("join"), line: z.int().min(2) }),
        ]),
      }),
    output: () => z.strictObject({ turns: z.array(TurnSchema), note: NoteSchema.nullable() }),
  }),
  /** Psychotherapy notes: only their author's, and only with their author's password (164.501, 164.508(a)(2)). */
  "privateNotes.state": call({
    who: noteRoles,
    input: () => ofEncounter,
    output: () => z.strictObject({ savedAt: InstantSchema.nullable(), hasKey: z.boolean() }),
  }),
  "privateNotes.open": call({
    who: noteRoles,
    input: () => ofEncounter.extend({ password: PasswordSchema }),
    output: () => z.strictObject({ text: z.string() }),
  }),
  "privateNotes.save": call({
    who: noteRoles,
    input: () => ofEncounter.extend({ password: PasswordSchema, text: z.string().max(40_000) }),
    output: () => z.strictObject({ savedAt: InstantSchema.nullable() }),
  }),
  "snippets.list": call({ who: noteRoles, input: () => none, output: () => z.strictObject({ snippets: z.array(SnippetSchema) }) }),
  "snippets.save": call({ who: noteRoles, input: () => SnippetSchema, output: () => z.strictObject({ snippets: z.array(SnippetSchema) }) }),
  "snippets.remove": call({
    who: noteRoles,
    input: () => z.strictObject({ name: SnippetSchema.shape.name }),
    output: () => z.strictObject({ snippets: z.array(SnippetSchema) }),
  }),
  /** Whose notes are signed by a supervisor too. */
  "supervision.list": call({
    who: officeRoles,
    input: () => none,
    output: () => z.strictObject({ pairs: z.array(z.strictObject({ userId: UserIdSchema, supervisorId: UserIdSchema })) }),
  }),
  "supervision.set": call({
    who: officeRoles,
    input: () => z.strictObject({ userId: UserIdSchema, supervisorId: UserIdSchema.nullable() }),
    output: () => none,
  }),
} as const;
