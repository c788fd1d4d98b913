import { z } from "zod";
import { isKept } from "../derived.ts";
import type { Driver } from "../engines/load-driver.ts";
import { type HiddenTableName, hiddenColumns } from "../hidden-columns.ts";

/** A table as it is moved: its columns in order, and the tables its rows point to. */
export interface MovedTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly references: readonly string[];
}

const NameRowSchema = z.object({ name: z.string() });
const ReferenceRowSchema = z.object({ table: z.string() });

/** Every kept table of an encrypted file, each after those it points to. */
export function readTables(driver: Driver): MovedTable[] {
  const names = z.array(NameRowSchema).parse(driver.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid").all());
  const tables = names
    .filter(({ name }) => isKept(name))
    .map(({ name }) => ({
      name,
      columns: z
        .array(NameRowSchema)
        .parse(driver.pragma(`table_info("${name}")`))
        .map((column) => column.name),
      references: z
        .array(ReferenceRowSchema)
        .parse(driver.pragma(`foreign_key_list("${name}")`))
        .map(({ table }) => table),
    }));
  return sortByReference(tables);
}

function sortByReference(tables: readonly MovedTable[]): MovedTable[] {
  const sorted: MovedTable[] = [];
  const placed = new Set<string>();
  while (sorted.length < tables.length) {
    const next = tables.find(({ name, references }) => !placed.has(name) && references.every((other) => other === name || placed.has(other)));
    if (next === undefined) throw new Error("tables that point at each other in a circle cannot be moved");
    sorted.push(next);
    placed.add(next.name);
  }
  return sorted;
}

/** Whether a table has columns that are hidden on a server, and which. */
export function findHidden(
  table: string,
): { name: HiddenTableName; columns: readonly string[]; through: { table: string; by: string } | null } | null {
  if (!(table in hiddenColumns)) return null;
  const name = table as HiddenTableName;
  const spec = hiddenColumns[name];
  return { name, columns: spec.columns, through: "through" in spec ? spec.through : null };
}

/** The columns to read of a table, its row number first, and last, where the row does not say it, whose it is. */
export function writeSelection({ name, columns }: MovedTable, rowNumber: string): string {
  const hidden = findHidden(name);
  const named = [`t."${rowNumber}" AS row_number`, ...columns.map((column) => `t."${column}"`)];
  if (hidden?.through == null) return `SELECT ${named.join(", ")} FROM "${name}" t`;
  const { table, by } = hidden.through;
  return `SELECT ${named.join(", ")}, w.patient_id AS whose FROM "${name}" t JOIN "${table}" w ON w.id = t."${by}"`;
}
