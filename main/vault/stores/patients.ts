import { z } from "zod";
import { type PatientId, PatientIdSchema } from "../../../shared/domain/ids.ts";
import {
  type Demographics,
  DemographicsSchema,
  type Patient,
  PatientSchema,
  type PatientSummary,
  PatientSummarySchema,
} from "../../../shared/domain/patient.ts";
import { mintSubjectToken } from "../ids.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";
import { checkChartAccess } from "./care-team.ts";

const PatientRowSchema = z.object({
  id: z.string(),
  subject: z.string(),
  demographics: z.instanceof(Uint8Array),
  registered_at: z.string(),
});
const IndexRowSchema = z.object({ patient_id: z.string(), family_name: z.string(), given_name: z.string(), born_on: z.string(), mrn: z.string() });
const SummaryRowSchema = IndexRowSchema.transform((row) =>
  PatientSummarySchema.parse({ id: row.patient_id, familyName: row.family_name, givenName: row.given_name, bornOn: row.born_on, mrn: row.mrn }),
);
const SubjectRowSchema = z.object({ subject: z.string() });

const isAscii = /^[ -~]*$/;

/** Folds a name for searching: case and accents do not matter. */
export function foldName(name: string): string {
  // Most names have no accents, and taking accents apart costs more than everything else here.
  if (isAscii.test(name)) return name.toLowerCase().trim();
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/**
 * Opens a patient's chart: checks that whoever acts may open it, and names the patient in the
 * closure's audit entry. False when there is no such patient.
 */
export async function openChart(tx: ReadTx, patientId: PatientId): Promise<boolean> {
  const row = await tx.get(sql`SELECT subject FROM patients WHERE id = ${patientId}`, SubjectRowSchema);
  if (row === null) return false;
  tx.about(row.subject);
  await checkChartAccess(tx, patientId);
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

/** Whether another patient already carries this MRN. */
export async function isMrnTaken(tx: ReadTx, mrn: string, except: PatientId | null): Promise<boolean> {
  const row = await tx.get(
    sql`SELECT patient_id, family_name, given_name, born_on, mrn FROM patient_index
    WHERE mrn = ${mrn} AND patient_id <> ${except ?? ""}`,
    IndexRowSchema,
  );
  return row !== null;
}

/** Somebody of the same name, born on the same day; null when there is nobody. */
export async function findTwin(tx: ReadTx, { familyName, givenName, bornOn }: Demographics): Promise<PatientId | null> {
  const row = await tx.get(
    sql`SELECT patient_id, family_name, given_name, born_on, mrn FROM patient_index
      WHERE family_folded = ${foldName(familyName)} AND given_folded = ${foldName(givenName)} AND born_on = ${bornOn}`,
    IndexRowSchema,
  );
  return row === null ? null : PatientIdSchema.parse(row.patient_id);
}

/**
 * Finds by the start of a name, a birth date or an MRN; an empty query lists by name. Each way walks
 * its own index and stops at the limit, so that a hundred times the patients cost a step more.
 */
export async function searchPatients(tx: ReadTx, query: string, limit: number): Promise<PatientSummary[]> {
  const folded = foldName(query);
  const upper = `${folded}\u{10ffff}`;
  const found = new Map<string, PatientSummary>();
  const ways = [
    sql`SELECT patient_id, family_name, given_name, born_on, mrn FROM patient_index WHERE mrn = ${query}`,
    sql`SELECT patient_id, family_name, given_name, born_on, mrn FROM patient_index WHERE born_on = ${query} LIMIT ${limit}`,
    sql`SELECT patient_id, family_name, given_name, born_on, mrn FROM patient_index
      WHERE family_folded >= ${folded} AND family_folded < ${upper} ORDER BY family_folded, given_folded LIMIT ${limit}`,
    sql`SELECT patient_id, family_name, given_name, born_on, mrn FROM patient_index
      WHERE given_folded >= ${folded} AND given_folded < ${upper} ORDER BY given_folded LIMIT ${limit}`,
    sql`SELECT patient_id, family_name, given_name, born_on, mrn FROM patient_index
      WHERE preferred_folded <> '' AND preferred_folded >= ${folded} AND preferred_folded < ${upper} ORDER BY preferred_folded LIMIT ${limit}`,
  ];
  for (const way of ways) {
    if (found.size >= limit) break;
    for (const row of await tx.all(way, SummaryRowSchema)) if (found.size < limit) found.set(row.id, row);
  }
  return [...found.values()];
}

/** Every patient's id. */
export async function listPatientIds(tx: ReadTx): Promise<PatientId[]> {
  return (await tx.all(sql`SELECT id FROM patients ORDER BY rowid`, z.object({ id: PatientIdSchema }))).map((row) => row.id);
}

/** Writes what search finds a patient by; derived from their demographics. */
export async function indexPatient(tx: WriteTx, id: PatientId, demographics: Demographics): Promise<void> {
  const { familyName, givenName, preferredName, bornOn, mrn } = demographics;
  await tx.run(sql`INSERT OR REPLACE INTO patient_index
    (patient_id, family_folded, given_folded, preferred_folded, family_name, given_name, born_on, mrn)
    VALUES (${id}, ${foldName(familyName)}, ${foldName(givenName)}, ${foldName(preferredName)}, ${familyName}, ${givenName}, ${bornOn}, ${mrn})`);
}

function bindDemographics(patientId: PatientId) {
  return { patientId, purpose: "demographics", rowId: patientId };
}
