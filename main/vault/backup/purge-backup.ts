import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { keptKeysTable } from "../derived.ts";
import type { Driver } from "../engines/load-driver.ts";
import { openDriver } from "../engines/sqlcipher.ts";
import type { Envelope } from "../keys/envelope.ts";
import { openKeptKey } from "../keys/kept-keys.ts";
import { type Key, wipe } from "../keys/seal.ts";
import { dropSounds, listSound } from "./copy-sound.ts";
import { createBreathe, tallyTables } from "./copy-tables.ts";
import { findMasterKey } from "./drill-backup.ts";
import type { FoundBackup } from "./find-backups.ts";
import { hashFile } from "./make-backup.ts";
import { backupFiles, type SoundCopy, writeManifest } from "./manifest.ts";

/** What became of one backup: rewritten without the patient, never held them, or not to be opened or written. */
export type Purged =
  | { readonly kind: "rewritten"; readonly bytes: number; readonly sha256: string }
  | { readonly kind: "not-in-it" | "out-of-reach" };

/**
 * Takes a destroyed patient out of a backup that can be reached: their keys and their rows are
 * overwritten in place (`secure_delete`), every table is tallied again and the manifest written anew;
 * of a server's dump, the key alone, under which all of it is sealed.
 * Without this the printed words and an old backup would still open what was destroyed.
 */
export async function purgeBackup(parts: {
  backup: FoundBackup;
  masterKey: Key;
  envelope: Envelope;
  patientId: string;
  /** Recordings of the patient, as the certificate's draft has them. */
  recordings: readonly SoundCopy["id"][];
}): Promise<Purged> {
  const { backup, patientId } = parts;
  const isDump = backup.manifest.engine !== undefined;
  const path = join(backup.path, isDump ? backupFiles.keys : backupFiles.record);
  const masterKey = findMasterKey(parts);
  const key = masterKey === null ? null : openKeptKey(masterKey, "backup", backup.manifest.key);
  if (masterKey !== parts.masterKey) wipe(masterKey);
  if (key === null || !existsSync(path)) return { kind: "out-of-reach" };
  try {
    const driver = openDriver(path, key, { create: false });
    if (typeof driver === "string") return { kind: "out-of-reach" };
    if (isDump) return purgeDump(backup, driver, patientId, parts.recordings);
    const recordings = listSound(driver, patientId);
    const held = await takeOut(driver, patientId);
    const tables = held ? await closeTallied(driver) : closeUntouched(driver);
    if (tables === null) return { kind: "not-in-it" };
    const bytes = statSync(path).size;
    const sha256 = await hashFile(path);
    const manifest = dropSounds(backup, recordings);
    writeManifest(join(backup.path, backupFiles.manifest), { ...manifest, tables, bytes, sha256 });
    return { kind: "rewritten", bytes, sha256 };
  } catch {
    // A share that is away, a read-only medium: the certificate names this backup as one that still holds it.
    return { kind: "out-of-reach" };
  } finally {
    wipe(key);
  }
}

/** In a server's dump every row of the patient is sealed under the key that goes here; the rows stay and open to nobody. */
function purgeDump(backup: FoundBackup, driver: Driver, patientId: string, recordings: readonly SoundCopy["id"][]): Purged {
  try {
    driver.pragma("journal_mode=DELETE");
    const { changes } = driver.prepare(`DELETE FROM ${keptKeysTable} WHERE patient_id = ? AND purpose = 'record'`).run(patientId);
    if (changes === 0) return { kind: "not-in-it" };
  } finally {
    driver.close();
  }
  const { bytes, sha256 } = dropSounds(backup, recordings);
  return { kind: "rewritten", bytes, sha256 };
}

async function takeOut(driver: Driver, patientId: string): Promise<boolean> {
  // One file, its log inside the same transaction and gone with it.
  driver.pragma("journal_mode=DELETE");
  const holds = (table: string, column: string) => driver.prepare(`SELECT 1 FROM ${table} WHERE ${column} = ?`).get(patientId) !== undefined;
  if (!holds("patients", "id") && !holds(keptKeysTable, "patient_id")) return false;
  driver.exec("BEGIN IMMEDIATE");
  try {
    driver.prepare(`DELETE FROM ${keptKeysTable} WHERE patient_id = ? AND purpose = 'record'`).run(patientId);
    driver.prepare("DELETE FROM patients WHERE id = ?").run(patientId);
    driver.exec("COMMIT");
  } finally {
    if (driver.inTransaction) driver.exec("ROLLBACK");
  }
  return true;
}

async function closeTallied(driver: Driver) {
  try {
    return await tallyTables(driver, createBreathe(new AbortController().signal));
  } finally {
    driver.close();
  }
}

function closeUntouched(driver: Driver): null {
  driver.close();
  return null;
}
