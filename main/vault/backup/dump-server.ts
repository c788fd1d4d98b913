import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { z } from "zod";
import { RecordingIdSchema } from "../../../shared/domain/ids.ts";
import type { Beside, EngineRows } from "../engines/engine.ts";
import { findDumpTool, startDump } from "../engines/postgres/dump.ts";
import type { Session } from "../engines/postgres/session-shape.ts";
import { hideNothing } from "../hidden-columns.ts";
import type { Key } from "../keys/seal.ts";
import { openServerEnd } from "../move/ends.ts";
import { createHeapTally, type RowTally } from "../move/rows.ts";
import { type Breathe, type OnRows } from "./copy-tables.ts";
import type { SoundCopy } from "./manifest.ts";
import { backupFiles } from "./manifest.ts";
import { type DumpRow, readDump } from "./read-dump.ts";
import { createOpener, createSealer } from "./sealed-stream.ts";
import { engineTables, readDumpRow, readServerShapes, type TableShape } from "./table-shapes.ts";

/** No pg_dump of this computer is as new as the server. */
export class ToolsMissing extends Error {
  override readonly name = "ToolsMissing";
}

/** What was written, and what the record held at that moment. */
export interface Dumped {
  readonly tables: readonly RowTally[];
  readonly shapes: readonly TableShape[];
  readonly recordings: readonly SoundCopy["id"][];
  readonly lastSeq: number;
}

const binding = "record-dump";

/**
 * Dumps the record of a server with the server's own tool, as it stands at one moment, sealed before
 * it touches the disk; and tallies every row of that same moment over a connection of our own.
 */
export async function dumpServer(beside: Beside, staged: string, key: Key, signal: AbortSignal, onRows: OnRows): Promise<Dumped> {
  const tool = await findDumpTool();
  const picture = await beside.open();
  const { all } = toRows(picture);
  let stop: () => void = () => undefined;
  try {
    const serverVersion = Number.parseInt(picture.told.get("server_version") ?? "", 10);
    if (tool === null || tool.version < serverVersion) throw new ToolsMissing();
    await picture.script("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const { snapshot } = z.object({ snapshot: z.string() }).parse((await all({ text: "SELECT pg_export_snapshot() AS snapshot", values: [] }))[0]);
    const running = await startDump(tool, await beside.open(), beside.place, snapshot, engineTables);
    stop = running.stop;
    const file = createWriteStream(join(staged, backupFiles.dump), { mode: 0o600, flush: true });
    const written = pipeline(running.output, createGzip({ level: 1 }), createSealer(key, binding), file, { signal });
    const shapes = await readServerShapes({ all });
    const [tables] = await Promise.all([tallyAll(picture, shapes, signal, onRows), written, running.done]);
    return {
      tables,
      shapes,
      recordings: z
        .array(z.object({ id: RecordingIdSchema }))
        .parse(await all({ text: "SELECT id FROM recordings WHERE destroyed_at IS NULL ORDER BY id", values: [] }))
        .map(({ id }) => id),
      lastSeq: z.object({ last: z.int() }).parse((await all({ text: "SELECT COALESCE(MAX(seq), -1) AS last FROM audit_events", values: [] }))[0])
        .last,
    };
  } finally {
    stop();
    await picture.end();
  }
}

async function tallyAll(picture: Session, shapes: readonly TableShape[], signal: AbortSignal, onRows: OnRows): Promise<RowTally[]> {
  const end = openServerEnd(toRows(picture), hideNothing);
  const tallies: RowTally[] = [];
  let done = 0;
  for (const shape of shapes) {
    const tally = createHeapTally(shape.name);
    for await (const slice of end.slices({ name: shape.name, columns: shape.columns, references: [] })) {
      for (const row of slice) tally.add(row);
      done += slice.length;
      onRows(done, done);
      signal.throwIfAborted();
    }
    tallies.push(tally.total());
  }
  return tallies;
}

/** A session outside the engine's turns, as something rows can be asked of. */
function toRows(session: Session): EngineRows {
  return {
    all: async (query) => (await session.query(query)).rows,
    run: async (query) => (await session.query(query)).rowCount ?? 0,
  };
}

/** The rows of a sealed dump, as it lies in a backup's folder. */
export async function* openDump(folder: string, key: Key, signal: AbortSignal): AsyncGenerator<DumpRow> {
  const file = createReadStream(join(folder, backupFiles.dump), { highWaterMark: 1 << 20 });
  const gunzip = createGunzip();
  const flowing = pipeline(file, createOpener(key, binding), gunzip, { signal });
  // The reader below hears of a failure through the last stream; this keeps it from being heard of twice.
  flowing.catch(() => undefined);
  yield* readDump(gunzip);
  await flowing;
}

/** Reads a sealed dump back whole, and tallies it as the server's rows were. */
export async function tallyDump(folder: string, key: Key, shapes: readonly TableShape[], breathe: Breathe, signal: AbortSignal): Promise<RowTally[]> {
  const tallies = new Map(shapes.map((shape) => [shape.name, { shape, tally: createHeapTally(shape.name) }]));
  for await (const row of openDump(folder, key, signal)) {
    const found = tallies.get(row.table);
    if (found === undefined) throw new Error("a table nobody knows");
    found.tally.add(readDumpRow(found.shape, row));
    await breathe();
  }
  return [...tallies.values()].map(({ tally }) => tally.total());
}
