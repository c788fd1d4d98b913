import { z } from "zod";
import {
  AffectedSummarySchema,
  type AssessmentBody,
  AssessmentBodySchema,
  BreachOutcomeSchema,
  ExposureSchema,
} from "../../../shared/domain/breach.ts";
import { type AssessmentId, AssessmentIdSchema, PatientIdSchema, UserIdSchema } from "../../../shared/domain/ids.ts";
import { CalendarDateSchema } from "../../../shared/domain/time.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";
import type { Affected } from "./breach-affected.ts";
import { showPerson } from "./users.ts";

const ConclusionSchema = z.object({ outcome: BreachOutcomeSchema, discoveredOn: CalendarDateSchema, summary: AffectedSummarySchema });
/** What a concluded assessment came to, as it stood that day. */
export type Conclusion = z.infer<typeof ConclusionSchema>;

const AffectedSchema = z.object({
  patientId: PatientIdSchema,
  times: z.int(),
  firstAt: z.string(),
  lastAt: z.string(),
  exposures: z.array(ExposureSchema).readonly(),
});

const RowSchema = z.object({
  id: AssessmentIdSchema,
  state: z.enum(["open", "concluded"]),
  revision: z.int(),
  body: z.instanceof(Uint8Array),
  opened_at: z.string(),
  opened_by: UserIdSchema,
  opened_by_name: z.string(),
  saved_at: z.string(),
  concluded_at: z.string().nullable(),
  concluded_by: UserIdSchema.nullable(),
  concluded_by_name: z.string().nullable(),
  outcome: z.instanceof(Uint8Array).nullable(),
});

/** An assessment as it is kept: sealed under the clinic's key, with when and by whom in clear. */
export interface StoredAssessment {
  readonly id: AssessmentId;
  readonly state: "open" | "concluded";
  readonly revision: number;
  readonly body: AssessmentBody;
  readonly openedAt: string;
  readonly openedByName: string;
  readonly savedAt: string;
  readonly concludedAt: string | null;
  readonly concludedByName: string | null;
  readonly conclusion: Conclusion | null;
}

const selection = `SELECT a.id, a.state, a.revision, a.body, a.opened_at, a.opened_by, o.display_name AS opened_by_name, a.saved_at,
    a.concluded_at, a.concluded_by, c.display_name AS concluded_by_name, a.outcome
  FROM breach_assessments a JOIN users o ON o.id = a.opened_by LEFT JOIN users c ON c.id = a.concluded_by`;

/** Begins an assessment. */
export async function insertAssessment(tx: WriteTx, id: AssessmentId, body: AssessmentBody): Promise<void> {
  const now = tx.chartRules.now();
  await tx.run(sql`INSERT INTO breach_assessments (id, state, revision, body, opened_at, opened_by, saved_at)
    VALUES (${id}, 'open', 1, ${sealBody(tx, id, body)}, ${now}, ${tx.by.userId}, ${now})`);
}

/** Writes what was filled in; false when somebody else wrote meanwhile, or it is concluded. */
export async function updateAssessment(tx: WriteTx, id: AssessmentId, revision: number, body: AssessmentBody): Promise<boolean> {
  const changed =
    await tx.run(sql`UPDATE breach_assessments SET body = ${sealBody(tx, id, body)}, revision = revision + 1, saved_at = ${tx.chartRules.now()}
    WHERE id = ${id} AND revision = ${revision} AND state = 'open'`);
  return changed === 1;
}

/** Concludes for good; kept until `keepUntil` whatever it came to (164.530(j)). */
export async function concludeAssessment(
  tx: WriteTx,
  { id, revision }: Pick<StoredAssessment, "id" | "revision">,
  { conclusion, affected, keepUntil }: { conclusion: Conclusion; affected: readonly Affected[]; keepUntil: string },
): Promise<boolean> {
  const outcome = tx.keys.sealForClinic(`breach-conclusion/${id}`, conclusion);
  const list = tx.keys.sealForClinic(`breach-affected/${id}`, affected);
  const changed =
    await tx.run(sql`UPDATE breach_assessments SET state = 'concluded', outcome = ${outcome}, affected = ${list}, concluded_at = ${tx.chartRules.now()},
      concluded_by = ${tx.by.userId}, keep_until = ${keepUntil}
    WHERE id = ${id} AND revision = ${revision} AND state = 'open'`);
  return changed === 1;
}

/** One assessment, or null. */
export async function readAssessment(tx: ReadTx, id: AssessmentId): Promise<StoredAssessment | null> {
  const row = await tx.get({ text: `${selection} WHERE a.id = ?`, values: [id] }, RowSchema);
  return row === null ? null : toStored(tx, row);
}

/** Every assessment, newest first. */
export async function listAssessments(tx: ReadTx, limit: number): Promise<StoredAssessment[]> {
  const rows = await tx.all({ text: `${selection} ORDER BY a.opened_at DESC, a.rowid DESC LIMIT ?`, values: [limit] }, RowSchema);
  return rows.map((row) => toStored(tx, row));
}

/** Who a concluded assessment was about: by id alone, so that a record destroyed since stays destroyed. */
export async function readConcludedAffected(tx: ReadTx, id: AssessmentId): Promise<Affected[]> {
  const row = await tx.get(
    sql`SELECT affected FROM breach_assessments WHERE id = ${id}`,
    z.object({ affected: z.instanceof(Uint8Array).nullable() }),
  );
  return row?.affected == null ? [] : tx.keys.unsealForClinic(`breach-affected/${id}`, row.affected, z.array(AffectedSchema));
}

const StepRowSchema = z.object({ duty: z.string(), done_on: CalendarDateSchema });

/** Which duties are done, and on which day. */
export async function listSteps(tx: ReadTx, id: AssessmentId): Promise<Map<string, string>> {
  const rows = await tx.all(sql`SELECT duty, done_on FROM breach_steps WHERE assessment_id = ${id}`, StepRowSchema);
  return new Map(rows.map((row) => [row.duty, row.done_on]));
}

/** Writes that a duty was done on a day; a later word replaces an earlier one. */
export async function writeStep(tx: WriteTx, id: AssessmentId, duty: string, doneOn: string): Promise<void> {
  await tx.run(sql`INSERT INTO breach_steps (assessment_id, duty, done_on, done_by, recorded_at)
    VALUES (${id}, ${duty}, ${doneOn}, ${tx.by.userId}, ${tx.chartRules.now()})
    ON CONFLICT (assessment_id, duty) DO UPDATE SET done_on = excluded.done_on, done_by = excluded.done_by, recorded_at = excluded.recorded_at`);
}

function sealBody(tx: WriteTx, id: AssessmentId, body: AssessmentBody): Uint8Array {
  return tx.keys.sealForClinic(`breach-assessment/${id}`, body);
}

function toStored(tx: ReadTx, row: z.output<typeof RowSchema>): StoredAssessment {
  return {
    ...{ id: row.id, state: row.state, revision: row.revision },
    body: tx.keys.unsealForClinic(`breach-assessment/${row.id}`, row.body, AssessmentBodySchema),
    ...{ openedAt: row.opened_at, openedByName: showPerson(tx, row.opened_by, row.opened_by_name), savedAt: row.saved_at },
    concludedAt: row.concluded_at,
    concludedByName: showPerson(tx, row.concluded_by ?? "", row.concluded_by_name),
    conclusion: row.outcome === null ? null : tx.keys.unsealForClinic(`breach-conclusion/${row.id}`, row.outcome, ConclusionSchema),
  };
}
