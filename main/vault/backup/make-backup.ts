import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { type BackupId, BackupIdSchema } from "../../../shared/domain/ids.ts";
import { type AppError, failure } from "../../../shared/errors.ts";
import { err, ok } from "../../../shared/result.ts";
import { type Beside, type Engine, EngineError } from "../engines/engine.ts";
import type { Driver } from "../engines/load-driver.ts";
import { openDriver } from "../engines/sqlcipher.ts";
import { mintId } from "../ids.ts";
import type { Keybag } from "../keybag.ts";
import type { Envelope } from "../keys/envelope.ts";
import { keepNewKey } from "../keys/kept-keys.ts";
import { type Key, wipe } from "../keys/seal.ts";
import { currentSchemaVersion } from "../migrate.ts";
import { deriveDatabaseKey } from "../open.ts";
import type { RecordFiles } from "../record-files.ts";
import type { Outcome } from "../vault.ts";
import { flushFolder } from "../write-whole.ts";
import { copyKeys, writeBackupFile } from "./backup-file.ts";
import { areSoundsWhole, copySounds, listSound } from "./copy-sound.ts";
import { copyTables, createBreathe, type OnRows, type TableTally, tallyTables } from "./copy-tables.ts";
import { dumpServer, ToolsMissing, tallyDump } from "./dump-server.ts";
import { backupFiles, type Manifest, type SoundCopy, writeManifest } from "./manifest.ts";

export interface BackupParts {
  readonly files: Pick<RecordFiles, "database" | "folder">;
  readonly envelope: Envelope;
  readonly masterKey: Key;
  readonly keybag: Keybag;
  readonly engine: Pick<Engine, "beside">;
  /** Where backups go: a folder of the clinic's choosing, perhaps on a share that can vanish. */
  readonly folder: string;
  readonly now: string;
  readonly appVersion: string;
  readonly signal: AbortSignal;
  onProgress(step: "copying" | "checking", done: number, total: number): void;
}

/** A backup that was written, read back and found equal. */
export interface MadeBackup {
  readonly id: BackupId;
  readonly name: string;
  readonly manifest: Manifest;
}

/**
 * Copies the record as it stands at one moment into a folder of its own under a key of its own,
 * while the clinic goes on working; reads all of it back; and only then gives it its name. What is
 * interrupted, by a vanished share or a full disk, leaves no folder that looks like a backup.
 */
export async function makeBackup(parts: BackupParts): Outcome<MadeBackup> {
  if (!existsSync(parts.folder)) return err(failure("backup.folder-gone"));
  const id = mintId("bak", BackupIdSchema);
  const name = `Chartwell backup ${parts.now.slice(0, 19).replace("T", " ").replaceAll(":", ".")} ${id.slice(4, 10)}`;
  const staged = join(parts.folder, `${name}.partial`);
  try {
    mkdirSync(staged, { mode: 0o700 });
    const manifest = await writeBackup(parts, id, staged);
    if (manifest === null) throw new Error("what was read back differs from what was written");
    renameSync(staged, join(parts.folder, name));
    flushFolder(parts.folder);
    return ok({ id, name, manifest });
  } catch (error) {
    discard(staged);
    return err(explain(error, parts));
  }
}

/** What lies in a backup's folder before its sound and its manifest. */
interface Written {
  readonly file: string;
  readonly tables: readonly TableTally[];
  readonly recordings: readonly SoundCopy["id"][];
  readonly lastSeq: number;
  readonly engine: Pick<Manifest, "engine">;
  /** Reads it back from the disk and tallies it again. */
  readBack(): Promise<readonly TableTally[]>;
}

async function writeBackup(parts: BackupParts, id: BackupId, staged: string): Promise<Manifest | null> {
  const own = keepNewKey(parts.masterKey, "backup", parts.now);
  try {
    const { beside } = parts.engine;
    const written = beside === null ? await copyFile(parts, staged, own.key) : await dump(parts, beside, staged, own.key);
    const { file, tables, recordings, lastSeq, engine } = written;
    const sounds = await copySounds(parts.files.folder, staged, recordings, parts.signal);
    if (!areEqual(tables, await written.readBack()) || !(await areSoundsWhole(staged, sounds))) return null;
    const path = join(staged, file);
    const manifest: Manifest = {
      v: 1,
      backupId: id,
      madeAt: parts.now,
      appVersion: parts.appVersion,
      schemaVersion: currentSchemaVersion,
      envelope: parts.envelope,
      key: own.kept,
      ...engine,
      bytes: statSync(path).size,
      sha256: await hashFile(path),
      tables: [...tables],
      lastSeq,
      sounds,
    };
    writeManifest(join(staged, backupFiles.manifest), manifest);
    return manifest;
  } finally {
    wipe(own.key);
  }
}

/** An encrypted file, copied row by row into one of the backup's own. */
async function copyFile(parts: BackupParts, staged: string, key: Key): Promise<Written> {
  const breathe = createBreathe(parts.signal);
  const path = join(staged, backupFiles.record);
  const { tables, recordings } = await withDrivers(parts, path, key, async (from, to) => {
    const copied = await copyTables(from, to, breathe, (done, total) => parts.onProgress("copying", done, total));
    await copyKeys(parts, key, to, breathe);
    return { tables: copied, recordings: listSound(from) };
  });
  return {
    ...{ file: backupFiles.record, tables, recordings, engine: {} },
    lastSeq: (tables.find(({ table }) => table === "audit_events")?.rows ?? 0) - 1,
    readBack: () => readBackTables(path, key, breathe, (done, total) => parts.onProgress("checking", done, total)),
  };
}

/** A server's record, dumped with the server's own tool; the keys in a file beside it, so that one of them can be destroyed. */
async function dump(parts: BackupParts, beside: Beside, staged: string, key: Key): Promise<Written> {
  const breathe = createBreathe(parts.signal);
  const dumped = await dumpServer(beside, staged, key, parts.signal, (done, total) => parts.onProgress("copying", done, total));
  await writeBackupFile(join(staged, backupFiles.keys), key, (to) => copyKeys(parts, key, to, breathe));
  const { tables, recordings, lastSeq, shapes } = dumped;
  return {
    ...{ file: backupFiles.dump, tables, recordings, lastSeq, engine: { engine: "postgresql" } },
    async readBack() {
      parts.onProgress("checking", 0, 1);
      return tallyDump(staged, key, shapes, breathe, parts.signal);
    },
  };
}

/** Opens a steady picture of the record and an empty file beside it, and closes both whatever happens. */
async function withDrivers<T>(parts: BackupParts, path: string, key: Key, work: (from: Driver, to: Driver) => Promise<T>): Promise<T> {
  const databaseKey = deriveDatabaseKey(parts.masterKey, parts.envelope.installId);
  const from = openDriver(parts.files.database, databaseKey, { create: false });
  wipe(databaseKey);
  if (typeof from === "string") throw new EngineError("damaged");
  try {
    from.exec("BEGIN");
    from.prepare("SELECT COUNT(*) FROM sqlite_schema").all();
    return await writeBackupFile(path, key, (to) => work(from, to));
  } finally {
    from.close();
  }
}

async function readBackTables(path: string, key: Key, breathe: () => Promise<void>, onRows: OnRows): Promise<TableTally[]> {
  const driver = openDriver(path, key, { create: false, readOnly: true });
  if (typeof driver === "string") throw new EngineError("damaged");
  try {
    onRows(0, 1);
    const tallies = await tallyTables(driver, breathe);
    onRows(1, 1);
    return tallies;
  } finally {
    driver.close();
  }
}

/** Whether two tallies agree, table by table. */
export function areEqual(left: readonly TableTally[], right: readonly TableTally[]): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** SHA-256 of a file, streamed. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** Throws half a backup away; on a share that is gone there is nothing to throw away. */
function discard(staged: string): void {
  try {
    rmSync(staged, { recursive: true, force: true });
  } catch {
    // The folder cannot be reached; its name still says "partial".
  }
}

function explain(error: unknown, parts: BackupParts): AppError {
  if (parts.signal.aborted) return failure("backup.cancelled");
  if (error instanceof ToolsMissing) return failure("backup.tools-missing");
  if (error instanceof EngineError && error.fault === "unreachable") return failure("vault.unreachable");
  if (!existsSync(parts.folder)) return failure("backup.folder-gone");
  const code = String((error as { code?: unknown }).code ?? "");
  if (code === "ENOSPC" || code.startsWith("SQLITE_FULL")) return failure("backup.disk-full");
  if (code.startsWith("SQLITE_IOERR") || code.startsWith("SQLITE_CANTOPEN") || /^E[A-Z]+$/.test(code)) return failure("backup.folder-gone");
  return failure("backup.damaged");
}
