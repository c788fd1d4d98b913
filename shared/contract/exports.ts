import { z } from "zod";
import { ExportFormatSchema, ExportJobSchema } from "../domain/export.ts";
import { ExportIdSchema, PatientIdSchema, RightsRequestIdSchema } from "../domain/ids.ts";
import { PasswordSchema } from "../domain/people.ts";
import { call } from "./call.ts";

const office = ["practice-manager", "privacy-officer"] as const;
const job = z.strictObject({ id: ExportIdSchema });

/** Handing records over: one patient's, a selection, the whole practice (45 CFR 164.524; EHI export). */
export const exportCalls = {
  /** Which ways policy allows. */
  "exports.formats": call({ who: office, input: () => z.strictObject({}), output: () => z.strictObject({ formats: z.array(ExportFormatSchema) }) }),
  /** Writes one patient's record to a place the person chooses. */
  "records.export": call({
    who: office,
    input: () =>
      z.strictObject({
        patientId: PatientIdSchema,
        password: PasswordSchema,
        format: ExportFormatSchema,
        /** The person was told what an unencrypted copy risks, and asked for it all the same. */
        warned: z.boolean(),
        /** The request this answers, which it closes. */
        requestId: RightsRequestIdSchema.nullable(),
      }),
    output: () =>
      z.strictObject({
        fileCount: z.int(),
        byteCount: z.int(),
        /** Seven words; told to the recipient by another way than the file. "" for a plain package. */
        passphrase: z.string(),
        sha256: z.string(),
      }),
  }),
  /** Begins to write many records into a folder the person chooses; null: everybody's. */
  "exports.begin": call({
    who: office,
    input: () =>
      z.strictObject({
        patientIds: z.array(PatientIdSchema).min(1).max(20_000).nullable(),
        format: ExportFormatSchema,
        warned: z.boolean(),
        password: PasswordSchema,
      }),
    output: () => z.strictObject({ id: ExportIdSchema, total: z.int(), passphrase: z.string() }),
  }),
  "exports.list": call({ who: office, input: () => z.strictObject({}), output: () => z.strictObject({ jobs: z.array(ExportJobSchema) }) }),
  "exports.pause": call({ who: office, input: () => job, output: () => z.strictObject({}) }),
  "exports.resume": call({ who: office, input: () => job, output: () => z.strictObject({}) }),
  "exports.cancel": call({ who: office, input: () => job, output: () => z.strictObject({}) }),
} as const;
