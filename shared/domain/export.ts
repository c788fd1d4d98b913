import { z } from "zod";
import { errorCodes } from "../errors.ts";
import { ExportIdSchema } from "./ids.ts";
import { InstantSchema } from "./time.ts";

/** How a package is closed: an AES-256 ZIP, an age file, or not at all, with the warning on record (45 CFR 164.524(c)(2), 164.312(e)(2)(ii)). */
export const exportFormats = ["zip", "age", "plain"] as const;
export const ExportFormatSchema = z.enum(exportFormats);
export type ExportFormat = z.infer<typeof ExportFormatSchema>;

/** An export of many records as its screen shows it. */
export const ExportJobSchema = z.strictObject({
  id: ExportIdSchema,
  state: z.enum(["running", "paused", "done", "cancelled"]),
  format: ExportFormatSchema,
  total: z.int(),
  done: z.int(),
  bytes: z.int(),
  startedAt: InstantSchema,
  startedByName: z.string(),
  endedAt: InstantSchema.nullable(),
  /** Why it stopped by itself. */
  stoppedBy: z.enum(errorCodes).nullable(),
  msLeft: z.int().nullable(),
});
export type ExportJobLine = z.infer<typeof ExportJobSchema>;
