import { z } from "zod";
import { type Finding, FindingSchema, type SignedReview, SignedReviewSchema, type Stretch } from "../../../shared/domain/access-review.ts";
import { type PatientId, PatientIdSchema, UserIdSchema } from "../../../shared/domain/ids.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";
import type { Positions } from "./audit-positions.ts";
import { findFamily, foldName } from "./patient-index.ts";
import { namePatients, namePatientsOf } from "./patients.ts";
import { listAccounts, showPerson } from "./users.ts";

const TouchRowSchema = z.object({
  patient_id: PatientIdSchema,
  times: z.int(),
  first_at: z.string(),
  last_at: z.string(),
});

/**
 * Charts that carry the family name of whoever opened them; with `own`, only those that carry the
 * given name too. Names are compared as search compares them; a chance namesake is the reviewer's to tell.
 */
export async function findNamesakes(tx: ReadTx, { fromSeq, toSeq }: Positions, own: boolean): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { user } of await listAccounts(tx)) {
    const names = foldName(user.displayName).split(/\s+/);
    const family = await findFamily(tx, names.at(-1) ?? "");
    const ids = family.filter(({ givenFolded }) => !own || givenFolded === names[0]).map(({ id }) => id);
    if (ids.length === 0) continue;
    const touched = await tx.all(
      sql`SELECT p.id AS patient_id, COUNT(*) AS times, MIN(e.at) AS first_at, MAX(e.at) AS last_at
        FROM json_each(${JSON.stringify(ids)}) j JOIN patients p ON p.id = j.value JOIN audit_events e ON e.subject = p.subject
        WHERE +e.actor = ${user.id} AND e.seq >= ${fromSeq} AND e.seq < ${toSeq} GROUP BY p.id`,
      TouchRowSchema,
    );
    const patients = await namePatientsOf(tx, touched);
    for (const row of touched) {
      findings.push(
        FindingSchema.parse({
          ...{ userId: user.id, userName: user.displayName, patientId: row.patient_id, patientName: patients.get(row.patient_id)?.name ?? "" },
          ...{ charts: 1, times: row.times, firstAt: row.first_at, lastAt: row.last_at },
        }),
      );
    }
  }
  return findings;
}

const HourRowSchema = z.object({
  actor: z.string(),
  subject: z.string(),
  hour: z.string(),
  times: z.int(),
  first_at: z.string(),
  last_at: z.string(),
});
export type ChartHour = z.output<typeof HourRowSchema>;

/** Who touched whose chart in which hour (UTC, as "2026-11-23T09"), over a stretch of the log. */
export function listChartHours(tx: ReadTx, { fromSeq, toSeq }: Positions): Promise<ChartHour[]> {
  return tx.all(
    sql`SELECT actor, subject, substr(at, 1, 13) AS hour, COUNT(*) AS times, MIN(at) AS first_at, MAX(at) AS last_at
      FROM audit_events WHERE seq >= ${fromSeq} AND seq < ${toSeq} AND +subject IS NOT NULL AND +actor <> 'system' GROUP BY actor, subject, hour`,
    HourRowSchema,
  );
}

const BreakRowSchema = z.object({
  user_id: z.string(),
  display_name: z.string(),
  patient_id: PatientIdSchema,
  times: z.int(),
  first_at: z.string(),
  last_at: z.string(),
});

/** Emergency accesses of a stretch, person by person and chart by chart. */
export async function findGlassBreaks(tx: ReadTx, { fromAt, toAt }: Stretch): Promise<Finding[]> {
  const rows = await tx.all(
    sql`SELECT b.user_id, u.display_name, b.patient_id, COUNT(*) AS times, MIN(b.opened_at) AS first_at, MAX(b.opened_at) AS last_at
      FROM glass_breaks b JOIN users u ON u.id = b.user_id
      WHERE b.opened_at >= ${fromAt} AND b.opened_at < ${toAt} GROUP BY b.user_id, u.display_name, b.patient_id ORDER BY last_at DESC, b.user_id, b.patient_id`,
    BreakRowSchema,
  );
  const patients = await namePatientsOf(tx, rows);
  return rows.map((row) =>
    FindingSchema.parse({
      ...{ userId: row.user_id, userName: showPerson(tx, row.user_id, row.display_name) },
      ...{ patientId: row.patient_id, patientName: patients.get(row.patient_id)?.name ?? "" },
      ...{ charts: 1, times: row.times, firstAt: row.first_at, lastAt: row.last_at },
    }),
  );
}

const SubjectRowSchema = z.object({ subject: z.string(), id: PatientIdSchema });

/** Names for many audit tokens at once. */
export async function nameSubjects(tx: ReadTx, subjects: readonly string[]): Promise<Map<string, { id: PatientId; name: string }>> {
  const rows = await tx.all(
    sql`SELECT p.subject, p.id FROM json_each(${JSON.stringify(subjects)}) j JOIN patients p ON p.subject = j.value`,
    SubjectRowSchema,
  );
  const patients = await namePatients(
    tx,
    rows.map((row) => row.id),
  );
  return new Map(rows.map((row) => [row.subject, { id: row.id, name: patients.get(row.id)?.name ?? "" }]));
}

const RemarksSchema = z.object({ remarks: z.string() });
const ReviewRowSchema = z.object({
  id: z.string(),
  kind: z.string(),
  from_at: z.string(),
  to_at: z.string(),
  findings: z.int(),
  verdict: z.string(),
  remarks: z.instanceof(Uint8Array),
  signed_at: z.string(),
  signed_by: UserIdSchema,
  display_name: z.string(),
});

/** Writes a signed review; its remarks are sealed, and it is final. */
export async function insertReview(tx: WriteTx, review: Omit<SignedReview, "signedByName">): Promise<void> {
  const sealed = tx.keys.sealForClinic(`access-review/${review.id}`, { remarks: review.remarks });
  await tx.run(sql`INSERT INTO access_reviews (id, kind, from_at, to_at, findings, verdict, remarks, signed_at, signed_by)
    VALUES (${review.id}, ${review.kind}, ${review.fromAt}, ${review.toAt}, ${review.findings}, ${review.verdict}, ${sealed}, ${review.signedAt}, ${tx.by.userId})`);
}

/** Signed reviews, newest first. */
export async function listReviews(tx: ReadTx, limit: number): Promise<SignedReview[]> {
  const rows = await tx.all(
    sql`SELECT r.id, r.kind, r.from_at, r.to_at, r.findings, r.verdict, r.remarks, r.signed_at, r.signed_by, u.display_name
      FROM access_reviews r JOIN users u ON u.id = r.signed_by ORDER BY r.signed_at DESC, r.rowid DESC LIMIT ${limit}`,
    ReviewRowSchema,
  );
  return rows.map((row) =>
    SignedReviewSchema.parse({
      ...{ id: row.id, kind: row.kind, fromAt: row.from_at, toAt: row.to_at, findings: row.findings, verdict: row.verdict },
      ...tx.keys.unsealForClinic(`access-review/${row.id}`, row.remarks, RemarksSchema),
      ...{ signedAt: row.signed_at, signedByName: showPerson(tx, row.signed_by, row.display_name) },
    }),
  );
}
