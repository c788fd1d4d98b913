import { z } from "zod";
import { type HiddenTableName, type Hiding, hiddenColumns } from "./hidden-columns.ts";
import type { SealingKeys } from "./sql.ts";

type Hidden = string | Uint8Array;
const TextSchema = z.string();

/** Hides columns under the keys of the record: text comes out as base64 of its sealed bytes, bytes as sealed bytes. */
export function hideUnder(keys: SealingKeys): Hiding {
  const seal = (table: HiddenTableName, column: string, row: Row, text: string): Uint8Array => {
    const { patientId, rowId } = bind(table, row);
    const purpose = `${table}.${column}`;
    return patientId === null ? keys.sealForClinic(`hidden|${purpose}|${rowId}`, text) : keys.seal({ patientId, purpose, rowId }, text);
  };
  const open = (table: HiddenTableName, column: string, row: Row, sealed: Uint8Array): string => {
    const { patientId, rowId } = bind(table, row);
    const purpose = `${table}.${column}`;
    if (patientId === null) return keys.unsealForClinic(`hidden|${purpose}|${rowId}`, sealed, TextSchema);
    return keys.unseal({ patientId, purpose, rowId }, sealed, TextSchema);
  };
  const hide = (table: HiddenTableName, column: string, row: Row, value: Hidden | null): Hidden | null => {
    if (value === null) return null;
    if (typeof value === "string") return Buffer.from(seal(table, column, row, value)).toString("base64");
    return seal(table, column, row, Buffer.from(value).toString("base64"));
  };
  const show = (table: HiddenTableName, column: string, row: Row, stored: Hidden | null): Hidden | null => {
    if (stored === null) return null;
    if (typeof stored === "string") return open(table, column, row, Buffer.from(stored, "base64"));
    return Buffer.from(open(table, column, row, stored), "base64");
  };
  // What goes in as text comes out as text, bytes as bytes; the compiler cannot follow that through the overloads.
  return { hide, show } as unknown as Hiding;
}

type Row = Readonly<Record<string, unknown>>;

/** What a hidden column is bound to: patient, table, column and row. */
function bind(table: HiddenTableName, row: Row): { patientId: string | null; rowId: string } {
  const { key, patient } = hiddenColumns[table];
  return { patientId: patient === null ? null : String(row[patient]), rowId: key.map((column) => String(row[column])).join("|") };
}
