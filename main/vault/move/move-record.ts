import { existsSync } from "node:fs";
import { type AppError, failure } from "../../../shared/errors.ts";
import { err, ok, type Result } from "../../../shared/result.ts";
import { type Actor, event } from "../../audit/index.ts";
import type { Clock } from "../../clock.ts";
import type { ServerPorts } from "../engine-parts.ts";
import { type Engine, EngineError, type EngineHandle } from "../engines/engine.ts";
import type { Driver } from "../engines/load-driver.ts";
import { StatementRefused } from "../engines/postgres/faults.ts";
import { openDriver, openSqlcipher } from "../engines/sqlcipher.ts";
import { hideNothing } from "../hidden-columns.ts";
import { hideUnder } from "../hide-under.ts";
import { openHighWater } from "../high-water.ts";
import type { Keychain } from "../keychain.ts";
import { type Envelope, writeEnvelope } from "../keys/envelope.ts";
import { type Key, wipe } from "../keys/seal.ts";
import { DamagedPayload, type OpenSealingKeys } from "../keys/sealing-keys.ts";
import { migrate } from "../migrate.ts";
import type { OpenRecord } from "../open.ts";
import { deriveDatabaseKey, openEngine } from "../open-engine.ts";
import { openRecordKeys } from "../open-keys.ts";
import { type ChosenPlace, keepPlace } from "../place.ts";
import { finishArrival, locateArriving, type RecordFiles, removeDatabase } from "../record-files.ts";
import { removeSearchFile } from "../search-file.ts";
import { codesByFault, createVault, type Outcome } from "../vault.ts";
import { advanceNumbers, openFileEnd, openServerEnd } from "./ends.ts";
import { copyTable, type RowEnd, type RowTally, type RowTarget, tallyTable } from "./rows.ts";
import { type MovedTable, readTables } from "./tables.ts";
import { type LogFound, verifyLog } from "./verify-log.ts";

export interface MoveParts {
  readonly files: RecordFiles;
  readonly keychain: Keychain;
  readonly servers: ServerPorts;
  readonly clock: Clock;
  readonly bootId: string;
  readonly by: Actor;
  breathe(): Promise<void>;
  onProgress(step: "copying" | "verifying", table: string, rows: number): void;
}

/** A record that lies in its new place: the envelope that says so, and what was found to be equal. */
export interface Moved {
  readonly envelope: Envelope;
  readonly masterKey: Key;
  readonly words: string[];
  readonly tallies: readonly RowTally[];
  /** One past the newest position of the log that was moved. */
  readonly logSize: number;
}

/** Undoes an arrival: what came is not what was sent, or its first entry could not be written. */
class Undone extends Error {
  readonly reason: AppError;
  constructor(reason: AppError) {
    super("undone");
    this.reason = reason;
  }
}
const differs = () => new Undone(failure("move.differs"));

/** Everything both directions need, opened for the while. */
interface Bench {
  readonly masterKey: Key;
  readonly databaseKey: Key;
  readonly clinicKey: Key;
  readonly keys: OpenSealingKeys;
}

/**
 * Moves an open record to a server: every row in one transaction, read back after it was committed and
 * compared, the log verified from end to end. Then, and only then, the key envelope names the new
 * place, in one write: killed at any moment, exactly one place is the record. The old file stays
 * until it is forgotten. The record is closed; it opens again with what this gives back.
 */
export function moveToServer(parts: MoveParts, chosen: ChosenPlace, envelope: Envelope, record: OpenRecord): Outcome<Moved> {
  return withBench(parts, envelope, record, async (bench) => {
    const { files } = parts;
    if (envelope.left !== undefined) return err(failure("move.old-there"));
    const source = lockFile(files.database, bench.databaseKey);
    if (source === null) return err(failure("move.in-use"));
    const place = keepPlace(chosen.place, chosen.account, bench.clinicKey, envelope.installId);
    const target = await openTarget(parts, { ...envelope, place }, bench);
    if (!target.ok) {
      source.close();
      return target;
    }
    try {
      const tables = readTables(source);
      const from = openFileEnd(source, parts.breathe);
      const hiding = hideUnder(bench.keys);
      const serverEnd = (handle: EngineHandle) => openServerEnd(handle, hiding);
      const sent = await target.value.transact(async (handle) => {
        const tallies = await copyAll(parts, from, serverEnd(handle), tables);
        await advanceNumbers(handle);
        return tallies;
      });
      const logSize = await verifyArrival(parts, { envelope, bench, sent, tables, engine: target.value, readEnd: serverEnd, from: "sqlcipher" });
      return ok({ next: { ...envelope, place }, sent, logSize });
    } finally {
      source.close();
      await target.value.close();
    }
  });
}

/** Moves an open record from its server into an encrypted file of this computer, with the same care; the server keeps its copy. */
export function moveToFile(parts: MoveParts, envelope: Envelope, record: OpenRecord): Outcome<Moved> {
  return withBench(parts, envelope, record, async (bench) => {
    const { files } = parts;
    if (existsSync(files.database)) return err(failure("move.old-there"));
    const source = await openTarget(parts, envelope, bench, false);
    if (!source.ok) return source;
    const arriving = locateArriving(files);
    removeDatabase(arriving);
    const target = openSqlcipher(arriving, bench.databaseKey, { create: true });
    if (typeof target === "string") throw new Error("a fresh database could not be opened");
    const driver = openDriver(arriving, bench.databaseKey, { create: false });
    if (typeof driver === "string") throw new Error("the fresh database does not open twice");
    let arrived = false;
    try {
      await migrate(target);
      const end = openFileEnd(driver, parts.breathe);
      const tables = readTables(driver);
      const sent = await source.value.transact((handle) => fillFile(parts, driver, openServerEnd(handle, hideUnder(bench.keys)), end, tables));
      const logSize = await verifyArrival(parts, { envelope, bench, sent, tables, engine: target, readEnd: () => end, from: "postgresql" });
      const broken = driver.pragma("foreign_key_check") as unknown[];
      const sound = await target.alone(async (file) => {
        file.truncateLog();
        return file.check();
      });
      if (!sound || broken.length > 0) throw differs();
      arrived = true;
      const { place, ...rest } = envelope;
      return ok({ next: { ...rest, ...(place === undefined ? {} : { left: place }) }, sent, logSize });
    } finally {
      driver.close();
      await target.close();
      await source.value.close();
      if (!arrived) removeDatabase(arriving);
    }
  });
}

type Arrived = Result<{ next: Envelope; sent: readonly RowTally[]; logSize: number }, AppError>;

/** Closes the record, opens what a move needs, and writes the envelope when all of it went well. */
async function withBench(parts: MoveParts, envelope: Envelope, record: OpenRecord, work: (bench: Bench) => Promise<Arrived>): Outcome<Moved> {
  const masterKey = Buffer.from(record.masterKey) as Key;
  await record.close();
  const unlocked = openRecordKeys({ files: parts.files, envelope, masterKey, create: false, now: () => parts.clock.now() });
  if (!unlocked.ok) return unlocked;
  const { keys, clinicKey } = unlocked.value;
  const databaseKey = deriveDatabaseKey(masterKey, envelope.installId);
  try {
    const arrived = await work({ masterKey, databaseKey, clinicKey, keys });
    if (!arrived.ok) return arrived;
    const { next, sent, logSize } = arrived.value;
    const written = writeEnvelope(parts.files.envelopes, next);
    if (written.place === undefined) {
      finishArrival(parts.files);
      removeSearchFile(parts.files.search);
    }
    return ok({ envelope: written, masterKey: Buffer.from(masterKey) as Key, words: [], tallies: sent, logSize });
  } catch (error) {
    const reason = explain(error);
    if (reason === null) throw error;
    return err(reason);
  } finally {
    keys.close();
    wipe(masterKey, databaseKey, clinicKey);
  }
}

/** Why a move came to nothing, in the vault's words; null for a fault of the program's own. */
function explain(error: unknown): AppError | null {
  if (error instanceof Undone) return error.reason;
  if (error instanceof EngineError) return failure(codesByFault[error.fault]);
  // A name that does not open under its key, or a row that breaks a rule of the tables, was changed where it lay.
  if (error instanceof DamagedPayload || error instanceof StatementRefused) return failure("vault.damaged");
  return null;
}

/** Holds the file alone: in a rollback journal and an exclusive lock no other connection can be open beside it. */
function lockFile(path: string, key: Key): Driver | null {
  const driver = openDriver(path, key, { create: false });
  if (typeof driver === "string") return null;
  try {
    driver.pragma("busy_timeout=500");
    if (driver.pragma("journal_mode=DELETE", { simple: true }) === "delete") {
      driver.pragma("locking_mode=EXCLUSIVE");
      driver.exec("BEGIN EXCLUSIVE");
      return driver;
    }
  } catch {
    // Somebody else has it open, here or over a share.
  }
  driver.close();
  return null;
}

async function openTarget(parts: MoveParts, envelope: Envelope, { masterKey, clinicKey }: Bench, create = true): Promise<Result<Engine, AppError>> {
  const { files, keychain, servers } = parts;
  const highWater = openHighWater(files.highWater, clinicKey, envelope.installId);
  try {
    return await openEngine({ files, envelope, masterKey, clinicKey, keychain, highWater, servers, create });
  } finally {
    highWater.close();
  }
}

async function copyAll(parts: MoveParts, from: RowEnd, to: RowTarget, tables: readonly MovedTable[]): Promise<RowTally[]> {
  const tallies: RowTally[] = [];
  for (const table of tables) tallies.push(await copyTable(from, to, table, (rows) => parts.onProgress("copying", table.name, rows)));
  return tallies;
}

async function fillFile(parts: MoveParts, driver: Driver, from: RowEnd, to: RowTarget, tables: readonly MovedTable[]): Promise<RowTally[]> {
  driver.pragma("foreign_keys=OFF");
  driver.exec("BEGIN IMMEDIATE");
  const tallies = await copyAll(parts, from, to, tables);
  driver.exec("COMMIT");
  return tallies;
}

interface Arrival {
  readonly envelope: Envelope;
  readonly bench: Bench;
  readonly sent: readonly RowTally[];
  readonly tables: readonly MovedTable[];
  readonly engine: Engine;
  readEnd(handle: EngineHandle): RowEnd;
  readonly from: "sqlcipher" | "postgresql";
}

/** Reads back what arrived, after it was committed: every row, and the log from its beginning; then the log says so itself. */
async function verifyArrival(parts: MoveParts, { envelope, bench, sent, tables, engine, readEnd, from }: Arrival): Promise<number> {
  return engine.transact(async (handle) => {
    const end = readEnd(handle);
    for (const [at, table] of tables.entries()) {
      const found = await tallyTable(end, table, (rows) => parts.onProgress("verifying", table.name, rows)).catch((error: unknown) => {
        // Sealed a moment ago under keys that are still held: what does not open now is not what was sent.
        throw error instanceof DamagedPayload ? differs() : error;
      });
      if (JSON.stringify(found) !== JSON.stringify(sent[at])) throw differs();
    }
    const log = await verifyLog(handle);
    if (!log.intact) throw differs();
    await noteMove(parts, { handle, envelope, bench, sent, log, from });
    return log.size;
  });
}

/** The first entry of the log in its new place. */
async function noteMove(
  parts: MoveParts,
  about: { handle: EngineHandle; envelope: Envelope; bench: Bench; sent: readonly RowTally[]; log: LogFound; from: "sqlcipher" | "postgresql" },
): Promise<void> {
  const { handle, envelope, bench, sent, log, from } = about;
  const { clock, bootId, by } = parts;
  const vault = createVault({
    // Within the transaction that has just been verified.
    engine: { transact: async (work, ahead) => work(handle, ahead === undefined ? [] : await handle.all(ahead)) },
    keys: bench.keys,
    hiding: hideNothing,
    chartRules: { careTeamOnly: false, now: () => clock.now() },
    ...{ clock, bootId, installId: envelope.installId },
    onCommitted: () => undefined,
  });
  const rows = sent.reduce((sum, tally) => sum + tally.rows, 0);
  const to = from === "sqlcipher" ? "postgresql" : "sqlcipher";
  const noted = await vault.record(by, event("record.moved", { from, to, tables: sent.length, rows, throughSeq: log.size - 1 }));
  if (!noted.ok) throw new Undone(noted.error);
}
