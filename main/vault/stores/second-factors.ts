import { z } from "zod";
import type { UserId } from "../../../shared/domain/ids.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";

const FactorRowSchema = z.object({
  secret: z.instanceof(Uint8Array),
  confirmed_at: z.string().nullable(),
  last_step: z.int(),
  code_hashes: z.string(),
});
const HashesSchema = z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(20);
const SecretSchema = z.strictObject({ base32: z.string() });

/** A person's second factor: a TOTP secret (RFC 6238), the last step used, and hashes of unused recovery codes. */
export interface SecondFactor {
  readonly secret: string;
  readonly confirmed: boolean;
  readonly lastStep: number;
  readonly codeHashes: readonly string[];
}

const purpose = (userId: UserId) => `second-factor|${userId}`;

function hideCodes(tx: WriteTx, userId: UserId, codeHashes: readonly string[]): string {
  return tx.hide("second_factors", "code_hashes", { user_id: userId }, JSON.stringify(codeHashes));
}

/** Writes a secret that counts only once it has been confirmed; replaces an unconfirmed one. */
export async function insertSecondFactor(tx: WriteTx, userId: UserId, secret: string): Promise<void> {
  const sealed = tx.keys.sealForClinic(purpose(userId), { base32: secret });
  const none = hideCodes(tx, userId, []);
  await tx.run(sql`INSERT INTO second_factors (user_id, secret, code_hashes) VALUES (${userId}, ${sealed}, ${none})
    ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, confirmed_at = NULL, last_step = 0, code_hashes = excluded.code_hashes`);
}

/** Reads a person's second factor, or null. */
export async function readSecondFactor(tx: ReadTx, userId: UserId): Promise<SecondFactor | null> {
  const row = await tx.get(sql`SELECT secret, confirmed_at, last_step, code_hashes FROM second_factors WHERE user_id = ${userId}`, FactorRowSchema);
  if (row === null) return null;
  return {
    secret: tx.keys.unsealForClinic(purpose(userId), row.secret, SecretSchema).base32,
    confirmed: row.confirmed_at !== null,
    lastStep: row.last_step,
    codeHashes: HashesSchema.parse(JSON.parse(tx.show("second_factors", "code_hashes", { user_id: userId }, row.code_hashes))),
  };
}

/** Lets a secret count from now on, with its recovery codes. */
export async function confirmSecondFactor(tx: WriteTx, userId: UserId, step: number, codeHashes: readonly string[]): Promise<void> {
  await tx.run(sql`UPDATE second_factors SET confirmed_at = ${tx.chartRules.now()}, last_step = ${step},
    code_hashes = ${hideCodes(tx, userId, codeHashes)} WHERE user_id = ${userId}`);
}

/** Marks a step as used; false when it or a later one was used before (a replayed code). */
export async function spendStep(tx: WriteTx, userId: UserId, step: number): Promise<boolean> {
  return (await tx.run(sql`UPDATE second_factors SET last_step = ${step} WHERE user_id = ${userId} AND last_step < ${step}`)) === 1;
}

/** Keeps what is left of the recovery codes. */
export async function keepRecoveryCodes(tx: WriteTx, userId: UserId, codeHashes: readonly string[]): Promise<void> {
  await tx.run(sql`UPDATE second_factors SET code_hashes = ${hideCodes(tx, userId, codeHashes)} WHERE user_id = ${userId}`);
}

/** Removes a person's second factor; false when there was none. */
export async function deleteSecondFactor(tx: WriteTx, userId: UserId): Promise<boolean> {
  return (await tx.run(sql`DELETE FROM second_factors WHERE user_id = ${userId}`)) === 1;
}
