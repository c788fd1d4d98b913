import { findRecord } from "../../vault/find-record.ts";
import { hasDatabase, locateRecord, locateRecordFolder } from "../../vault/record-files.ts";
import { explainClosed } from "../open-record.ts";
import type { RecordCommand } from "./record-command.ts";

/** Says where the record lies, and whether a move has left a copy; opens nothing. */
export async function sayWhere({ machine, json }: RecordCommand): Promise<number> {
  const files = locateRecord(locateRecordFolder(machine.profile));
  const found = findRecord(files);
  if (found.kind === "nothing") {
    process.stdout.write("There is no record on this computer.\n");
    return 1;
  }
  if (found.kind === "refused") {
    explainClosed(found.error);
    return 2;
  }
  const { place, left } = found.envelope;
  const said =
    place === undefined
      ? { engine: "sqlcipher", file: files.database }
      : { engine: place.engine, servers: place.servers.map(({ host, port }) => `${host}:${port}`), database: place.database, schema: place.schema };
  const old = left !== undefined ? "postgresql" : place !== undefined && hasDatabase(files) ? "sqlcipher" : null;
  const lines = Object.entries({ ...said, old: old ?? "none" }).map(([name, value]) => `${name.padEnd(12)} ${String(value)}`);
  process.stdout.write(json ? `${JSON.stringify({ ...said, old })}\n` : `${lines.join("\n")}\n`);
  return 0;
}
