import { createHash } from "node:crypto";
import { z } from "zod";
import { isKept } from "../derived.ts";
import type { Driver } from "../engines/load-driver.ts";

const SchemaRowSchema = z.object({
  type: z.enum(["table", "index", "trigger", "view"]),
  name: z.string(),
  tbl_name: z.string(),
  sql: z.string().nullable(),
});

type Value = string | number | null | Uint8Array;

/** Lets others have their turn; throws when the work was called off. */
export type Breathe = () => Promise<void>;

/** What one table holds: how many rows, and a hash over all of them in order. */
export interface TableTally {
  readonly table: string;
  readonly rows: number;
  readonly sha256: string;
}

/** How far a copy has come, of how much. */
export type OnRows = (done: number, total: number) => void;

const rowsPerCommit = 500;
const sliceMs = 6;
const sliceRows = 64;

/**
 * Makes breathing room for a long task on a thread that also serves a window: after each few
 * milliseconds of work the event loop runs once.
 */
export function createBreathe(signal: AbortSignal): Breathe {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < sliceMs) return;
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    since = performance.now();
  };
}

/** Copies every kept table, row by row in order with its row id, then indexes and triggers. */
export async function copyTables(from: Driver, to: Driver, breathe: Breathe, onRows: OnRows): Promise<TableTally[]> {
  const schema = readSchema(from);
  const tables = schema.filter((entry) => entry.type === "table" && isKept(entry.name));
  const total = tables.reduce((sum, { name }) => sum + countAbout(from, name), 0);
  const tallies: TableTally[] = [];
  let done = 0;
  to.exec("BEGIN");
  for (const { name, sql } of tables) {
    to.exec(sql ?? "");
    const insert = to.prepare(writeInsert(from, name));
    const tally = await walkTable(from, name, breathe, (row) => {
      insert.run(...row);
      done += 1;
      if (done % rowsPerCommit === 0) {
        // Little by little: one great commit at the end would hold everything up while it is written out.
        to.exec("COMMIT");
        to.exec("BEGIN");
        onRows(done, Math.max(done, total));
      }
    });
    tallies.push(tally);
  }
  for (const { type, tbl_name, sql } of schema) {
    if (type !== "table" && sql !== null && isKept(tbl_name)) to.exec(sql);
  }
  to.exec("COMMIT");
  onRows(done, done);
  return tallies;
}

/** Reads a copy back and tallies it the same way. */
export async function tallyTables(driver: Driver, breathe: Breathe): Promise<TableTally[]> {
  const tables = readSchema(driver).filter((entry) => entry.type === "table" && isKept(entry.name));
  const tallies: TableTally[] = [];
  for (const { name } of tables) tallies.push(await walkTable(driver, name, breathe, () => undefined));
  return tallies;
}

/** Reads a table in row order, a slice at a time, hashing every value with its type and length. */
async function walkTable(driver: Driver, table: string, breathe: Breathe, onRow: (row: Value[]) => void): Promise<TableTally> {
  const page = driver.prepare(`SELECT rowid, * FROM "${table}" WHERE rowid > ? ORDER BY rowid LIMIT ${sliceRows}`).raw(true);
  const hash = createHash("sha256");
  let rows = 0;
  for (let after: number | null = null; ; ) {
    const slice = page.all(after ?? Number.MIN_SAFE_INTEGER) as Value[][];
    for (const row of slice) {
      for (const value of row) hashValue(hash, value);
      onRow(row);
    }
    rows += slice.length;
    if (slice.length < sliceRows) return { table, rows, sha256: hash.digest("hex") };
    after = Number(slice.at(-1)?.[0]);
    await breathe();
  }
}

function hashValue(hash: ReturnType<typeof createHash>, value: Value): void {
  if (value === null) hash.update("n");
  else if (typeof value === "number") hash.update(`i${value};`);
  else if (typeof value === "string") hash.update(`t${Buffer.byteLength(value)};`).update(value);
  else hash.update(`b${value.byteLength};`).update(value);
}

function writeInsert(driver: Driver, table: string): string {
  const columns = z.array(z.object({ name: z.string() })).parse(driver.pragma(`table_info("${table}")`));
  const names = columns.map(({ name }) => `"${name}"`);
  // A column that is itself the row id would be named twice; SQLite takes the first.
  return `INSERT INTO "${table}" (rowid, ${names.join(", ")}) VALUES (${["?", ...names.map(() => "?")].join(", ")})`;
}

function readSchema(driver: Driver): z.output<typeof SchemaRowSchema>[] {
  const rows = driver.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid").all();
  return rows.map((row) => SchemaRowSchema.parse(row));
}

function countAbout(driver: Driver, table: string): number {
  return Number(driver.prepare(`SELECT IFNULL(MAX(rowid), 0) FROM "${table}"`).pluck(true).get());
}
