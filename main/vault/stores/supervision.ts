import { z } from "zod";
import { type UserId, UserIdSchema } from "../../../shared/domain/ids.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";
import { showPerson } from "./users.ts";

const PairRowSchema = z.object({ user_id: UserIdSchema, supervisor_id: UserIdSchema });
const SupervisorRowSchema = z.object({ id: UserIdSchema, display_name: z.string() });

/** Who must sign after this person; null when their own signature is enough, or the supervisor has left. */
export async function findSupervisor(tx: ReadTx, userId: UserId): Promise<{ id: UserId; displayName: string } | null> {
  const row = await tx.get(
    sql`SELECT u.id, u.display_name FROM supervision s JOIN users u ON u.id = s.supervisor_id WHERE s.user_id = ${userId} AND u.active = 1`,
    SupervisorRowSchema,
  );
  return row === null ? null : { id: row.id, displayName: showPerson(tx, row.id, row.display_name) };
}

/** Everyone under supervision, with their supervisor. */
export async function listSupervision(tx: ReadTx): Promise<{ userId: UserId; supervisorId: UserId }[]> {
  const rows = await tx.all(sql`SELECT user_id, supervisor_id FROM supervision ORDER BY user_id`, PairRowSchema);
  return rows.map((row) => ({ userId: row.user_id, supervisorId: row.supervisor_id }));
}

/** Puts a person under a supervisor, or, with null, under nobody. */
export async function setSupervision(tx: WriteTx, userId: UserId, supervisorId: UserId | null): Promise<void> {
  if (supervisorId === null) await tx.run(sql`DELETE FROM supervision WHERE user_id = ${userId}`);
  else
    await tx.run(sql`INSERT INTO supervision (user_id, supervisor_id, set_at) VALUES (${userId}, ${supervisorId}, ${tx.chartRules.now()})
      ON CONFLICT (user_id) DO UPDATE SET supervisor_id = excluded.supervisor_id, set_at = excluded.set_at`);
}
