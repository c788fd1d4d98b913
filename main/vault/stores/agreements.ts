import { z } from "zod";
import { type AgreementId, AgreementIdSchema, UserIdSchema } from "../../../shared/domain/ids.ts";
import { InstantSchema } from "../../../shared/domain/time.ts";
import { type Agreement, AgreementSchema, AgreementTermsSchema, type VendorId } from "../../../shared/domain/vendor.ts";
import { type ReadTx, type Sql, sql, type WriteTx } from "../sql.ts";

const AgreementRowSchema = z.object({
  id: AgreementIdSchema,
  terms: z.string(),
  state: z.enum(["active", "suspended"]),
  credential: z.instanceof(Uint8Array).nullable(),
  recorded_at: InstantSchema,
  recorded_by: UserIdSchema,
});
const CredentialSchema = z.strictObject({ apiKey: z.string() });

type AgreementRow = z.output<typeof AgreementRowSchema>;

function toAgreement(row: AgreementRow): Agreement {
  return AgreementSchema.parse({
    id: row.id,
    terms: AgreementTermsSchema.parse(JSON.parse(row.terms)),
    state: row.state,
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
    hasCredential: row.credential !== null,
  });
}

/** Writes an agreement with its vendor credential, which is sealed under the clinic's key. */
export async function insertAgreement(tx: WriteTx, agreement: Agreement, apiKey: string): Promise<void> {
  const credential = tx.keys.sealForClinic(`credential|${agreement.id}`, { apiKey });
  await tx.run(sql`INSERT INTO agreements (id, vendor_id, terms, state, credential, recorded_at, recorded_by)
    VALUES (${agreement.id}, ${agreement.terms.vendorId}, ${JSON.stringify(agreement.terms)}, ${agreement.state}, ${credential},
      ${agreement.recordedAt}, ${agreement.recordedBy})`);
}

/** Every agreement, newest first. */
export async function listAgreements(tx: ReadTx): Promise<Agreement[]> {
  const rows = await tx.all(sql`SELECT * FROM agreements ORDER BY recorded_at DESC, rowid DESC`, AgreementRowSchema);
  return rows.map(toAgreement);
}

/** The newest agreement with a vendor and the credential bound to it, or null. */
export async function findAgreement(tx: ReadTx, vendorId: VendorId): Promise<{ agreement: Agreement; credential: string | null } | null> {
  const query: Sql = sql`SELECT * FROM agreements WHERE vendor_id = ${vendorId} ORDER BY recorded_at DESC, rowid DESC LIMIT 1`;
  const row = await tx.get(query, AgreementRowSchema);
  if (row === null) return null;
  const credential = row.credential === null ? null : tx.keys.unsealForClinic(`credential|${row.id}`, row.credential, CredentialSchema).apiKey;
  return { agreement: toAgreement(row), credential };
}

/** Suspends or resumes an agreement; null when there is none with this id. */
export async function setAgreementState(tx: WriteTx, id: AgreementId, state: Agreement["state"]): Promise<Agreement | null> {
  await tx.run(sql`UPDATE agreements SET state = ${state} WHERE id = ${id}`);
  const row = await tx.get(sql`SELECT * FROM agreements WHERE id = ${id}`, AgreementRowSchema);
  return row === null ? null : toAgreement(row);
}
