import { z } from "zod";
import { errorCodes } from "../errors.ts";
import { InstantSchema } from "./time.ts";

/** What the leak test's day is made of, in order. */
export const daySteps = ["set-up", "chart", "agreement", "vendor-draft", "device-draft", "sign", "export", "backup", "log", "close"] as const;
export const DayStepSchema = z.enum(daySteps);
export type DayStep = z.infer<typeof DayStepSchema>;

/** What a leak test found: numbers and places, never what was planted. */
export const CanaryReportSchema = z.strictObject({
  format: z.literal("chartwell-leak-test/1"),
  madeAt: InstantSchema,
  appVersion: z.string(),
  runtime: z.string(),
  steps: z.array(DayStepSchema),
  stoppedAt: DayStepSchema.nullable(),
  code: z.enum(errorCodes).nullable(),
  planted: z.int(),
  searched: z.strictObject({ files: z.int(), bytes: z.int(), wireBytes: z.int() }),
  /** Whether the search finds what lies in the open, and whether the far end heard what it should. */
  controls: z.strictObject({ scan: z.boolean(), wire: z.boolean() }),
  found: z.array(z.strictObject({ where: z.string(), encoding: z.string(), planted: z.int() })),
  verdict: z.enum(["clean", "leaked", "incomplete"]),
});
export type CanaryReport = z.infer<typeof CanaryReportSchema>;
