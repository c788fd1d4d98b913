import { z } from "zod";
import { GlassReasonSchema } from "../domain/access.ts";
import { EmergencyChartSchema } from "../domain/emergency.ts";
import { PatientIdSchema } from "../domain/ids.ts";
import { PatientSummarySchema } from "../domain/patient.ts";
import { PasswordSchema } from "../domain/people.ts";
import { InstantSchema } from "../domain/time.ts";
import { call, careRoles } from "./call.ts";

/** Reading sealed copies while the host cannot be reached; each chart that is opened waits for review afterwards. */
export const emergencyCalls = {
  /** Begins an emergency, with its reason and the password once more; it ends by itself. */
  "emergency.begin": call({
    who: careRoles,
    input: () => z.strictObject({ reason: GlassReasonSchema, password: PasswordSchema }),
    output: () => z.strictObject({ until: InstantSchema, patients: z.int().min(0), copiedAt: InstantSchema.nullable() }),
  }),
  "emergency.find": call({
    who: careRoles,
    input: () => z.strictObject({ query: z.string().trim().min(2).max(120) }),
    output: () => z.strictObject({ patients: z.array(PatientSummarySchema).max(20) }),
  }),
  "emergency.open": call({ who: careRoles, input: () => z.strictObject({ patientId: PatientIdSchema }), output: () => EmergencyChartSchema }),
} as const;
