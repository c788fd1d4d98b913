import { z } from "zod";
import { type PatientId, PatientIdSchema } from "../../../shared/domain/ids.ts";
import { type Demographics, DemographicsSchema, type Patient, PatientSchema } from "../../../shared/domain/patient.ts";
import { mintSubjectToken } from "../ids.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";
import { checkChartAccess } from "./care-team.ts";
import { findIndexed, indexPatient } from "./patient-index.ts";

const PatientRowSchema = z.object({
  id: z.string(),
  subject: z.string(),
  demographics: z.instanceof(Uint8Array),
  registered_at: z.string(),
});
const SubjectRowSchema = z.object({ subject: z.string() });

/**
 * Opens a patient's chart: checks that whoever acts may open it, and names the patient in the
 * closure's audit entry. False when there is no such patient. What was opened stays open until the
 * closure ends, and is not looked up again.
 */
export async function openChart(tx: ReadTx, patientId: PatientId): Promise<boolean> {
  const known = tx.opened.get(patientId);
  const subject = known ?? (await readSubject(tx, patientId));
  if (subject === null) return false;
  tx.about(subject);
  if (known !== undefined) return true;
  await checkChartAccess(tx, patientId);
  tx.opened.set(patientId, subject);
  return true;
}

/** A patient's random name in the audit log; null when there is no such patient. */
export async function readSubject(tx: ReadTx, patientId: PatientId): Promise<string | null> {
  return (await tx.get(sql`SELECT subject FROM patients WHERE id = ${patientId}`, SubjectRowSchema))?.subject ?? null;
}

/** Writes a new patient with a record key, an accounting key and a random audit token of their own. */
export async function insertPatient(tx: WriteTx, patient: Patient): Promise<void> {
  const subject = mintSubjectToken();
  tx.keys.createForPatient(patient.id);
  tx.about(subject);
  const sealed = tx.keys.seal(bindDemographics(patient.id), patient.demographics);
  await tx.run(sql`INSERT INTO patients (id, subject, demographics, registered_at)
    VALUES (${patient.id}, ${subject}, ${sealed}, ${patient.registeredAt})`);
  await indexPatient(tx, patient.id, patient.demographics);
}

/** Replaces a patient's demographics; false when there is no such patient. */
export async function updateDemographics(tx: WriteTx, id: PatientId, demographics: Demographics): Promise<boolean> {
  if (!(await openChart(tx, id))) return false;
  const sealed = tx.keys.seal(bindDemographics(id), demographics);
  await tx.run(sql`UPDATE patients SET demographics = ${sealed} WHERE id = ${id}`);
  await indexPatient(tx, id, demographics);
  return true;
}

/** Reads one patient, or null. */
export async function readPatient(tx: ReadTx, id: PatientId): Promise<Patient | null> {
  const row = await tx.get(sql`SELECT id, subject, demographics, registered_at FROM patients WHERE id = ${id}`, PatientRowSchema);
  if (row === null || !(await openChart(tx, id))) return null;
  const demographics = tx.keys.unseal(bindDemographics(id), row.demographics, DemographicsSchema);
  return PatientSchema.parse({ id: row.id, demographics, registeredAt: row.registered_at });
}

const DemographicsRowSchema = z.object({ id: PatientIdSchema, demographics: z.instanceof(Uint8Array) });

/**
 * The demographics of many patients at once, for whoever may read all charts; a destroyed record is
 * left out. `shape` says how much of them is wanted.
 */
export async function readManyDemographics<S extends z.ZodType>(tx: ReadTx, ids: readonly string[], shape: S): Promise<Map<PatientId, z.output<S>>> {
  const rows = await tx.all(
    sql`SELECT p.id, p.demographics FROM json_each(${JSON.stringify(ids)}) j JOIN patients p ON p.id = j.value`,
    DemographicsRowSchema,
  );
  return new Map(rows.map(({ id, demographics }) => [id, tx.keys.unseal(bindDemographics(id), demographics, shape)]));
}

const NamedSchema = z.object(DemographicsSchema.pick({ familyName: true, givenName: true, bornOn: true }).shape);

/** A patient as lists show them. */
export interface PatientName {
  readonly name: string;
  readonly bornOn: string;
}

/**
 * Names for many patients at once, as search knows them; one it does not know yet, while its entries
 * are built again, is opened instead. Whoever was destroyed is left out.
 */
export async function namePatients(tx: ReadTx, ids: readonly string[]): Promise<Map<string, PatientName>> {
  const wanted = [...new Set(ids)];
  const indexed = await findIndexed(tx, wanted);
  const missing = wanted.filter((id) => !indexed.has(id));
  const opened = missing.length === 0 ? [] : await readManyDemographics(tx, missing, NamedSchema);
  return new Map([...indexed, ...opened].map(([id, found]) => [id, { name: `${found.familyName}, ${found.givenName}`, bornOn: found.bornOn }]));
}

/** Every patient's id. */
export async function listPatientIds(tx: ReadTx): Promise<PatientId[]> {
  return (await tx.all(sql`SELECT id FROM patients ORDER BY rowid`, z.object({ id: PatientIdSchema }))).map((row) => row.id);
}

/** The same, for rows that name their patient. */
export function namePatientsOf(tx: ReadTx, rows: readonly { readonly patient_id: string }[]): Promise<Map<string, PatientName>> {
  return namePatients(
    tx,
    rows.map((row) => row.patient_id),
  );
}

function bindDemographics(patientId: PatientId) {
  return { patientId, purpose: "demographics", rowId: patientId };
}
