import { z } from "zod";
import { errorCodes } from "../errors.ts";
import { BackupIdSchema } from "./ids.ts";
import { InstantSchema } from "./time.ts";

/** Where backups go, how often, and how many are kept. */
export const BackupPlanSchema = z.strictObject({
  folder: z.string().min(1).max(1000),
  everyHours: z.int().min(1).max(48),
  keepCount: z.int().min(2).max(90),
});
export type BackupPlan = z.infer<typeof BackupPlanSchema>;

/** One backup as the list shows it. */
export const BackupLineSchema = z.strictObject({
  id: BackupIdSchema,
  name: z.string(),
  folder: z.string(),
  madeAt: InstantSchema,
  durationMs: z.int().min(0),
  bytes: z.int().min(0),
  sha256: z.string(),
  patients: z.int().min(0),
  lastSeq: z.int(),
  removedAt: InstantSchema.nullable(),
  drilledAt: InstantSchema.nullable(),
  drillMs: z.int().min(0).nullable(),
  drillVerdict: z.string().nullable(),
});
export type BackupLine = z.infer<typeof BackupLineSchema>;

export const BackupStatusSchema = z.strictObject({
  plan: BackupPlanSchema.nullable(),
  running: z.strictObject({ step: z.enum(["copying", "checking"]), done: z.int().min(0), total: z.int().min(0) }).nullable(),
  lastFailure: z.enum(errorCodes).nullable(),
  /** When the next one is due; past means now. */
  dueAt: InstantSchema.nullable(),
  backups: z.array(BackupLineSchema).max(200),
});
export type BackupStatus = z.infer<typeof BackupStatusSchema>;

/** What a drill proved: the backup was read, restored beside the record, opened, and its log verified. */
export const DrillReportSchema = z.strictObject({
  backupId: BackupIdSchema,
  backupMadeAt: InstantSchema,
  drilledAt: InstantSchema,
  durationMs: z.int().min(0),
  bytes: z.int().min(0),
  patients: z.int().min(0),
  notes: z.int().min(0),
  auditEntries: z.int().min(0),
  verdict: z.enum(["restorable", "damaged"]),
});
export type DrillReport = z.infer<typeof DrillReportSchema>;

/** A backup found on a disk, before anything of it has been opened. */
export const FoundBackupSchema = z.strictObject({
  name: z.string(),
  clinicName: z.string(),
  madeAt: InstantSchema,
  bytes: z.int().min(0),
  sheetPrintedOn: z.string(),
});
