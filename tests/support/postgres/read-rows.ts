import { z } from "zod";
import { isKept } from "../../../main/vault/derived.ts";
import { sql } from "../../../main/vault/sql.ts";
import type { TestRecord } from "../open-test-record.ts";

const NameSchema = z.object({ name: z.string() });

/** Every kept row of an encrypted file by its table, as the file itself gives it; the log up to a position. */
export async function readFileRows({ door }: Pick<TestRecord, "door">, upToSeq: number): Promise<Record<string, unknown[]>> {
  const engine = door.current()?.record.engine;
  if (engine === undefined) throw new Error("the record is not open");
  return engine.transact(async (handle) => {
    const tables = z.array(NameSchema).parse(await handle.all(sql`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`));
    const rows: Record<string, unknown[]> = {};
    for (const { name } of tables.filter((table) => isKept(table.name))) {
      const limit = name === "audit_events" ? `WHERE seq <= ${upToSeq}` : "";
      rows[name] = await handle.all({ text: `SELECT rowid AS row_number, * FROM "${name}" ${limit} ORDER BY rowid`, values: [] });
    }
    return rows;
  });
}
