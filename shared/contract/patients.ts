import { z } from "zod";
import { EncounterIdSchema, NoteIdSchema, PatientIdSchema } from "../domain/ids.ts";
import { ConsentKindSchema, ConsentSchema, DemographicsSchema, PatientSchema, PatientSummarySchema } from "../domain/patient.ts";
import { InstantSchema } from "../domain/time.ts";
import { call, careRoles, noteRoles } from "./call.ts";

/** A session as the chart and the worklist list it. */
export const EncounterSummarySchema = z.strictObject({
  id: EncounterIdSchema,
  patientId: PatientIdSchema,
  patientName: z.string(),
  startedAt: InstantSchema,
  endedAt: InstantSchema.nullable(),
  turnCount: z.int().min(0),
  noteId: NoteIdSchema.nullable(),
  templateName: z.string().nullable(),
  state: z.enum(["to-draft", "drafting", "interrupted", "to-review", "returned", "to-cosign", "awaiting-cosign", "signed"]),
  unresolvedCount: z.int().min(0),
  clinicianName: z.string(),
});
export type EncounterSummary = z.infer<typeof EncounterSummarySchema>;

export const patientCalls = {
  "patients.register": call({ who: careRoles, input: () => DemographicsSchema, output: () => PatientSchema }),
  "patients.update": call({
    who: careRoles,
    input: () => z.strictObject({ patientId: PatientIdSchema, demographics: DemographicsSchema }),
    output: () => PatientSchema,
  }),
  /** Finds by the start of a name, a birth date (YYYY-MM-DD) or an MRN; "" lists the latest. */
  "patients.search": call({
    who: careRoles,
    input: () => z.strictObject({ query: z.string().max(120), limit: z.int().min(1).max(100) }),
    output: () => z.strictObject({ patients: z.array(PatientSummarySchema) }),
  }),
  "patients.open": call({
    who: careRoles,
    input: () => z.strictObject({ patientId: PatientIdSchema }),
    output: () =>
      z.strictObject({
        patient: PatientSchema,
        consents: z.array(ConsentSchema),
        encounters: z.array(EncounterSummarySchema),
      }),
  }),
  "consents.record": call({
    who: careRoles,
    input: () =>
      z.strictObject({
        patientId: PatientIdSchema,
        kind: ConsentKindSchema,
        decision: ConsentSchema.shape.decision,
        method: ConsentSchema.shape.method,
        textVersion: ConsentSchema.shape.textVersion,
      }),
    output: () => ConsentSchema,
  }),
  "consents.revoke": call({
    who: careRoles,
    input: () => z.strictObject({ consentId: ConsentSchema.shape.id, patientId: PatientIdSchema }),
    output: () => z.strictObject({}),
  }),
  /** Sessions that still want something done, others' that wait for this person's co-signature among them, oldest first; then the latest signed. */
  "worklist.list": call({
    who: noteRoles,
    input: () => z.strictObject({}),
    output: () =>
      z.strictObject({
        encounters: z.array(EncounterSummarySchema),
        /** Unsigned sessions that began before this are past the clinic's limit. */
        overdueBefore: InstantSchema,
        signWithinDays: z.int(),
      }),
  }),
} as const;
