import { z } from "zod";
import type { AnchorName } from "../../../shared/domain/anchor.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";

const SecretSchema = z.record(z.string(), z.string());

/** Keeps the secret by which a place outside knows this record, sealed, in place of the one before. */
export async function writeSinkSecret(tx: WriteTx, sink: AnchorName, secret: Readonly<Record<string, string>>): Promise<void> {
  const sealed = tx.keys.sealForClinic(`sink-secret|${sink}`, secret);
  await tx.run(sql`INSERT INTO audit_sink_secrets (sink, secret, added_at) VALUES (${sink}, ${sealed}, ${tx.chartRules.now()})
    ON CONFLICT (sink) DO UPDATE SET secret = excluded.secret, added_at = excluded.added_at`);
}

/** The secret for a place outside, or null before anyone gave one. */
export async function readSinkSecret(tx: ReadTx, sink: AnchorName): Promise<Record<string, string> | null> {
  const row = await tx.get(sql`SELECT secret FROM audit_sink_secrets WHERE sink = ${sink}`, z.object({ secret: z.instanceof(Uint8Array) }));
  return row === null ? null : tx.keys.unsealForClinic(`sink-secret|${sink}`, row.secret, SecretSchema);
}
