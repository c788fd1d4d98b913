import { z } from "zod";
import { type PatientId, PatientIdSchema } from "../../../shared/domain/ids.ts";
import { type Demographics, type PatientSummary, PatientSummarySchema } from "../../../shared/domain/patient.ts";
import { CalendarDateSchema } from "../../../shared/domain/time.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";

const SummaryRowSchema = z
  .object({ patient_id: z.string(), family_name: z.string(), given_name: z.string(), born_on: z.string(), mrn: z.string() })
  .transform((row) =>
    PatientSummarySchema.parse({ id: row.patient_id, familyName: row.family_name, givenName: row.given_name, bornOn: row.born_on, mrn: row.mrn }),
  );
const WhoseRowSchema = z.object({ patient_id: PatientIdSchema });

const isAscii = /^[ -~]*$/;

/** Folds a name for searching: case and accents do not matter. */
export function foldName(name: string): string {
  // Most names have no accents, and taking accents apart costs more than everything else here.
  if (isAscii.test(name)) return name.toLowerCase().trim();
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/** Writes what search finds a patient by; derived from their demographics. */
export async function indexPatient(tx: WriteTx, id: PatientId, demographics: Demographics): Promise<void> {
  const { familyName, givenName, preferredName, bornOn, mrn } = demographics;
  await tx.search.change(
    toEntry(id),
    sql`INSERT OR REPLACE INTO patient_index
    (patient_id, family_folded, given_folded, preferred_folded, family_name, given_name, born_on, mrn)
    VALUES (${id}, ${foldName(familyName)}, ${foldName(givenName)}, ${foldName(preferredName)}, ${familyName}, ${givenName}, ${bornOn}, ${mrn})`,
  );
}

/** Takes a patient out of what search finds. */
export async function forgetPatient(tx: WriteTx, id: string): Promise<void> {
  await tx.search.change(toEntry(id), sql`DELETE FROM patient_index WHERE patient_id = ${id}`);
}

function toEntry(id: string) {
  return { kind: "patient" as const, ref: id };
}

/** How many patients search knows. */
export async function countIndexed(tx: ReadTx): Promise<number> {
  return (await tx.search.get(sql`SELECT COUNT(*) AS n FROM patient_index`, z.object({ n: z.int() })))?.n ?? 0;
}

/** How many entries of search name a patient: one, or none. */
export async function countIndexedOf(tx: ReadTx, id: PatientId): Promise<number> {
  return (await tx.search.get(sql`SELECT COUNT(*) AS n FROM patient_index WHERE patient_id = ${id}`, z.object({ n: z.int() })))?.n ?? 0;
}

/** A patient's name and birth date as search knows them. */
export interface IndexedName {
  readonly id: PatientId;
  readonly familyName: string;
  readonly givenName: string;
  readonly bornOn: string;
}

const NameRowSchema = z.object({ patient_id: PatientIdSchema, family_name: z.string(), given_name: z.string(), born_on: CalendarDateSchema });

/** What search knows of many patients at once; whoever it does not know is left out. */
export async function findIndexed(tx: ReadTx, ids: readonly string[]): Promise<Map<string, IndexedName>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.search.all(
    sql`SELECT i.patient_id, i.family_name, i.given_name, i.born_on FROM json_each(${JSON.stringify(ids)}) j JOIN patient_index i ON i.patient_id = j.value`,
    NameRowSchema,
  );
  return new Map(
    rows.map((row) => [row.patient_id, { id: row.patient_id, familyName: row.family_name, givenName: row.given_name, bornOn: row.born_on }]),
  );
}

/** Whether another patient already carries this MRN. */
export async function isMrnTaken(tx: ReadTx, mrn: string, except: PatientId | null): Promise<boolean> {
  return (
    (await tx.search.get(sql`SELECT patient_id FROM patient_index WHERE mrn = ${mrn} AND patient_id <> ${except ?? ""}`, WhoseRowSchema)) !== null
  );
}

/** Somebody of the same name, born on the same day; null when there is nobody. */
export async function findTwin(tx: ReadTx, { familyName, givenName, bornOn }: Demographics): Promise<PatientId | null> {
  const row = await tx.search.get(
    sql`SELECT patient_id FROM patient_index
      WHERE family_folded = ${foldName(familyName)} AND given_folded = ${foldName(givenName)} AND born_on = ${bornOn}`,
    WhoseRowSchema,
  );
  return row?.patient_id ?? null;
}

/** Everybody of a family name, folded as search folds it, with their given name folded. */
export async function findFamily(tx: ReadTx, familyFolded: string): Promise<{ id: PatientId; givenFolded: string }[]> {
  const rows = await tx.search.all(
    sql`SELECT patient_id, given_folded FROM patient_index WHERE family_folded = ${familyFolded}`,
    WhoseRowSchema.extend({ given_folded: z.string() }),
  );
  return rows.map((row) => ({ id: row.patient_id, givenFolded: row.given_folded }));
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
    for (const row of await tx.search.all(way, SummaryRowSchema)) if (found.size < limit) found.set(row.id, row);
  }
  return [...found.values()];
}
