import { z } from "zod";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";

const purpose = "shipping-key";
const RowSchema = z.object({ certificate: z.string(), private_key: z.instanceof(Uint8Array) });
const SecretSchema = z.strictObject({ privateKey: z.string() });

/** The certificate and key by which a log server knows this record; PEM, the key sealed at rest. */
export interface ShippingKey {
  readonly certificate: string;
  readonly privateKey: string;
}

/** Keeps a client certificate with its key, in place of the one before. */
export async function writeShippingKey(tx: WriteTx, { certificate, privateKey }: ShippingKey): Promise<void> {
  const sealed = tx.keys.sealForClinic(purpose, { privateKey });
  await tx.run(sql`INSERT INTO audit_shipping_key (id, certificate, private_key, added_at)
    VALUES (1, ${certificate}, ${sealed}, ${tx.chartRules.now()})
    ON CONFLICT (id) DO UPDATE SET certificate = excluded.certificate, private_key = excluded.private_key, added_at = excluded.added_at`);
}

/** The client certificate with its key, or null before anyone gave one. */
export async function readShippingKey(tx: ReadTx): Promise<ShippingKey | null> {
  const row = await tx.get(sql`SELECT certificate, private_key FROM audit_shipping_key WHERE id = 1`, RowSchema);
  return row === null ? null : { certificate: row.certificate, ...tx.keys.unsealForClinic(purpose, row.private_key, SecretSchema) };
}
