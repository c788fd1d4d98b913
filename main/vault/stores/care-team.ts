import { z } from "zod";
import { type PatientId, type UserId, UserIdSchema } from "../../../shared/domain/ids.ts";
import { sortByName } from "../sort-by-name.ts";
import { ChartClosed, type ReadTx, sql, type WriteTx } from "../sql.ts";
import { showPerson } from "./users.ts";

const FoundRowSchema = z.object({ found: z.int() });
const MemberRowSchema = z.object({ user_id: UserIdSchema, display_name: z.string() });

/**
 * Lets the closure go on only when whoever acts may open this chart: everyone with a right to
 * charts, or, where policy says so, the care team, supervisors and the office (164.308(a)(4)).
 */
export async function checkChartAccess(tx: ReadTx, patientId: PatientId): Promise<void> {
  if (!tx.chartRules.careTeamOnly || tx.by.role !== "clinician") return;
  const member = await tx.get(
    sql`SELECT EXISTS (SELECT 1 FROM care_team WHERE patient_id = ${patientId} AND user_id = ${tx.by.userId})
      OR EXISTS (SELECT 1 FROM glass_breaks WHERE patient_id = ${patientId} AND user_id = ${tx.by.userId} AND until_at > ${tx.chartRules.now()}) AS found`,
    FoundRowSchema,
  );
  if (member?.found !== 1) throw new ChartClosed("patient.not-on-care-team");
}

/** Puts a person on a patient's care team; nothing changes when they are on it. */
export async function joinCareTeam(tx: WriteTx, patientId: PatientId, userId: UserId): Promise<void> {
  await tx.run(sql`INSERT INTO care_team (patient_id, user_id, added_at, added_by)
    VALUES (${patientId}, ${userId}, ${tx.chartRules.now()}, ${tx.by.userId}) ON CONFLICT (patient_id, user_id) DO NOTHING`);
}

/** Takes a person off it. */
export async function leaveCareTeam(tx: WriteTx, patientId: PatientId, userId: UserId): Promise<void> {
  await tx.run(sql`DELETE FROM care_team WHERE patient_id = ${patientId} AND user_id = ${userId}`);
}

/** Who is on a patient's care team, by name. */
export async function listCareTeam(tx: ReadTx, patientId: PatientId): Promise<{ userId: UserId; displayName: string }[]> {
  const rows = await tx.all(
    sql`SELECT c.user_id, u.display_name FROM care_team c JOIN users u ON u.id = c.user_id WHERE c.patient_id = ${patientId}`,
    MemberRowSchema,
  );
  return sortByName(
    rows.map((row) => ({ userId: row.user_id, displayName: showPerson(tx, row.user_id, row.display_name) })),
    (member) => member.displayName,
  );
}
