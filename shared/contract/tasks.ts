import { z } from "zod";
import { DiagnosisSchema, ProcedureSchema, SessionCodesSchema, SessionTypeSchema } from "../domain/codes.ts";
import { EncounterIdSchema, NoteIdSchema } from "../domain/ids.ts";
import { ClinicTemplateSchema, NewTemplateSchema, SectionSchema, SentenceSchema } from "../domain/note.ts";
import { AddedRedactionSchema, ReleasedRedactionSchema } from "../domain/privacy.ts";
import { InstantSchema } from "../domain/time.ts";
import { VendorIdSchema } from "../domain/vendor.ts";
import { call, careRoles, noteRoles } from "./call.ts";

const approvers = ["supervisor", "practice-manager", "privacy-officer"] as const;
const one = z.strictObject({ templateId: z.string().max(40) });

/** What a person decided in the Privacy panel, as every send needs it. */
const review = {
  encounterId: EncounterIdSchema,
  vendorId: VendorIdSchema.nullable().default(null),
  added: z.array(AddedRedactionSchema).max(500).default([]),
  released: z.array(ReleasedRedactionSchema).max(100).default([]),
  doubtsReviewed: z.boolean(),
};
const sentences = z.strictObject({ sentences: z.array(SentenceSchema) });

export const taskCalls = {
  /** Proposes a note format of the clinic's own, or a new version of one. */
  "templates.propose": call({ who: careRoles, input: () => NewTemplateSchema, output: () => ClinicTemplateSchema }),
  "templates.approve": call({ who: approvers, input: () => one, output: () => ClinicTemplateSchema }),
  "templates.retire": call({ who: approvers, input: () => one, output: () => z.strictObject({}) }),
  /** Drafts one section of a draft again and keeps it in the note. */
  "sections.redraft": call({
    who: noteRoles,
    input: () =>
      z.strictObject({
        ...review,
        noteId: NoteIdSchema,
        sectionId: z.string().max(40),
        wish: z.enum(["again", "shorter", "longer"]),
        via: z.enum(["device", "vendor"]).default("vendor"),
      }),
    output: () => z.strictObject({ revision: z.int(), savedAt: InstantSchema, sections: z.array(SectionSchema) }),
  }),
  "sessions.summarise": call({ who: noteRoles, input: () => z.strictObject(review), output: () => sentences }),
  /** Says, goal by goal of the newest treatment plan, what the session shows. */
  "sessions.progress": call({ who: noteRoles, input: () => z.strictObject(review), output: () => sentences }),
  "sessions.classify": call({
    who: noteRoles,
    input: () => z.strictObject(review),
    output: () => z.strictObject({ type: SessionTypeSchema, lines: z.array(z.int().min(1)) }),
  }),
  /** The codes kept for a session, and the procedure its times support for each kind of session. */
  "codes.view": call({
    who: noteRoles,
    input: () => z.strictObject({ encounterId: EncounterIdSchema }),
    output: () => z.strictObject({ codes: SessionCodesSchema.nullable(), procedures: z.record(SessionTypeSchema, ProcedureSchema) }),
  }),
  "codes.suggest": call({
    who: noteRoles,
    input: () => z.strictObject(review),
    output: () => z.strictObject({ diagnoses: z.array(DiagnosisSchema) }),
  }),
  "codes.save": call({
    who: noteRoles,
    input: () => z.strictObject({ encounterId: EncounterIdSchema, codes: SessionCodesSchema }),
    output: () => SessionCodesSchema,
  }),
} as const;
