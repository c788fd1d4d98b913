import { z } from "zod";
import { EncounterIdSchema, PatientIdSchema } from "../domain/ids.ts";
import { InstantSchema } from "../domain/time.ts";
import { largestTranscriptBytes, SpeakerRoleSchema, TranscriptKindSchema, TranscriptWarningSchema, TurnSchema } from "../domain/transcript.ts";
import { call, noteRoles } from "./call.ts";
import { EncounterSummarySchema } from "./patients.ts";

/** The bytes of a chosen file. Its name never crosses: names of files name patients. */
const FileBytesSchema = z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= largestTranscriptBytes + 1);

export const encounterCalls = {
  /**
   * Reads a transcript file and keeps it as a new session of this patient. A file beyond the
   * limit is cut by the window to one byte over it, which is enough to be refused with its reason.
   */
  "transcripts.import": call({
    who: noteRoles,
    input: () =>
      z.strictObject({
        patientId: PatientIdSchema,
        bytes: FileBytesSchema,
        kindHint: z.string().max(12),
        startedAt: InstantSchema,
        endedAt: InstantSchema.nullable(),
      }),
    output: () =>
      z.strictObject({
        encounterId: EncounterIdSchema,
        kind: TranscriptKindSchema,
        turnCount: z.int(),
        warnings: z.array(TranscriptWarningSchema),
      }),
  }),
  /** Says who a speaker label is, for every line that carries it. */
  "transcripts.assignSpeaker": call({
    who: noteRoles,
    input: () =>
      z.strictObject({
        encounterId: EncounterIdSchema,
        /** Either a label of the file, or single lines where the file has none. */
        label: z.string().max(120).nullable(),
        lines: z.array(z.int().min(1)).max(5000),
        role: SpeakerRoleSchema,
      }),
    output: () => z.strictObject({ turns: z.array(TurnSchema) }),
  }),
  /** Puts a session on record that was not recorded; its note is typed or dictated. */
  "encounters.begin": call({
    who: noteRoles,
    input: () => z.strictObject({ patientId: PatientIdSchema, startedAt: InstantSchema, endedAt: InstantSchema.nullable() }),
    output: () => z.strictObject({ encounterId: EncounterIdSchema }),
  }),
  "encounters.open": call({
    who: noteRoles,
    input: () => z.strictObject({ encounterId: EncounterIdSchema }),
    output: () => z.strictObject({ encounter: EncounterSummarySchema, turns: z.array(TurnSchema) }),
  }),
} as const;
