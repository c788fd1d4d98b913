import { z } from "zod";
import { type ExportFormat, ExportFormatSchema } from "../../../shared/domain/export.ts";
import { type ExportId, ExportIdSchema, type PatientId, PatientIdSchema, UserIdSchema } from "../../../shared/domain/ids.ts";
import { InstantSchema } from "../../../shared/domain/time.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";
import { showPerson } from "./users.ts";

export type ExportState = "running" | "paused" | "done" | "cancelled";

/** What is sealed of a job: where it goes and how it is closed. */
const BodySchema = z.strictObject({ folder: z.string(), format: ExportFormatSchema, passphrase: z.string(), warned: z.boolean() });
export type ExportBody = z.infer<typeof BodySchema>;

const RowSchema = z.object({
  id: ExportIdSchema,
  state: z.enum(["running", "paused", "done", "cancelled"]),
  body: z.instanceof(Uint8Array),
  started_at: InstantSchema,
  ended_at: InstantSchema.nullable(),
  total: z.int(),
  done: z.int(),
  bytes: z.int(),
  started_by: UserIdSchema,
  display_name: z.string(),
});
const FileRowSchema = z.object({
  position: z.int(),
  patient_id: PatientIdSchema,
  name: z.string().nullable(),
  bytes: z.int().nullable(),
  sha256: z.string().nullable(),
});
export type ExportFile = z.output<typeof FileRowSchema>;

/** A job as it stands. */
export interface ExportJob {
  readonly id: ExportId;
  readonly state: ExportState;
  readonly body: ExportBody;
  readonly startedAt: string;
  readonly startedByName: string;
  readonly endedAt: string | null;
  readonly total: number;
  readonly done: number;
  readonly bytes: number;
}

const selection = `SELECT j.id, j.state, j.body, j.started_at, j.ended_at, j.total, j.started_by, u.display_name,
    (SELECT COUNT(*) FROM export_job_files f WHERE f.job_id = j.id AND f.name IS NOT NULL) AS done,
    (SELECT COALESCE(SUM(f.bytes), 0) FROM export_job_files f WHERE f.job_id = j.id) AS bytes
  FROM export_jobs j JOIN users u ON u.id = j.started_by`;

const bind = (id: ExportId) => `export-job|${id}`;

/** Writes a job over these patients, or over everybody there is. */
export async function insertJob(tx: WriteTx, id: ExportId, body: ExportBody, patientIds: readonly PatientId[] | null): Promise<number> {
  await tx.run(sql`INSERT INTO export_jobs (id, state, body, started_at, started_by, total)
    VALUES (${id}, 'running', ${tx.keys.sealForClinic(bind(id), body)}, ${tx.chartRules.now()}, ${tx.by.userId}, 0)`);
  const total =
    patientIds === null
      ? await tx.run(
          sql`INSERT INTO export_job_files (job_id, position, patient_id) SELECT ${id}, ROW_NUMBER() OVER (ORDER BY p.rowid), p.id FROM patients p`,
        )
      : await tx.run(sql`INSERT INTO export_job_files (job_id, position, patient_id)
          SELECT ${id}, CAST(j.key AS INTEGER) + 1, j.value FROM json_each(${JSON.stringify(patientIds)}) j`);
  await tx.run(sql`UPDATE export_jobs SET total = ${total} WHERE id = ${id}`);
  return total;
}

/** Jobs, the newest first. */
export async function listJobs(tx: ReadTx): Promise<ExportJob[]> {
  return (await tx.all({ text: `${selection} ORDER BY j.started_at DESC, j.rowid DESC LIMIT 50`, values: [] }, RowSchema)).map((row) =>
    toJob(tx, row),
  );
}

/** One job, or null. */
export async function readJob(tx: ReadTx, id: ExportId): Promise<ExportJob | null> {
  const row = await tx.get({ text: `${selection} WHERE j.id = ?`, values: [id] }, RowSchema);
  return row === null ? null : toJob(tx, row);
}

/** Says where a job stands. One that has ended keeps no passphrase. */
export async function setJobState(tx: WriteTx, job: ExportJob, state: ExportState): Promise<void> {
  const ended = state === "done" || state === "cancelled";
  const body = ended ? { ...job.body, passphrase: "" } : job.body;
  await tx.run(sql`UPDATE export_jobs SET state = ${state}, ended_at = ${ended ? tx.chartRules.now() : null},
    body = ${tx.keys.sealForClinic(bind(job.id), body)} WHERE id = ${job.id}`);
}

/** The next patients of a job whose package is not written. */
export function listPending(tx: ReadTx, id: ExportId, limit: number): Promise<ExportFile[]> {
  return tx.all(
    sql`SELECT position, patient_id, name, bytes, sha256 FROM export_job_files WHERE job_id = ${id} AND name IS NULL ORDER BY position LIMIT ${limit}`,
    FileRowSchema,
  );
}

/** A job's files in order, from a position on. */
export function listFiles(tx: ReadTx, id: ExportId, after: number, limit: number): Promise<ExportFile[]> {
  return tx.all(
    sql`SELECT position, patient_id, name, bytes, sha256 FROM export_job_files WHERE job_id = ${id} AND position > ${after} ORDER BY position LIMIT ${limit}`,
    FileRowSchema,
  );
}

/** Keeps that a patient's package was made; "" where the record was destroyed meanwhile; null takes it back. */
export async function noteFile(
  tx: WriteTx,
  id: ExportId,
  position: number,
  file: { name: string; bytes: number; sha256: string } | null,
): Promise<void> {
  await tx.run(sql`UPDATE export_job_files SET name = ${file?.name ?? null}, bytes = ${file?.bytes ?? null}, sha256 = ${file?.sha256 ?? null}
    WHERE job_id = ${id} AND position = ${position}`);
}

/** Jobs that were running when the program ended wait for a person. */
export async function pauseRunning(tx: WriteTx): Promise<number> {
  return tx.run(sql`UPDATE export_jobs SET state = 'paused' WHERE state = 'running'`);
}

function toJob(tx: ReadTx, row: z.output<typeof RowSchema>): ExportJob {
  return {
    ...{ id: row.id, state: row.state, body: tx.keys.unsealForClinic(bind(row.id), row.body, BodySchema) },
    ...{
      startedAt: row.started_at,
      startedByName: showPerson(tx, row.started_by, row.display_name),
      endedAt: row.ended_at,
      total: row.total,
      done: row.done,
      bytes: row.bytes,
    },
  };
}

/** How a job's package of one patient is named: a number, never a name. */
export function nameExportFile(position: number, format: ExportFormat): string {
  return `patient-${String(position).padStart(6, "0")}.${format === "age" ? "zip.age" : "zip"}`;
}
