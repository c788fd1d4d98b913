import { z } from "zod";
import { NoteIdSchema, UserIdSchema } from "./ids.ts";
import { SectionSchema } from "./note.ts";
import { InstantSchema } from "./time.ts";

/** A note under supervision: handed in, given back with comments, or signed by both. */
export const CosigningSchema = z.strictObject({
  state: z.enum(["awaiting", "returned", "cosigned"]),
  supervisorId: UserIdSchema,
  supervisorName: z.string(),
  submittedBy: UserIdSchema,
  submittedAt: InstantSchema,
  /** As it is printed under the note. */
  submittedName: z.string(),
  decidedAt: InstantSchema.nullable(),
  decidedName: z.string().nullable(),
});
export type Cosigning = z.infer<typeof CosigningSchema>;

/** A word about a note between supervisor and clinician; no part of the note. */
export const NoteCommentSchema = z.strictObject({
  text: z.string().trim().min(1).max(2_000),
  /** The sentence it is about, or null for the whole note. */
  sentenceKey: z
    .string()
    .regex(/^[a-z0-9]{4,24}$/)
    .nullable(),
  addedAt: InstantSchema,
  addedBy: UserIdSchema,
  addedByName: z.string(),
});
export type NoteComment = z.infer<typeof NoteCommentSchema>;

/** Why an earlier state of a note was kept: work was picked up again, or it was about to be changed as a whole. */
export const versionReasons = ["pause", "redrafted", "submitted", "carried-forward", "away"] as const;

/** An earlier state of a note, as the list shows it. */
export const NoteVersionSchema = z.strictObject({
  revision: z.int().min(1),
  savedAt: InstantSchema,
  savedByName: z.string(),
  reason: z.enum(versionReasons),
});
export type NoteVersion = z.infer<typeof NoteVersionSchema>;

/** How much of a note stands word for word in an earlier one of the same patient. */
export const LikenessSchema = z.strictObject({
  noteId: NoteIdSchema,
  /** When the session of that note was. */
  startedAt: InstantSchema,
  templateName: z.string(),
  /** Share of this note's runs of five words that the other holds too, 0 to 1. */
  share: z.number().min(0).max(1),
  /** Sentences of this note that the other holds word for word. */
  sentenceKeys: z.array(z.string()),
});
export type Likeness = z.infer<typeof LikenessSchema>;

/** The signed note before this one, from which sentences may be carried forward. */
export const EarlierNoteSchema = z.strictObject({
  noteId: NoteIdSchema,
  startedAt: InstantSchema,
  templateName: z.string(),
  sections: z.array(SectionSchema),
});

/** A few words a person writes often, put in by their name. */
export const SnippetSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]{2,24}$/),
  text: z.string().trim().min(1).max(1_000),
});
export type Snippet = z.infer<typeof SnippetSchema>;
