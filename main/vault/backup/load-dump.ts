import { z } from "zod";
import { type Driver, openFile } from "../engines/load-driver.ts";
import { hideUnder } from "../hide-under.ts";
import type { Key } from "../keys/seal.ts";
import type { OpenSealingKeys } from "../keys/sealing-keys.ts";
import { migrations } from "../migrations/index.ts";
import { convertRow, type MovedRow } from "../move/rows.ts";
import { findHidden } from "../move/tables.ts";
import type { SqlValue } from "../sql.ts";
import type { Breathe, OnRows } from "./copy-tables.ts";
import { openDump } from "./dump-server.ts";
import { readDumpRow, readFileShapes, type TableShape } from "./table-shapes.ts";

const rowsPerCommit = 500;
const WhoseRowSchema = z.object({ patient_id: z.string() });

/** Lays out an empty file as the schema of a version was. */
function layOut(driver: Driver, version: number): void {
  for (const { statements } of migrations.filter((migration) => migration.version <= version)) for (const text of statements) driver.exec(text);
}

/** The tables of a version of the schema. */
export function describeSchema(version: number): TableShape[] {
  const driver = openFile(":memory:", { mustExist: false, readOnly: false });
  try {
    layOut(driver, version);
    return readFileShapes(driver);
  } finally {
    driver.close();
  }
}

/**
 * Fills a fresh file with the rows of a server's dump, names opened with the keys of the backup. A row
 * whose patient's key is gone keeps its place without them, until it is withheld with everything else
 * of that patient; gives who they are.
 */
export async function loadDump(
  to: Driver,
  from: { readonly folder: string; readonly key: Key; readonly schemaVersion: number; readonly signal: AbortSignal },
  keys: OpenSealingKeys,
  breathe: Breathe,
  onRows: OnRows,
): Promise<string[]> {
  to.pragma("foreign_keys=OFF");
  layOut(to, from.schemaVersion);
  const shapes = new Map(readFileShapes(to).map((shape) => [shape.name, { shape, insert: to.prepare(writeInsert(shape)) }]));
  const open = createRowOpener(to, keys);
  let done = 0;
  to.exec("BEGIN");
  for await (const row of openDump(from.folder, from.key, from.signal)) {
    const found = shapes.get(row.table);
    if (found === undefined) throw new Error("a table this version of the schema does not know");
    const { rowNumber, values } = open(found.shape, readDumpRow(found.shape, row));
    found.insert.run(...(found.shape.rowNumber === "rowid" ? [rowNumber, ...values] : values));
    done += 1;
    if (done % rowsPerCommit === 0) {
      to.exec("COMMIT");
      to.exec("BEGIN");
      onRows(done, done);
    }
    await breathe();
  }
  to.exec("COMMIT");
  onRows(done, done);
  const patients = z.array(z.object({ id: z.string() })).parse(to.prepare("SELECT id FROM patients").all());
  return patients.map(({ id }) => id).filter((id) => keys.keybag().find(id, "record") === null);
}

function writeInsert({ name, columns, rowNumber }: TableShape): string {
  const all = [...(rowNumber === "rowid" ? ["rowid"] : []), ...columns];
  return `INSERT INTO "${name}" (${all.map((column) => `"${column}"`).join(", ")}) VALUES (${all.map(() => "?").join(", ")})`;
}

/** Opens the hidden columns of rows as they come; the dump brings a row after those it points to. */
function createRowOpener(to: Driver, keys: OpenSealingKeys): (shape: TableShape, row: MovedRow) => MovedRow {
  const hiding = hideUnder(keys);
  return (shape, row) => {
    const hidden = findHidden(shape.name);
    if (hidden === null) return row;
    const table = { name: shape.name, columns: shape.columns, references: [] };
    const whose = hidden.through === null ? null : readWhose(to, hidden.through.table, row.values[shape.columns.indexOf(hidden.through.by)] ?? null);
    const patientId = whose ?? row.values[shape.columns.indexOf("patient_id")] ?? null;
    if (typeof patientId === "string" && keys.keybag().find(patientId, "record") === null) {
      const blank = (value: SqlValue) => (value === null ? null : "");
      return { ...row, values: row.values.map((value, at) => (hidden.columns.includes(shape.columns[at] ?? "") ? blank(value) : value)) };
    }
    return convertRow(table, { ...row, whose }, "show", hiding);
  };
}

function readWhose(to: Driver, table: string, id: SqlValue): string {
  return WhoseRowSchema.parse(to.prepare(`SELECT patient_id FROM "${table}" WHERE id = ?`).get(id)).patient_id;
}
