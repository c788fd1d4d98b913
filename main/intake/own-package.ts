import { z } from "zod";
import { DisclosureSchema } from "../../shared/domain/disclosure.ts";
import { EncounterIdSchema } from "../../shared/domain/ids.ts";
import { NoteSchema } from "../../shared/domain/note.ts";
import { ConsentSchema, DemographicsSchema } from "../../shared/domain/patient.ts";
import { RightsRequestSchema } from "../../shared/domain/rights.ts";
import { InstantSchema } from "../../shared/domain/time.ts";
import { TranscriptKindSchema, TurnSchema } from "../../shared/domain/transcript.ts";

/** What another Chartwell wrote down of one patient. */
export const OwnRecordSchema = z.object({
  format: z.literal("chartwell-record/2"),
  patient: DemographicsSchema.extend({ registeredAt: InstantSchema }),
  consents: z.array(ConsentSchema.omit({ id: true, patientId: true, recordedBy: true })),
  sessions: z.array(
    z.strictObject({
      id: EncounterIdSchema,
      startedAt: InstantSchema,
      endedAt: InstantSchema.nullable(),
      clinicianName: z.string(),
      kind: TranscriptKindSchema,
      turns: z.array(TurnSchema),
    }),
  ),
  notes: z.array(NoteSchema.extend({ sessionStartedAt: InstantSchema })),
  disclosures: z.array(DisclosureSchema.omit({ id: true, patientId: true })),
  amendments: z.array(RightsRequestSchema.omit({ id: true, patientId: true })),
});
export type OwnRecord = z.infer<typeof OwnRecordSchema>;

/** Reads `record.json`; null when it is not one, or of a form this version does not know. */
export function readOwnRecord(text: string): OwnRecord | null {
  try {
    const parsed = OwnRecordSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
