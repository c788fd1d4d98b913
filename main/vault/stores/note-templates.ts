import { z } from "zod";
import { type UserId, UserIdSchema } from "../../../shared/domain/ids.ts";
import { type ClinicTemplate, ClinicTemplateSchema, TemplateSchema } from "../../../shared/domain/note.ts";
import { type Instant, InstantSchema } from "../../../shared/domain/time.ts";
import { type ReadTx, type Sql, sql, type WriteTx } from "../sql.ts";

const RowSchema = z.object({
  id: z.string(),
  version: z.int(),
  body: z.instanceof(Uint8Array),
  state: z.enum(["proposed", "approved", "retired"]),
  proposed_by: UserIdSchema,
  proposed_at: InstantSchema,
  approved_by: UserIdSchema.nullable(),
});
const BodySchema = z.strictObject({ template: TemplateSchema, example: z.string(), sha256: z.string() });

function toTemplate(tx: ReadTx, row: z.output<typeof RowSchema>): ClinicTemplate {
  const body = tx.keys.unsealForClinic(`note-template|${row.id}|${row.version}`, row.body, BodySchema);
  const { state, proposed_by: proposedBy, proposed_at: proposedAt, approved_by: approvedBy } = row;
  return ClinicTemplateSchema.parse({ ...body, state, proposedBy, proposedAt, approvedBy });
}

/** Writes a proposed version; an earlier proposal of the same format gives way. */
export async function insertTemplate(tx: WriteTx, proposed: ClinicTemplate): Promise<void> {
  const { template, example, sha256 } = proposed;
  const body = tx.keys.sealForClinic(`note-template|${template.id}|${template.version}`, { template, example, sha256 });
  await tx.run(sql`DELETE FROM note_templates WHERE id = ${template.id} AND state = 'proposed'`);
  await tx.run(sql`INSERT INTO note_templates (id, version, body, state, proposed_by, proposed_at)
    VALUES (${template.id}, ${template.version}, ${body}, 'proposed', ${proposed.proposedBy}, ${proposed.proposedAt})`);
}

/** Every version that is not retired, by name of the format. */
export async function listClinicTemplates(tx: ReadTx): Promise<ClinicTemplate[]> {
  const rows = await tx.all(sql`SELECT * FROM note_templates WHERE state <> 'retired' ORDER BY id, version`, RowSchema);
  return rows.map((row) => toTemplate(tx, row));
}

/** The version of a format a note may be drafted with, or null. */
export function findApprovedTemplate(tx: ReadTx, id: string): Promise<ClinicTemplate | null> {
  return find(tx, sql`SELECT * FROM note_templates WHERE id = ${id} AND state = 'approved' ORDER BY version DESC LIMIT 1`);
}

/** The version that waits for approval, or null. */
export function findProposedTemplate(tx: ReadTx, id: string): Promise<ClinicTemplate | null> {
  return find(tx, sql`SELECT * FROM note_templates WHERE id = ${id} AND state = 'proposed' ORDER BY version DESC LIMIT 1`);
}

/** The newest version number of a format; 0 when there is none. */
export async function readNewestVersion(tx: ReadTx, id: string): Promise<number> {
  const row = await tx.get(sql`SELECT MAX(version) AS newest FROM note_templates WHERE id = ${id}`, z.object({ newest: z.int().nullable() }));
  return row?.newest ?? 0;
}

async function find(tx: ReadTx, query: Sql): Promise<ClinicTemplate | null> {
  const row = await tx.get(query, RowSchema);
  return row === null ? null : toTemplate(tx, row);
}

/** Lets a proposed version be used; the one before it retires. */
export async function approveTemplate(tx: WriteTx, id: string, by: UserId, at: Instant): Promise<ClinicTemplate | null> {
  await tx.run(sql`UPDATE note_templates SET state = 'retired' WHERE id = ${id} AND state = 'approved'`);
  await tx.run(sql`UPDATE note_templates SET state = 'approved', approved_by = ${by}, approved_at = ${at} WHERE id = ${id} AND state = 'proposed'`);
  return findApprovedTemplate(tx, id);
}

/** Takes a format out of use; notes written with it stay as they are. */
export function retireTemplate(tx: WriteTx, id: string): Promise<number> {
  return tx.run(sql`UPDATE note_templates SET state = 'retired' WHERE id = ${id}`);
}
