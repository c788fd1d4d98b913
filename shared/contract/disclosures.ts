import { z } from "zod";
import { DisclosureContentSchema, DisclosurePurposeSchema, DisclosureSchema } from "../domain/disclosure.ts";
import { DisclosureIdSchema, PatientIdSchema } from "../domain/ids.ts";
import { CalendarDateSchema, InstantSchema } from "../domain/time.ts";
import { call } from "./call.ts";

const office = ["practice-manager", "privacy-officer"] as const;
const patient = z.strictObject({ patientId: PatientIdSchema });

/** Sends that need no accounting because they served treatment, payment or operations, summed up by vendor and task. */
export const ExemptSchema = z.strictObject({
  vendorName: z.string(),
  task: z.string(),
  times: z.int().min(1),
  firstAt: InstantSchema,
  lastAt: InstantSchema,
});

/** The accounting of disclosures (164.528). */
export const disclosureCalls = {
  "disclosures.list": call({
    who: office,
    input: () => patient,
    output: () =>
      z.strictObject({
        since: CalendarDateSchema,
        disclosures: z.array(DisclosureSchema),
        exempt: z.array(ExemptSchema),
        lastGivenOn: CalendarDateSchema.nullable(),
        /** The day from which the next accounting is free again; null while one is. */
        freeFrom: CalendarDateSchema.nullable(),
      }),
  }),
  "disclosures.record": call({
    who: office,
    input: () =>
      z.strictObject({
        patientId: PatientIdSchema,
        disclosedOn: CalendarDateSchema,
        purpose: DisclosurePurposeSchema.exclude(["breach"]),
        content: DisclosureContentSchema,
      }),
    output: () => z.strictObject({ id: DisclosureIdSchema }),
  }),
  /** Writes the accounting as a document to a place the person chooses, and records that it was given. */
  "disclosures.print": call({ who: office, input: () => patient, output: () => z.strictObject({ entries: z.int(), byteCount: z.int() }) }),
} as const;
