import { z } from "zod";
import {
  type Agreement,
  AgreementSchema,
  AgreementTermsSchema,
  agreementStates,
  type Proof,
  ProofSchema,
  type VendorCredential,
  VendorCredentialSchema,
} from "../../../shared/domain/agreement.ts";
import { type AgreementId, AgreementIdSchema, type UserId, UserIdSchema } from "../../../shared/domain/ids.ts";
import { type CalendarDate, type Instant, InstantSchema } from "../../../shared/domain/time.ts";
import { type VendorId, VendorIdSchema } from "../../../shared/domain/vendor.ts";
import { type ReadTx, type Sql, sql, type WriteTx } from "../sql.ts";

const AgreementRowSchema = z.object({
  id: AgreementIdSchema,
  terms: z.string(),
  state: z.enum(agreementStates),
  credential: z.instanceof(Uint8Array).nullable(),
  recorded_at: InstantSchema,
  recorded_by: UserIdSchema,
  reviewed_at: InstantSchema.nullable(),
  proof: z.string().nullable(),
  proposed_by: UserIdSchema.nullable(),
  has_document: z.int(),
});

type AgreementRow = z.output<typeof AgreementRowSchema>;

const selection = `SELECT a.*, EXISTS (SELECT 1 FROM agreement_documents d WHERE d.agreement_id = a.id) AS has_document FROM agreements a`;

function toAgreement(tx: ReadTx, row: AgreementRow): Agreement {
  const proof = tx.show("agreements", "proof", row, row.proof);
  return AgreementSchema.parse({
    id: row.id,
    terms: AgreementTermsSchema.parse(JSON.parse(tx.show("agreements", "terms", row, row.terms))),
    state: row.state,
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
    hasCredential: row.credential !== null,
    hasDocument: row.has_document === 1,
    reviewedAt: row.reviewed_at,
    proof: proof === null ? null : ProofSchema.parse(JSON.parse(proof)),
    proposedBy: row.proposed_by,
  });
}

function hideTerms(tx: WriteTx, { id, terms }: Pick<Agreement, "id" | "terms">): string {
  return tx.hide("agreements", "terms", { id }, JSON.stringify(terms));
}

function unsealCredential(tx: ReadTx, row: AgreementRow): VendorCredential | null {
  return row.credential === null ? null : tx.keys.unsealForClinic(`credential|${row.id}`, row.credential, VendorCredentialSchema);
}

/** Writes an agreement with its vendor credential, which is sealed under the clinic's key. */
export async function insertAgreement(tx: WriteTx, agreement: Agreement, credential: VendorCredential): Promise<void> {
  const sealed = tx.keys.sealForClinic(`credential|${agreement.id}`, credential);
  await tx.run(sql`INSERT INTO agreements (id, vendor_id, terms, state, credential, recorded_at, recorded_by, reviewed_at, proof, proposed_by)
    VALUES (${agreement.id}, ${agreement.terms.vendorId}, ${hideTerms(tx, agreement)}, ${agreement.state}, ${sealed},
      ${agreement.recordedAt}, ${agreement.recordedBy}, ${agreement.reviewedAt}, ${null}, ${agreement.proposedBy})`);
}

/** Keeps a sealed copy of the signed document. */
export async function insertDocument(tx: WriteTx, id: AgreementId, bytes: Uint8Array, at: Instant): Promise<void> {
  const sealed = tx.keys.sealForClinic(`agreement-document|${id}`, Buffer.from(bytes).toString("base64"));
  await tx.run(sql`INSERT INTO agreement_documents (agreement_id, body, stored_at) VALUES (${id}, ${sealed}, ${at})`);
}

/** The signed document, or null when none was kept. */
export async function readDocument(tx: ReadTx, id: AgreementId): Promise<Uint8Array | null> {
  const row = await tx.get(sql`SELECT body FROM agreement_documents WHERE agreement_id = ${id}`, z.object({ body: z.instanceof(Uint8Array) }));
  return row === null ? null : Buffer.from(tx.keys.unsealForClinic(`agreement-document|${id}`, row.body, z.string()), "base64");
}

/** Every agreement, newest first. */
export async function listAgreements(tx: ReadTx): Promise<Agreement[]> {
  const rows = await tx.all({ text: `${selection} ORDER BY a.recorded_at DESC, a.rowid DESC`, values: [] }, AgreementRowSchema);
  return rows.map((row) => toAgreement(tx, row));
}

/** The agreement that counts for a vendor now, in force or suspended, with its credential; or null. */
export async function findAgreement(tx: ReadTx, vendorId: VendorId): Promise<{ agreement: Agreement; credential: VendorCredential | null } | null> {
  const standing = `${selection} WHERE a.vendor_id = ? AND a.state IN ('active', 'suspended') ORDER BY a.recorded_at DESC, a.rowid DESC LIMIT 1`;
  return find(tx, { text: standing, values: [vendorId] });
}

/** One agreement with its credential, or null. */
export async function readAgreement(tx: ReadTx, id: AgreementId): Promise<{ agreement: Agreement; credential: VendorCredential | null } | null> {
  return find(tx, { text: `${selection} WHERE a.id = ?`, values: [id] });
}

async function find(tx: ReadTx, query: Sql): Promise<{ agreement: Agreement; credential: VendorCredential | null } | null> {
  const row = await tx.get(query, AgreementRowSchema);
  return row === null ? null : { agreement: toAgreement(tx, row), credential: unsealCredential(tx, row) };
}

/** Vendors with an agreement in force, the newest first. */
export async function listActiveVendors(tx: ReadTx): Promise<VendorId[]> {
  const query = sql`SELECT vendor_id, MAX(recorded_at) AS newest FROM agreements WHERE state = 'active' GROUP BY vendor_id ORDER BY newest DESC, vendor_id`;
  const rows = await tx.all(query, z.object({ vendor_id: VendorIdSchema }));
  return rows.map((row) => row.vendor_id);
}

/** Changes the state of an agreement; one that comes into force takes the place of the vendor's earlier ones. */
export async function setAgreementState(
  tx: WriteTx,
  id: AgreementId,
  state: Agreement["state"],
  proposedBy: UserId | null,
): Promise<Agreement | null> {
  await tx.run(sql`UPDATE agreements SET state = ${state}, proposed_by = ${proposedBy} WHERE id = ${id}`);
  if (state === "active") {
    await tx.run(sql`UPDATE agreements SET state = 'superseded', proposed_by = NULL
      WHERE id <> ${id} AND state <> 'superseded' AND vendor_id = (SELECT vendor_id FROM agreements WHERE id = ${id})`);
  }
  return (await readAgreement(tx, id))?.agreement ?? null;
}

/** Notes that a person looked an agreement over and, if so, on which day they saw what the vendor keeps. */
export async function noteReview(
  tx: WriteTx,
  id: AgreementId,
  seen: { at: Instant; sawRetentionOn: CalendarDate | null },
): Promise<Agreement | null> {
  const found = await readAgreement(tx, id);
  if (found === null) return null;
  const { terms } = found.agreement;
  const changed = { ...terms, retentionVerifiedOn: seen.sawRetentionOn ?? terms.retentionVerifiedOn };
  await tx.run(sql`UPDATE agreements SET reviewed_at = ${seen.at}, terms = ${hideTerms(tx, { id, terms: changed })} WHERE id = ${id}`);
  return (await readAgreement(tx, id))?.agreement ?? null;
}

/** Keeps what the vendor said when it was asked. */
export async function noteProof(tx: WriteTx, id: AgreementId, proof: Proof): Promise<Agreement | null> {
  const said = tx.hide("agreements", "proof", { id }, JSON.stringify(proof));
  await tx.run(sql`UPDATE agreements SET proof = ${said} WHERE id = ${id}`);
  return (await readAgreement(tx, id))?.agreement ?? null;
}
