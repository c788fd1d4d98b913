import { z } from "zod";
import { PatientIdSchema } from "./ids.ts";
import { DemographicsSchema } from "./patient.ts";
import { InstantSchema } from "./time.ts";

/**
 * What of a chart is needed in an emergency when the clinic's record cannot be reached (45 CFR
 * 164.312(a)(2)(ii)): who it is, whom to call, what to beware of, and the latest signed note.
 */
export const EmergencyChartSchema = z.strictObject({
  patientId: PatientIdSchema,
  demographics: DemographicsSchema.pick({
    familyName: true,
    givenName: true,
    preferredName: true,
    pronouns: true,
    bornOn: true,
    mrn: true,
    phone: true,
    alerts: true,
    relatedPersons: true,
  }),
  lastNote: z
    .strictObject({
      templateName: z.string(),
      signedAt: InstantSchema,
      signedBy: z.string(),
      sections: z.array(z.strictObject({ title: z.string(), text: z.string() })).max(40),
    })
    .nullable(),
  /** When the copy was made. */
  copiedAt: InstantSchema,
});
export type EmergencyChart = z.infer<typeof EmergencyChartSchema>;
