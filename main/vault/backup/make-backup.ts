import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { type BackupId, BackupIdSchema } from "../../../shared/domain/ids.ts";
import { type AppError, failure } from "../../../shared/errors.ts";
import { err, ok } from "../../../shared/result.ts";
import { keptKeysTable } from "../derived.ts";
import { EngineError } from "../engines/engine.ts";
import type { Driver } from "../engines/load-driver.ts";
import { openDriver } from "../engines/sqlcipher.ts";
import { mintId } from "../ids.ts";
import type { Keybag } from "../keybag.ts";
import type { Envelope } from "../keys/envelope.ts";
import { keepNewKey, openKeptKey } from "../keys/kept-keys.ts";
import { type Key, wipe } from "../keys/seal.ts";
import { derivePatientWrappingKey, unwrapPatientKey, wrapPatientKey } from "../keys/sealing-keys.ts";
import { currentSchemaVersion } from "../migrate.ts";
import { deriveDatabaseKey } from "../open.ts";
import type { Outcome } from "../vault.ts";
import { flushFolder } from "../write-whole.ts";
import { copyTables, createBreathe, type OnRows, type TableTally, tallyTables } from "./copy-tables.ts";
import { backupFiles, type Manifest, writeManifest } from "./manifest.ts";

export interface BackupParts {
  readonly database: string;
  readonly envelope: Envelope;
  readonly masterKey: Key;
  readonly keybag: Keybag;
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

async function writeBackup(parts: BackupParts, id: BackupId, staged: string): Promise<Manifest | null> {
  const breathe = createBreathe(parts.signal);
  const path = join(staged, backupFiles.record);
  const own = keepNewKey(parts.masterKey, "backup", parts.now);
  try {
    const tables = await withDrivers(parts, path, own.key, async (from, to) => {
      const copied = await copyTables(from, to, breathe, (done, total) => parts.onProgress("copying", done, total));
      await copyKeys(parts, own.key, to, breathe);
      return copied;
    });
    const readBack = await readBackTables(path, own.key, breathe, (done, total) => parts.onProgress("checking", done, total));
    if (!areEqual(tables, readBack)) return null;
    const manifest: Manifest = {
      v: 1,
      backupId: id,
      madeAt: parts.now,
      appVersion: parts.appVersion,
      schemaVersion: currentSchemaVersion,
      envelope: parts.envelope,
      key: own.kept,
      bytes: statSync(path).size,
      sha256: await hashFile(path),
      tables: [...tables],
      lastSeq: (tables.find(({ table }) => table === "audit_events")?.rows ?? 0) - 1,
    };
    writeManifest(join(staged, backupFiles.manifest), manifest);
    return manifest;
  } finally {
    wipe(own.key);
  }
}

/** Opens a steady picture of the record and an empty file beside it, and closes both whatever happens. */
async function withDrivers<T>(parts: BackupParts, path: string, key: Key, work: (from: Driver, to: Driver) => Promise<T>): Promise<T> {
  const databaseKey = deriveDatabaseKey(parts.masterKey, parts.envelope.installId);
  const from = openDriver(parts.database, databaseKey, { create: false });
  wipe(databaseKey);
  if (typeof from === "string") throw new EngineError("damaged");
  try {
    from.exec("BEGIN");
    from.prepare("SELECT COUNT(*) FROM sqlite_schema").all();
    return await writeFile(path, key, (to) => work(from, to));
  } finally {
    from.close();
  }
}

async function writeFile<T>(path: string, key: Key, work: (to: Driver) => Promise<T>): Promise<T> {
  const to = openDriver(path, key, { create: true });
  if (typeof to === "string") throw new EngineError("damaged");
  try {
    // One file, no log beside it: what is half written is thrown away, never recovered.
    to.pragma("journal_mode=OFF");
    to.pragma("synchronous=OFF");
    to.pragma("foreign_keys=OFF");
    to.pragma(`user_version=${currentSchemaVersion}`);
    return await work(to);
  } finally {
    to.close();
    await flushFile(path);
  }
}

/** Brings a file to the disk without holding anybody up. */
async function flushFile(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Copies the patient keys, wrapped anew under this backup's own key. */
async function copyKeys(parts: BackupParts, backupKey: Key, to: Driver, breathe: () => Promise<void>): Promise<void> {
  const keybagKey = openKeptKey(parts.masterKey, "keybag", parts.envelope.keybag);
  if (keybagKey === null) throw new EngineError("damaged");
  const [here, there] = [derivePatientWrappingKey(keybagKey), derivePatientWrappingKey(backupKey)];
  to.exec(`CREATE TABLE ${keptKeysTable} (patient_id TEXT, purpose TEXT, key_id TEXT, created_at TEXT, wrapped BLOB) STRICT`);
  const insert = to.prepare(`INSERT INTO ${keptKeysTable} VALUES (?, ?, ?, ?, ?)`);
  to.exec("BEGIN");
  for (const slice of parts.keybag.slices(500)) {
    for (const kept of slice) {
      const key = unwrapPatientKey(here, kept);
      insert.run(kept.patientId, kept.purpose, kept.keyId, kept.createdAt, wrapPatientKey(there, kept, key));
      wipe(key);
    }
    await breathe();
  }
  to.exec("COMMIT");
  wipe(keybagKey, here, there);
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
  if (!existsSync(parts.folder)) return failure("backup.folder-gone");
  const code = String((error as { code?: unknown }).code ?? "");
  if (code === "ENOSPC" || code.startsWith("SQLITE_FULL")) return failure("backup.disk-full");
  if (code.startsWith("SQLITE_IOERR") || code.startsWith("SQLITE_CANTOPEN") || /^E[A-Z]+$/.test(code)) return failure("backup.folder-gone");
  return failure("backup.damaged");
}
