import { z } from "zod";
import type { UserId } from "../../../shared/domain/ids.ts";
import { UserIdSchema } from "../../../shared/domain/ids.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";

const ProposalRowSchema = z.object({ size: z.int(), proposed_by: UserIdSchema, proposed_at: z.string() });

/** One person's word that entries before a position may go; another's is still needed. */
export interface RemovalProposal {
  readonly size: number;
  readonly proposedBy: UserId;
  readonly proposedAt: string;
}

/**
 * The longest run of oldest entries that ends at a checkpoint and lies wholly before an instant, as
 * the position after it; null when there is none. Oldest first and whole runs only, so that what
 * stays still verifies from the checkpoint on.
 */
export async function findRemovable(tx: ReadTx, before: string): Promise<number | null> {
  const row = await tx.get(
    sql`SELECT MAX(c.size) AS size FROM audit_checkpoints c JOIN audit_events e ON e.seq = c.size - 1
      WHERE e.at < ${before} AND EXISTS (SELECT 1 FROM audit_events WHERE seq >= c.size)`,
    z.object({ size: z.int().nullable() }),
  );
  return row?.size ?? null;
}

/** The proposal that waits for a second person, or null. */
export async function readProposal(tx: ReadTx): Promise<RemovalProposal | null> {
  const row = await tx.get(sql`SELECT size, proposed_by, proposed_at FROM audit_removal_proposal WHERE id = 1`, ProposalRowSchema);
  return row === null ? null : { size: row.size, proposedBy: row.proposed_by, proposedAt: row.proposed_at };
}

/** Writes a proposal in place of the one before. */
export async function writeProposal(tx: WriteTx, size: number, by: UserId): Promise<void> {
  await tx.run(sql`INSERT INTO audit_removal_proposal (id, size, proposed_by, proposed_at) VALUES (1, ${size}, ${by}, ${tx.chartRules.now()})
    ON CONFLICT (id) DO UPDATE SET size = excluded.size, proposed_by = excluded.proposed_by, proposed_at = excluded.proposed_at`);
}

/** Removes the entries before a position, after the tombstone that says so; the checkpoint of that size stays. Gives how many went. */
export async function removeEntries(tx: WriteTx, { size, proposedBy }: RemovalProposal, approvedBy: UserId): Promise<number> {
  await tx.run(sql`INSERT INTO audit_tombstones (size, head, removed_at, proposed_by, approved_by)
    SELECT CAST(${size} AS BIGINT), hash, ${tx.chartRules.now()}, ${proposedBy}, ${approvedBy} FROM audit_events WHERE seq = ${size - 1}`);
  const removed = await tx.run(sql`DELETE FROM audit_events WHERE seq < ${size}`);
  await tx.run(sql`DELETE FROM audit_removal_proposal`);
  return removed;
}
