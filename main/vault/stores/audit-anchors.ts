import { z } from "zod";
import { type AnchorLine, AnchorLineSchema, type AnchorName } from "../../../shared/domain/anchor.ts";
import type { ErrorCode } from "../../../shared/errors.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";

const RowSchema = z.object({
  anchor: z.string(),
  size: z.int(),
  at: z.string().nullable(),
  failed_code: z.string().nullable(),
  failed_at: z.string().nullable(),
  attempts: z.int(),
});

/** How an anchor stands; one nobody has written to yet stands at nothing. */
export async function readAnchor(tx: ReadTx, anchor: AnchorName): Promise<AnchorLine> {
  const row = await tx.get(sql`SELECT anchor, size, at, failed_code, failed_at, attempts FROM audit_anchors WHERE anchor = ${anchor}`, RowSchema);
  if (row === null) return { anchor, size: 0, at: null, failedCode: null, failedAt: null, attempts: 0 };
  const { size, at, failed_code: failedCode, failed_at: failedAt, attempts } = row;
  return AnchorLineSchema.parse({ anchor, size, at, failedCode, failedAt, attempts });
}

/** Writes that an anchor now vouches for a size. */
export async function markAnchored(tx: WriteTx, anchor: AnchorName, size: number): Promise<void> {
  await writeAnchor(tx, { anchor, size, at: tx.chartRules.now(), failedCode: null, failedAt: null, attempts: 0 });
}

/** Writes that an anchor failed once more. */
export async function markAnchorFailed(tx: WriteTx, anchor: AnchorName, code: ErrorCode): Promise<void> {
  const { size, at, attempts } = await readAnchor(tx, anchor);
  await writeAnchor(tx, { anchor, size, at, failedCode: code, failedAt: tx.chartRules.now(), attempts: attempts + 1 });
}

async function writeAnchor(tx: WriteTx, { anchor, size, at, failedCode, failedAt, attempts }: AnchorLine): Promise<void> {
  await tx.run(sql`INSERT INTO audit_anchors (anchor, size, at, failed_code, failed_at, attempts)
    VALUES (${anchor}, ${size}, ${at}, ${failedCode}, ${failedAt}, ${attempts})
    ON CONFLICT (anchor) DO UPDATE SET size = excluded.size, at = excluded.at, failed_code = excluded.failed_code,
      failed_at = excluded.failed_at, attempts = excluded.attempts`);
}

/** Keeps a time stamp over a checkpoint. */
export async function insertTimestamp(tx: WriteTx, size: number, stampedAt: string, token: Uint8Array): Promise<void> {
  await tx.run(sql`INSERT INTO audit_timestamps (size, stamped_at, token) VALUES (${size}, ${stampedAt}, ${token})
    ON CONFLICT (size) DO UPDATE SET stamped_at = excluded.stamped_at, token = excluded.token`);
}

/** Every time stamp, oldest first. */
export async function listTimestamps(tx: ReadTx): Promise<{ size: number; stampedAt: string; token: Uint8Array }[]> {
  const rows = await tx.all(
    sql`SELECT size, stamped_at, token FROM audit_timestamps ORDER BY size`,
    z.object({ size: z.int(), stamped_at: z.string(), token: z.instanceof(Uint8Array) }),
  );
  return rows.map(({ size, stamped_at: stampedAt, token }) => ({ size, stampedAt, token }));
}
