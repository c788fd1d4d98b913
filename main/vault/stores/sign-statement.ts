import { createHash, createPrivateKey, sign } from "node:crypto";
import { z } from "zod";
import { type ReadTx, sql } from "../sql.ts";
import { CheckpointSecretSchema, checkpointKeyPurpose } from "./audit-checkpoints.ts";

/** What vouches for a statement: the log's own key, which its checkpoints endorse, and an Ed25519 signature. */
export const StatementSignatureSchema = z.strictObject({ key: z.string(), publicKey: z.base64(), signature: z.base64() });
export type StatementSignature = z.infer<typeof StatementSignatureSchema>;

const KeyRowSchema = z.object({ name: z.string(), public_key: z.string(), private_key: z.instanceof(Uint8Array) });
/** Set before every statement, so that none can pass for a checkpoint of the log. */
const domain = "chartwell-statement/v1\0";

/** Signs a statement of the clinic with the key that signs its log; null before the log has one. */
export async function signStatement(tx: ReadTx, statement: string): Promise<StatementSignature | null> {
  const row = await tx.get(sql`SELECT name, public_key, private_key FROM audit_keys ORDER BY id DESC LIMIT 1`, KeyRowSchema);
  if (row === null) return null;
  const { privateKeyPem } = tx.keys.unsealForClinic(checkpointKeyPurpose, row.private_key, CheckpointSecretSchema);
  const signature = sign(null, Buffer.from(domain + statement, "utf8"), createPrivateKey(privateKeyPem));
  return { key: row.name, publicKey: row.public_key, signature: signature.toString("base64") };
}

/** SHA-256 of a statement's text, hex. */
export function hashStatement(statement: string): string {
  return createHash("sha256").update(statement, "utf8").digest("hex");
}
