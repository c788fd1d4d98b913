import { z } from "zod";
import { type Disclosure, DisclosureContentSchema, DisclosureSchema } from "../../../shared/domain/disclosure.ts";
import { DisclosureIdSchema, type PatientId, UserIdSchema } from "../../../shared/domain/ids.ts";
import { CalendarDateSchema } from "../../../shared/domain/time.ts";
import { mintId } from "../ids.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";
import { showPerson } from "./users.ts";

const RowSchema = z.object({
  id: z.string(),
  patient_id: z.string(),
  disclosed_on: z.string(),
  purpose: z.string(),
  body: z.instanceof(Uint8Array),
  recorded_at: z.string(),
  recorded_by: UserIdSchema,
  display_name: z.string(),
});

/** A disclosure as it is written down. */
export type NewDisclosure = Pick<Disclosure, "id" | "patientId" | "disclosedOn" | "purpose" | "content">;

/** Mints an id for a disclosure. */
export function mintDisclosureId() {
  return mintId("dis", DisclosureIdSchema);
}

/** Writes a disclosure, sealed under the patient's accounting key: it is accounted for after a destruction too. */
export async function insertDisclosure(tx: WriteTx, { id, patientId, disclosedOn, purpose, content }: NewDisclosure): Promise<void> {
  const sealed = tx.keys.sealForAccounting(bind(patientId, id), content);
  await tx.run(sql`INSERT INTO disclosures (id, patient_id, disclosed_on, purpose, body, recorded_at, recorded_by)
    VALUES (${id}, ${patientId}, ${disclosedOn}, ${purpose}, ${sealed}, ${tx.chartRules.now()}, ${tx.by.userId})`);
}

/** The disclosures of a patient's information since a day, oldest first. */
export async function listDisclosures(tx: ReadTx, patientId: PatientId, since: string): Promise<Disclosure[]> {
  const rows = await tx.all(
    sql`SELECT d.id, d.patient_id, d.disclosed_on, d.purpose, d.body, d.recorded_at, d.recorded_by, u.display_name
      FROM disclosures d JOIN users u ON u.id = d.recorded_by
      WHERE d.patient_id = ${patientId} AND d.disclosed_on >= ${since} ORDER BY d.disclosed_on, d.rowid`,
    RowSchema,
  );
  return rows.map((row) =>
    DisclosureSchema.parse({
      ...{ id: row.id, patientId: row.patient_id, disclosedOn: row.disclosed_on, purpose: row.purpose },
      content: tx.keys.unsealForAccounting(bind(patientId, row.id), row.body, DisclosureContentSchema),
      ...{ recordedAt: row.recorded_at, recordedByName: showPerson(tx, row.recorded_by, row.display_name) },
    }),
  );
}

/** Writes that an accounting was given to the patient. */
export async function insertAccounting(tx: WriteTx, patientId: PatientId, givenOn: string, entries: number): Promise<void> {
  await tx.run(sql`INSERT INTO accountings (id, patient_id, given_on, entries, given_by)
    VALUES (${mintDisclosureId()}, ${patientId}, ${givenOn}, ${entries}, ${tx.by.userId})`);
}

/** When an accounting was last given, or null. */
export async function readLastAccounting(tx: ReadTx, patientId: PatientId): Promise<string | null> {
  const row = await tx.get(
    sql`SELECT given_on FROM accountings WHERE patient_id = ${patientId} ORDER BY given_on DESC LIMIT 1`,
    z.object({ given_on: CalendarDateSchema }),
  );
  return row?.given_on ?? null;
}

function bind(patientId: PatientId, rowId: string) {
  return { patientId, purpose: "disclosure", rowId };
}
