import { z } from "zod";
import { type BackupLine, BackupLineSchema, type BackupPlan, BackupPlanSchema } from "../../../shared/domain/backup.ts";
import type { BackupId } from "../../../shared/domain/ids.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";

const PlanRowSchema = z.object({ folder: z.string(), every_hours: z.int(), keep_count: z.int() });
const LineRowSchema = z.object({
  id: z.string(),
  folder: z.string(),
  name: z.string(),
  made_at: z.string(),
  duration_ms: z.int(),
  bytes: z.int(),
  sha256: z.string(),
  patients: z.int(),
  last_seq: z.int(),
  removed_at: z.string().nullable(),
  drilled_at: z.string().nullable(),
  drill_ms: z.int().nullable(),
  drill_verdict: z.string().nullable(),
});

/** The plan, or null before anyone has chosen a folder. */
export async function readBackupPlan(tx: ReadTx): Promise<BackupPlan | null> {
  const row = await tx.get(sql`SELECT folder, every_hours, keep_count FROM backup_plan WHERE id = 1`, PlanRowSchema);
  if (row === null) return null;
  return BackupPlanSchema.parse({
    folder: tx.show("backup_plan", "folder", { id: 1 }, row.folder),
    everyHours: row.every_hours,
    keepCount: row.keep_count,
  });
}

/** Writes the plan. */
export async function writeBackupPlan(tx: WriteTx, plan: BackupPlan): Promise<void> {
  const folder = tx.hide("backup_plan", "folder", { id: 1 }, plan.folder);
  await tx.run(sql`INSERT INTO backup_plan (id, folder, every_hours, keep_count) VALUES (1, ${folder}, ${plan.everyHours}, ${plan.keepCount})
    ON CONFLICT (id) DO UPDATE SET folder = excluded.folder, every_hours = excluded.every_hours, keep_count = excluded.keep_count`);
}

/** Writes a backup that was made and read back. */
export async function insertBackup(tx: WriteTx, line: BackupLine): Promise<void> {
  const folder = tx.hide("backups", "folder", line, line.folder);
  await tx.run(sql`INSERT INTO backups (id, folder, name, made_at, duration_ms, bytes, sha256, patients, last_seq)
    VALUES (${line.id}, ${folder}, ${line.name}, ${line.madeAt}, ${line.durationMs}, ${line.bytes}, ${line.sha256}, ${line.patients}, ${line.lastSeq})`);
}

/** Backups, newest first. */
export async function listBackups(tx: ReadTx, limit: number): Promise<BackupLine[]> {
  const rows = await tx.all(sql`SELECT * FROM backups ORDER BY made_at DESC, rowid DESC LIMIT ${limit}`, LineRowSchema);
  return rows.map((row) =>
    BackupLineSchema.parse({
      id: row.id,
      folder: tx.show("backups", "folder", row, row.folder),
      name: row.name,
      madeAt: row.made_at,
      durationMs: row.duration_ms,
      bytes: row.bytes,
      sha256: row.sha256,
      patients: row.patients,
      lastSeq: row.last_seq,
      removedAt: row.removed_at,
      drilledAt: row.drilled_at,
      drillMs: row.drill_ms,
      drillVerdict: row.drill_verdict,
    }),
  );
}

/** Marks a backup as removed from its folder. */
export async function markBackupRemoved(tx: WriteTx, id: BackupId): Promise<void> {
  await tx.run(sql`UPDATE backups SET removed_at = ${tx.chartRules.now()} WHERE id = ${id}`);
}

/** Writes what a drill found. */
export async function markBackupDrilled(tx: WriteTx, id: BackupId, drillMs: number, verdict: string): Promise<void> {
  await tx.run(sql`UPDATE backups SET drilled_at = ${tx.chartRules.now()}, drill_ms = ${drillMs}, drill_verdict = ${verdict} WHERE id = ${id}`);
}

/** Keeps what a backup is since a destroyed record was taken out of it. */
export async function markBackupPurged(tx: WriteTx, id: BackupId, bytes: number, sha256: string): Promise<null> {
  await tx.run(sql`UPDATE backups SET bytes = ${bytes}, sha256 = ${sha256} WHERE id = ${id}`);
  return null;
}
