import { z } from "zod";
import { UserIdSchema } from "../../../shared/domain/ids.ts";
import {
  DrafterSchema,
  type Note,
  type Section,
  SectionSchema,
  type Sentence,
  SentenceSchema,
  UnfinishedSchema,
} from "../../../shared/domain/note.ts";

/** What is sealed of a note in one piece. */
export const NoteBodySchema = z.strictObject({
  sections: z.array(SectionSchema),
  drafter: DrafterSchema,
  /** Sentences with a source as they were before a person changed or removed them. */
  origins: z.array(SentenceSchema).default([]),
  /** What each person is typing. */
  unfinished: z.array(UnfinishedSchema.extend({ by: UserIdSchema })).default([]),
});
export type NoteBody = z.infer<typeof NoteBodySchema>;

/** The longest memory of a draft; the oldest give way. */
const mostOrigins = 400;

/** A new note's body: nothing was changed yet, and nobody types. */
export function beginBody({ sections, drafter }: Pick<Note, "sections" | "drafter">): NoteBody {
  return { sections, drafter, origins: [], unfinished: [] };
}

/**
 * What a draft remembers once these sections take the place of the stored ones. A sentence that is
 * changed or removed can be brought back word for word, and then rests on its lines again.
 */
export function rememberOrigins(stored: Pick<NoteBody, "sections" | "origins">, next: readonly Section[]): Sentence[] {
  const known = new Map(stored.origins.map((sentence) => [sentence.key, sentence]));
  for (const sentence of list(stored.sections)) if (sentence.source !== "typed" && !known.has(sentence.key)) known.set(sentence.key, sentence);
  for (const sentence of list(next)) if (sentence.source !== "typed") known.delete(sentence.key);
  return [...known.values()].slice(-mostOrigins);
}

const list = (sections: readonly Section[]) => sections.flatMap(({ sentences }) => sentences);
