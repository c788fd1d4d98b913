import { z } from "zod";
import type { EngineRows } from "../engines/engine.ts";
import type { Driver } from "../engines/load-driver.ts";
import { guardFaults } from "../engines/sqlcipher.ts";
import { type Hiding, hideNothing } from "../hidden-columns.ts";
import type { SqlValue } from "../sql.ts";
import type { MovedRow, RowTarget } from "./rows.ts";
import { type MovedTable, writeSelection } from "./tables.ts";

const sliceRows = 200;

/** An encrypted file as one end of a move. */
export function openFileEnd(driver: Driver, breathe: () => Promise<void>): RowTarget {
  return {
    hiding: hideNothing,
    async *slices(table) {
      const page = driver.prepare(`${writeSelection(table, "rowid")} WHERE t.rowid > ? ORDER BY t.rowid LIMIT ${sliceRows}`).raw(true);
      for (let after = Number.MIN_SAFE_INTEGER; ; ) {
        const rows = guardFaults(() => page.all(after) as SqlValue[][]);
        if (rows.length > 0) yield rows.map((row) => toRow(table, row));
        if (rows.length < sliceRows) return;
        after = Number(rows.at(-1)?.[0]);
        await breathe();
      }
    },
    async insert({ name, columns }, rows) {
      const names = columns.map((column) => `"${column}"`);
      const statement = driver.prepare(`INSERT INTO "${name}" (rowid, ${names.join(", ")}) VALUES (${["?", ...names.map(() => "?")].join(", ")})`);
      guardFaults(() => {
        for (const { rowNumber, values } of rows) statement.run(rowNumber, ...values);
      });
      await breathe();
    },
  };
}

function toRow({ columns }: MovedTable, row: readonly SqlValue[]): MovedRow {
  return { rowNumber: Number(row[0]), values: row.slice(1, columns.length + 1), whose: row[columns.length + 1] ?? null };
}

const RowNumberSchema = z.object({ column: z.string() });

/** A transaction on a server as one end of a move. */
export function openServerEnd(handle: EngineRows, hiding: Hiding): RowTarget {
  const rowNumbers = new Map<string, string>();
  /** Tables with a number for a key have no other row number. */
  async function findRowNumber(table: string): Promise<string> {
    const known = rowNumbers.get(table);
    if (known !== undefined) return known;
    const text = `SELECT COALESCE((SELECT attname FROM pg_attribute WHERE attrelid = ?::regclass AND attname = 'rowid'),
        (SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
          WHERE i.indrelid = ?::regclass AND i.indisprimary))::text AS column`;
    const { column } = RowNumberSchema.parse((await handle.all({ text, values: [table, table] }))[0]);
    rowNumbers.set(table, column);
    return column;
  }
  return {
    hiding,
    async *slices(table) {
      const column = await findRowNumber(table.name);
      const text = `${writeSelection(table, column)} WHERE t."${column}" > ? ORDER BY t."${column}" LIMIT ${sliceRows}`;
      for (let after = Number.MIN_SAFE_INTEGER; ; ) {
        const rows = (await handle.all({ text, values: [after] })) as Readonly<Record<string, SqlValue>>[];
        if (rows.length > 0) {
          yield rows.map((row) => ({
            rowNumber: Number(row["row_number"]),
            values: table.columns.map((name) => row[name] ?? null),
            whose: row["whose"] ?? null,
          }));
        }
        if (rows.length < sliceRows) return;
        after = Number(rows.at(-1)?.["row_number"]);
      }
    },
    async insert({ name, columns }, rows) {
      if (rows.length === 0) return;
      const rowNumber = await findRowNumber(name);
      const numbered = columns.includes(rowNumber) ? columns : [rowNumber, ...columns];
      const values = rows.flatMap((row) => (columns.includes(rowNumber) ? row.values : [row.rowNumber, ...row.values]));
      const places = rows.map(() => `(${numbered.map(() => "?").join(", ")})`).join(", ");
      await handle.run({ text: `INSERT INTO "${name}" (${numbered.map((column) => `"${column}"`).join(", ")}) VALUES ${places}`, values });
    },
  };
}

const SequenceRowSchema = z.object({ table: z.string(), column: z.string(), sequence: z.string() });

/** Lets the server number on from where the rows that were brought end. */
export async function advanceNumbers(handle: EngineRows): Promise<void> {
  const text = `SELECT c.relname::text AS table, a.attname::text AS column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) AS sequence
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attidentity <> '' WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'`;
  for (const row of await handle.all({ text, values: [] })) {
    const { table, column, sequence } = SequenceRowSchema.parse(row);
    await handle.all({ text: `SELECT setval('${sequence}', (SELECT COALESCE(MAX("${column}"), 0) + 1 FROM "${table}"), false)`, values: [] });
  }
}
