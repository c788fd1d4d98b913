import { z } from "zod";
import { EncounterIdSchema, NoteIdSchema, PatientIdSchema, UserIdSchema } from "./ids.ts";
import { InstantSchema } from "./time.ts";

/** How a clinic likes its notes: how long, how often in the client's words, in whose voice. */
export const TemplateStyleSchema = z.strictObject({
  length: z.enum(["brief", "standard", "detailed"]),
  quote: z.enum(["none", "sparing", "often"]),
  voice: z.enum(["client", "patient", "clinician"]),
});
export type TemplateStyle = z.infer<typeof TemplateStyleSchema>;

/** A kind of note: its sections in order, each with the question it answers. */
export const TemplateSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  version: z.int().min(1),
  sections: z.array(z.strictObject({ id: z.string(), title: z.string(), guidance: z.string() })).min(1),
  style: TemplateStyleSchema,
});
export type Template = z.infer<typeof TemplateSchema>;

/** A note format of the clinic's own as a person writes it down. */
export const NewTemplateSchema = z.strictObject({
  /** The format it is a new version of, or null. */
  templateId: z
    .string()
    .regex(/^[a-z0-9-]{2,40}$/)
    .nullable(),
  name: z.string().trim().min(2).max(60),
  sections: z
    .array(z.strictObject({ title: z.string().trim().min(2).max(60), guidance: z.string().trim().min(2).max(400) }))
    .min(1)
    .max(12),
  style: TemplateStyleSchema,
  /** A note as the clinic likes it, with invented people; "" for none. */
  example: z.string().trim().max(6_000),
});
export type NewTemplate = z.infer<typeof NewTemplateSchema>;

/** A clinic's own format with its standing. */
export const ClinicTemplateSchema = z.strictObject({
  template: TemplateSchema,
  example: z.string(),
  state: z.enum(["proposed", "approved", "retired"]),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  proposedBy: UserIdSchema,
  proposedAt: InstantSchema,
  approvedBy: UserIdSchema.nullable(),
});
export type ClinicTemplate = z.infer<typeof ClinicTemplateSchema>;

/**
 * Where a sentence comes from. "said" rests on transcript lines; "typed" was written by the
 * clinician; "unsupported" has no line that supports it; "not-assessed" stands in for a negative
 * or normal finding nobody spoke of.
 */
export const sentenceSources = ["said", "typed", "carried-forward", "unsupported", "not-assessed"] as const;
export const SentenceSourceSchema = z.enum(sentenceSources);
export type SentenceSource = z.infer<typeof SentenceSourceSchema>;

export const SentenceSchema = z.strictObject({
  /** Stable within the note, so that an edit keeps its history. */
  key: z.string().regex(/^[a-z0-9]{4,24}$/),
  text: z.string().max(4_000),
  source: SentenceSourceSchema,
  /** Transcript lines it rests on. */
  lines: z.array(z.int().min(1)).max(60),
  /** Whether a person has looked at it: null until then. */
  review: z.enum(["accepted", "edited"]).nullable(),
  /** Why a check doubts it; empty when none does. */
  doubts: z.array(
    z.enum(["no-line", "line-missing", "negation", "number", "medication", "speaker", "overlap", "quote", "instruction", "two-windows"]),
  ),
});
export type Sentence = z.infer<typeof SentenceSchema>;

/** Words a person is still typing: kept beside the note, and no part of it until they are finished. */
export const UnfinishedSchema = z.strictObject({
  sectionId: z.string().max(60),
  /** The sentence being changed; null for a new one. */
  key: SentenceSchema.shape.key.nullable(),
  text: z.string().min(1).max(4_000),
  keptAt: InstantSchema,
});
export type Unfinished = z.infer<typeof UnfinishedSchema>;

export const SectionSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  sentences: z.array(SentenceSchema).max(400),
});
export type Section = z.infer<typeof SectionSchema>;

/** Who made the draft, as it is printed under the note. */
export const DrafterSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("device"), method: z.string() }),
  z.strictObject({ kind: z.literal("vendor"), vendorName: z.string(), modelId: z.string() }),
  z.strictObject({ kind: z.literal("person") }),
]);
export type Drafter = z.infer<typeof DrafterSchema>;

export const AddendumSchema = z.strictObject({
  text: z.string().min(1).max(8_000),
  addedAt: InstantSchema,
  addedBy: UserIdSchema,
  addedByName: z.string(),
});

export const NoteSchema = z.strictObject({
  id: NoteIdSchema,
  patientId: PatientIdSchema,
  encounterId: EncounterIdSchema,
  templateId: z.string(),
  templateName: z.string(),
  state: z.enum(["draft", "signed"]),
  /** Counts up with every saved change; a save names the revision it was made from. */
  revision: z.int().min(1),
  sections: z.array(SectionSchema),
  drafter: DrafterSchema,
  savedAt: InstantSchema,
  signature: z
    .strictObject({
      signedAt: InstantSchema,
      signedBy: UserIdSchema,
      printedName: z.string(),
      /** SHA-256 of the signed content, hex: what was signed can be shown to be what is stored. */
      contentSha256: z.string().regex(/^[0-9a-f]{64}$/),
    })
    .nullable(),
  addenda: z.array(AddendumSchema),
});
export type Note = z.infer<typeof NoteSchema>;

/** Sentences a person must still decide on before the note may be signed, in reading order. */
export function listUnresolved(note: Pick<Note, "sections">): Sentence[] {
  return note.sections.flatMap((section) => section.sentences).filter(needsPerson);
}

/** Whether a sentence still waits for a person: no source, a finding nobody spoke of, or words of another day. */
export function needsPerson(sentence: Sentence): boolean {
  if (sentence.review !== null) return false;
  return (
    sentence.source === "unsupported" || sentence.source === "carried-forward" || sentence.source === "not-assessed" || sentence.doubts.length > 0
  );
}
