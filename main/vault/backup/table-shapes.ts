import { z } from "zod";
import { isKept } from "../derived.ts";
import type { EngineRows } from "../engines/engine.ts";
import type { Driver } from "../engines/load-driver.ts";
import type { MovedRow } from "../move/rows.ts";
import type { SqlValue } from "../sql.ts";
import type { DumpRow } from "./read-dump.ts";

type Kind = "text" | "whole" | "bytes";

/** How the rows of a table are to be read: its columns by name, what each holds, and which one numbers the rows. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly string[];
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly rowNumber: string;
}

/** Tables of a server's record that are its engine's own and in no backup. */
export const engineTables: readonly string[] = ["record_state", "search_journal"];
/** What a server adds to every row. */
const added: ReadonlySet<string> = new Set(["rowid", "row_owner"]);

const fileKinds: Readonly<Record<string, Kind>> = { TEXT: "text", INTEGER: "whole", BLOB: "bytes" };
const serverKinds: Readonly<Record<string, Kind>> = { text: "text", bigint: "whole", bytea: "bytes" };
const FileColumnSchema = z.object({ name: z.string(), type: z.string(), pk: z.int() });

/** The tables of an encrypted file. */
export function readFileShapes(driver: Driver): TableShape[] {
  const names = z
    .array(z.object({ name: z.string() }))
    .parse(driver.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid").all());
  return names
    .filter(({ name }) => isKept(name))
    .map(({ name }) => {
      const columns = z.array(FileColumnSchema).parse(driver.pragma(`table_info("${name}")`));
      const keys = columns.filter(({ pk }) => pk > 0);
      const numbered = keys.length === 1 && keys[0]?.type === "INTEGER" ? keys[0].name : "rowid";
      return toShape(
        name,
        columns.map((column) => [column.name, fileKinds[column.type]] as const),
        numbered,
      );
    });
}

const ServerColumnSchema = z.object({ table: z.string(), column: z.string(), type: z.string() });

/** The tables of a server's record. */
export async function readServerShapes(handle: Pick<EngineRows, "all">): Promise<TableShape[]> {
  const text = `SELECT c.relname::text AS table, a.attname::text AS column, format_type(a.atttypid, NULL) AS type
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' ORDER BY 1, a.attnum`;
  const found = (await handle.all({ text, values: [] })).map((row) => ServerColumnSchema.parse(row));
  const tables = [...new Set(found.map(({ table }) => table))].filter((table) => !engineTables.includes(table));
  return tables.map((name) => {
    const own = found.filter(({ table }) => table === name);
    const numbered = own.some(({ column }) => column === "rowid") ? "rowid" : (own.find(({ type }) => type === "bigint")?.column ?? "rowid");
    const columns = own.filter(({ column }) => !added.has(column)).map(({ column, type }) => [column, serverKinds[type]] as const);
    return toShape(name, columns, numbered);
  });
}

function toShape(name: string, columns: readonly (readonly [string, Kind | undefined])[], rowNumber: string): TableShape {
  const kinds = new Map(columns.map(([column, kind]) => [column, kind ?? "text"] as const));
  // By name: two engines, and two ages of one schema, need not agree on the order.
  return { name, columns: [...kinds.keys()].sort(), kinds, rowNumber };
}

/** A row of a dump as an engine gives it. */
export function readDumpRow(shape: TableShape, row: DumpRow): MovedRow {
  const read = (column: string, kind: Kind): SqlValue => {
    const value = row.values[row.columns.indexOf(column)] ?? null;
    if (value === null || kind === "text") return value;
    if (kind === "bytes") return Buffer.from(value.slice(2), "hex");
    const whole = Number(value);
    if (!Number.isSafeInteger(whole)) throw new RangeError("a whole number beyond what can be held");
    return whole;
  };
  return {
    rowNumber: Number(read(shape.rowNumber, "whole")),
    values: shape.columns.map((column) => read(column, shape.kinds.get(column) ?? "text")),
    whose: null,
  };
}
