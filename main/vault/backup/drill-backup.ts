import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { createChainVerifier, genesisHash } from "../../audit/index.ts";
import type { Driver } from "../engines/load-driver.ts";
import { openDriver } from "../engines/sqlcipher.ts";
import type { Envelope } from "../keys/envelope.ts";
import { openKeptKey } from "../keys/kept-keys.ts";
import { createKey, type Key, wipe } from "../keys/seal.ts";
import { locateRecord } from "../record-files.ts";
import { createBreathe } from "./copy-tables.ts";
import { fillRecord, restoreKeys, withholdDestroyed } from "./fill-record.ts";
import type { FoundBackup } from "./find-backups.ts";
import { backupFiles } from "./manifest.ts";
import { checkBackup } from "./restore-backup.ts";

const StartRowSchema = z.object({ size: z.int(), head: z.string() });
const EntryRowSchema = z.object({ canonical: z.string(), hash: z.string() });

/** What a drill counted in the copy it restored. */
export interface DrillCounts {
  readonly patients: number;
  readonly notes: number;
  readonly auditEntries: number;
}

/**
 * Restores a backup into a scratch folder under a throw-away key: every row copied, every patient key
 * opened, the whole audit chain verified. Null when any of it does not hold.
 */
export async function drillBackup(parts: { backup: FoundBackup; masterKey: Key; envelope: Envelope; beside: string }): Promise<DrillCounts | null> {
  const { backup } = parts;
  const masterKey = findMasterKey(parts);
  const backupKey = masterKey === null ? null : openKeptKey(masterKey, "backup", backup.manifest.key);
  if (masterKey === null || backupKey === null) return null;
  // Beside the record, so that the disk that would take a real restore is the one that is tried.
  const place = mkdtempSync(`${parts.beside}.drill-`);
  const signal = new AbortController().signal;
  try {
    const sound = await checkBackup({ backup, signal, onProgress: () => undefined }, backupKey);
    return sound.ok ? await restoreAside(backup, masterKey, backupKey, place) : null;
  } catch {
    // Whatever broke on the way, the answer an investigator needs is that this backup does not restore.
    return null;
  } finally {
    rmSync(place, { recursive: true, force: true });
    wipe(backupKey);
    if (masterKey !== parts.masterKey) wipe(masterKey);
  }
}

/** The master key of the backup's day: today's, or one that was retired since. */
export function findMasterKey({ backup, masterKey, envelope }: { backup: FoundBackup; masterKey: Key; envelope: Envelope }): Key | null {
  const { masterKeyId } = backup.manifest.envelope;
  if (masterKeyId === envelope.masterKeyId) return masterKey;
  const retired = envelope.retired.find((kept) => kept.masterKeyId === masterKeyId);
  return retired === undefined ? null : openKeptKey(masterKey, "retired", retired);
}

async function restoreAside(backup: FoundBackup, masterKey: Key, backupKey: Key, place: string): Promise<DrillCounts | null> {
  const { manifest, path } = backup;
  const signal = new AbortController().signal;
  const staged = locateRecord(place);
  const from = openDriver(join(path, manifest.engine === undefined ? backupFiles.record : backupFiles.keys), backupKey, {
    create: false,
    readOnly: true,
  });
  const scratchKey = createKey();
  const to = openDriver(staged.database, scratchKey, { create: true });
  wipe(scratchKey);
  if (typeof from === "string" || typeof to === "string") return null;
  try {
    to.pragma("foreign_keys=OFF");
    const breathe = createBreathe(signal);
    const now = manifest.madeAt;
    // Every patient key is opened on the way.
    const keybag = restoreKeys(now, staged, from, masterKey, backupKey, new Set());
    const gone = await fillRecord({ backup, signal, now, onRows: () => undefined, from, to, staged, masterKey, backupKey, keybag });
    to.pragma("foreign_keys=ON");
    withholdDestroyed(to, new Set(gone), now);
    const start = readStart(to);
    const verifier = createChainVerifier(start);
    const page = to.prepare("SELECT canonical, hash FROM audit_events WHERE seq >= ? ORDER BY seq LIMIT 500");
    for (let from = start.size; ; from += 500) {
      const rows = page.all(from).map((row) => EntryRowSchema.parse(row));
      if (!rows.every((row) => verifier.push(row)) || rows.length < 500) break;
      await breathe();
    }
    const { verdict, checked } = verifier.report();
    const count = (table: string) => Number(to.prepare(`SELECT COUNT(*) FROM ${table}`).pluck(true).get());
    return verdict === "intact" ? { patients: count("patients"), notes: count("notes"), auditEntries: checked } : null;
  } finally {
    from.close();
    to.close();
  }
}

/** Where the log begins: after what retention removed, in a record that knows of it. */
function readStart(driver: Driver): { size: number; head: string } {
  const beginning = { size: 0, head: genesisHash };
  if (driver.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'audit_tombstones'").get() === undefined) return beginning;
  const row = driver.prepare("SELECT size, head FROM audit_tombstones ORDER BY size DESC LIMIT 1").get();
  return row === undefined ? beginning : StartRowSchema.parse(row);
}
