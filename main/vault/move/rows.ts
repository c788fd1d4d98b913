import { createHash, type Hash } from "node:crypto";
import type { Hiding } from "../hidden-columns.ts";
import type { SqlValue } from "../sql.ts";
import { findHidden, type MovedTable } from "./tables.ts";

/** A row on its way: its number, its values in the order of the table's columns, and whose it is where it does not say. */
export interface MovedRow {
  readonly rowNumber: number;
  readonly values: readonly SqlValue[];
  readonly whose: SqlValue;
}

/** A place rows can be read from or written to. */
export interface RowEnd {
  /** The rows of a table in order of their number, a slice at a time, as they lie there. */
  slices(table: MovedTable): AsyncIterable<readonly MovedRow[]>;
  /** How names are hidden there. */
  readonly hiding: Hiding;
}

/** A place rows are written to. */
export interface RowTarget extends RowEnd {
  insert(table: MovedTable, rows: readonly MovedRow[]): Promise<void>;
}

/** Opens the hidden columns of a row, or hides them: the same row as it lies at another end. */
export function convertRow(table: MovedTable, row: MovedRow, how: "hide" | "show", { hide, show }: Hiding): MovedRow {
  const hidden = findHidden(table.name);
  if (hidden === null) return row;
  const named: Record<string, unknown> = Object.fromEntries(table.columns.map((column, at) => [column, row.values[at]]));
  if (hidden.through !== null) named["patient_id"] = row.whose;
  const turn = (how === "hide" ? hide : show) as (table: string, column: string, row: unknown, value: SqlValue) => SqlValue;
  const values = table.columns.map((column, at) => {
    const value = row.values[at] ?? null;
    return hidden.columns.includes(column) ? turn(hidden.name, column, named, value) : value;
  });
  return { ...row, values };
}

/** How many rows a table holds, and a hash over all of them in order, opened. */
export interface RowTally {
  readonly table: string;
  readonly rows: number;
  readonly sha256: string;
}

/** A tally that does not mind the order of the rows: a server's dump gives them as they lie. */
export function createHeapTally(table: string): { add(row: MovedRow): void; total(): RowTally } {
  let sum = 0n;
  let rows = 0;
  return {
    add(row) {
      const hash = createHash("sha256");
      putRow(hash, row);
      sum = BigInt.asUintN(256, sum + BigInt(`0x${hash.digest("hex")}`));
      rows += 1;
    },
    total: () => ({ table, rows, sha256: sum.toString(16).padStart(64, "0") }),
  };
}

function putRow(hash: Hash, { rowNumber, values }: MovedRow): void {
  putValue(hash, rowNumber);
  for (const value of values) putValue(hash, value);
}

function putValue(hash: Hash, value: SqlValue): void {
  if (value === null) hash.update("n");
  else if (typeof value === "number") hash.update(`i${value};`);
  else if (typeof value === "string") hash.update(`t${Buffer.byteLength(value)};`).update(value);
  else hash.update(`b${value.byteLength};`).update(value);
}

/** Tallies rows: every value with its type and length, so that nothing can be shifted from one to the next. */
export function createTally(table: string): { add(row: MovedRow): void; total(): RowTally } {
  const hash = createHash("sha256");
  let rows = 0;
  return {
    add(row) {
      putRow(hash, row);
      rows += 1;
    },
    total: () => ({ table, rows, sha256: hash.digest("hex") }),
  };
}

/** Tallies a table at an end, opened. */
export async function tallyTable(end: RowEnd, table: MovedTable, onRows: (count: number) => void): Promise<RowTally> {
  const tally = createTally(table.name);
  for await (const slice of end.slices(table)) {
    for (const row of slice) tally.add(convertRow(table, row, "show", end.hiding));
    onRows(slice.length);
  }
  return tally.total();
}

/** Copies a table from one end to the other, and tallies what was read. */
export async function copyTable(from: RowEnd, to: RowTarget, table: MovedTable, onRows: (count: number) => void): Promise<RowTally> {
  const tally = createTally(table.name);
  for await (const slice of from.slices(table)) {
    const opened = slice.map((row) => convertRow(table, row, "show", from.hiding));
    for (const row of opened) tally.add(row);
    await to.insert(
      table,
      opened.map((row) => convertRow(table, row, "hide", to.hiding)),
    );
    onRows(slice.length);
  }
  return tally.total();
}
