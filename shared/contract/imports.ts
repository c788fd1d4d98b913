import { z } from "zod";
import { PatientIdSchema } from "../domain/ids.ts";
import { DateOrderSchema, largestIntakeBytes, MappingSchema, RowFaultSchema } from "../domain/intake.ts";
import { call } from "./call.ts";

const office = ["practice-manager", "privacy-officer"] as const;
const Bytes = z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= largestIntakeBytes);

/** What was found of a slice of rows, or done with it. */
export const IntakeReportSchema = z.strictObject({
  /** Rows looked at so far, and how many there are. */
  upTo: z.int(),
  rows: z.int(),
  taken: z.int(),
  faults: z.array(RowFaultSchema),
});
export type IntakeReport = z.infer<typeof IntakeReportSchema>;

/** Bringing patients in: a table, FHIR, or a package of another Chartwell. */
export const importCalls = {
  /** Looks at a file and keeps it in memory until it is imported or the person leaves. */
  "imports.look": call({
    who: office,
    input: () => z.strictObject({ bytes: Bytes, passphrase: z.string().max(200) }),
    output: () =>
      z.discriminatedUnion("kind", [
        z.strictObject({
          kind: z.literal("table"),
          rows: z.int(),
          columns: z.array(z.strictObject({ name: z.string(), samples: z.array(z.string()) })).max(200),
          mapping: MappingSchema,
          dateOrder: DateOrderSchema,
        }),
        z.strictObject({ kind: z.literal("fhir"), rows: z.int() }),
        z.strictObject({ kind: z.literal("package"), sessions: z.int(), notes: z.int() }),
        z.strictObject({ kind: z.literal("passphrase-needed") }),
      ]),
  }),
  /** Takes the next rows, or only says what would become of them. */
  "imports.run": call({
    who: office,
    input: () =>
      z.strictObject({
        mapping: MappingSchema,
        dateOrder: DateOrderSchema,
        from: z.int().min(0),
        count: z.int().min(1).max(500),
        dryRun: z.boolean(),
      }),
    output: () => IntakeReportSchema,
  }),
  /** Takes a package of another Chartwell in, as one patient with everything. */
  "imports.takePackage": call({
    who: office,
    input: () => z.strictObject({}),
    output: () => z.strictObject({ patientId: PatientIdSchema, sessions: z.int(), notes: z.int() }),
  }),
} as const;
