import type { DateOrder, IntakeField, Mapping, RowFault } from "../../shared/domain/intake.ts";
import { type Demographics, DemographicsSchema } from "../../shared/domain/patient.ts";
import { readDate, type Table } from "./csv-table.ts";
import { readStateCode } from "./states.ts";

/** A row that can be taken, or why not. Rows count from 1, as a person counts them below the header. */
export type ReadRow = { readonly row: number; readonly demographics: Demographics } | RowFault;

/** Reads the rows of a table by a mapping. */
export function readRows(table: Table, mapping: Mapping, order: DateOrder, stateCode: string): ReadRow[] {
  return table.rows.map((cells, index) => readRow(cells, index + 1, mapping, order, stateCode));
}

function readRow(cells: readonly string[], row: number, mapping: Mapping, order: DateOrder, clinicState: string): ReadRow {
  const value = (field: IntakeField) => {
    const column = mapping[field];
    return column === undefined ? "" : (cells[column] ?? "").trim();
  };
  const bornOn = readDate(value("bornOn"), order);
  if (bornOn === null) return { row, why: value("bornOn") === "" ? "field-missing" : "date-unreadable", field: "bornOn" };
  const state = value("stateCode") === "" ? clinicState : readStateCode(value("stateCode"));
  if (state === null) return { row, why: "state-unknown", field: "stateCode" };
  return judge(row, {
    ...{ familyName: value("familyName"), givenName: value("givenName"), preferredName: value("preferredName"), pronouns: value("pronouns") },
    ...{ bornOn, mrn: value("mrn"), phone: value("phone"), email: value("email"), address: value("address"), stateCode: state },
    ...{ alerts: value("alerts"), relatedPersons: [] },
  });
}

/** Takes what fits the chart's own form, and names the first field that does not. */
export function judge(row: number, fields: unknown): ReadRow {
  const parsed = DemographicsSchema.safeParse(fields);
  if (parsed.success) return { row, demographics: parsed.data };
  const issue = parsed.error.issues[0];
  const field = String(issue?.path[0] ?? "");
  const known = field in DemographicsSchema.shape && field !== "relatedPersons" ? (field as IntakeField) : null;
  return { row, why: known === null ? "row-unreadable" : issue?.code === "too_big" ? "field-too-long" : "field-missing", field: known };
}
