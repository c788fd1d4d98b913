import { existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { type AppError, failure } from "../../../shared/errors.ts";
import { err, ok, type Result } from "../../../shared/result.ts";
import { type Workstation, wrapForDevice } from "../create-envelope.ts";
import { openDriver } from "../engines/sqlcipher.ts";
import { unlockWithWords } from "../find-record.ts";
import type { Keychain } from "../keychain.ts";
import { type Envelope, writeEnvelope } from "../keys/envelope.ts";
import { openKeptKey } from "../keys/kept-keys.ts";
import { type Key, wipe } from "../keys/seal.ts";
import { currentSchemaVersion } from "../migrate.ts";
import { deriveDatabaseKey } from "../open.ts";
import { locateRecord, makeRecordFolder, type RecordFiles } from "../record-files.ts";
import type { Outcome } from "../vault.ts";
import { flushFolder } from "../write-whole.ts";
import { areSoundsWhole, copySounds, listSound } from "./copy-sound.ts";
import { createBreathe, type TableTally, tallyTables } from "./copy-tables.ts";
import { tallyDump } from "./dump-server.ts";
import { fillRecord, restoreKeys, withholdDestroyed } from "./fill-record.ts";
import type { FoundBackup } from "./find-backups.ts";
import { describeSchema } from "./load-dump.ts";
import { areEqual, hashFile } from "./make-backup.ts";
import { backupFiles, type LedgerEntry, readLedger } from "./manifest.ts";

export interface RestoreParts {
  readonly files: RecordFiles;
  readonly backup: FoundBackup;
  readonly words: readonly string[];
  readonly keychain: Keychain;
  readonly workstation: Workstation;
  readonly now: string;
  readonly signal: AbortSignal;
  onProgress(step: "checking" | "copying", done: number, total: number): void;
}

/** A record put back: its envelope, its master key, and how many destroyed patients stayed destroyed. */
export interface Restored {
  readonly envelope: Envelope;
  readonly masterKey: Key;
  readonly withheld: number;
}

/** The shred ledger beside the record and beside its backups. */
export const ledgerName = "shred-ledger.json";

/**
 * Puts a record back from a backup and the printed words. The backup is checked whole first; the
 * record is built beside the old one and takes its place only when complete; the old one is moved
 * aside, never deleted. Patients destroyed since the backup was made are left out, as every ledger
 * that can be reached says; a ledger that does not authenticate stops the restore.
 */
export async function restoreBackup(parts: RestoreParts): Outcome<Restored> {
  const { manifest } = parts.backup;
  if (manifest.schemaVersion > currentSchemaVersion) return err(failure("backup.newer-schema"));
  const unlocked = unlockWithWords(manifest.envelope, parts.words);
  if (!unlocked.ok) return err(failure("backup.wrong-recovery-key", { printedOn: findSheetDate(manifest.envelope) }));
  const masterKey = unlocked.value;
  const backupKey = openKeptKey(masterKey, "backup", manifest.key);
  const clinicKey = openKeptKey(masterKey, "clinic", manifest.envelope.clinic);
  if (backupKey === null || clinicKey === null) return err(failure("backup.damaged"));
  const staged = locateRecord(`${parts.files.folder}.restoring`);
  try {
    const sound = await checkBackup(parts, backupKey);
    if (!sound.ok) return sound;
    const destroyed = gatherLedgers(parts, clinicKey);
    if (destroyed === "forged") return err(failure("backup.damaged"));
    const built = await buildRecord(parts, staged, masterKey, backupKey, destroyed);
    if (!built.ok) return built;
    putInPlace(staged, parts.files, parts.now);
    return ok({ envelope: built.value.envelope, masterKey, withheld: built.value.withheld });
  } catch (error) {
    if (parts.signal.aborted) return err(failure("backup.cancelled"));
    const code = String((error as { code?: unknown }).code ?? "");
    return err(failure(code === "ENOSPC" || code.startsWith("SQLITE_FULL") ? "backup.disk-full" : "backup.damaged"));
  } finally {
    rmSync(staged.folder, { recursive: true, force: true });
    wipe(backupKey, clinicKey);
  }
}

/** Reads the whole backup back against its manifest: file hash, every page, every row. */
export async function checkBackup(parts: Pick<RestoreParts, "backup" | "signal" | "onProgress">, backupKey: Key): Promise<Result<null, AppError>> {
  const { manifest, path } = parts.backup;
  const file = join(path, manifest.engine === undefined ? backupFiles.record : backupFiles.dump);
  if (!existsSync(file) || statSync(file).size !== manifest.bytes || (await hashFile(file)) !== manifest.sha256)
    return err(failure("backup.damaged"));
  parts.onProgress("checking", 0, 1);
  const tallies = await tallyAgain(parts, file, backupKey);
  parts.onProgress("checking", 1, 1);
  const whole = tallies !== null && areEqual(tallies, manifest.tables) && (await areSoundsWhole(path, manifest.sounds ?? []));
  return whole ? ok(null) : err(failure("backup.damaged"));
}

async function tallyAgain(
  { backup, signal }: Pick<RestoreParts, "backup" | "signal">,
  file: string,
  key: Key,
): Promise<readonly TableTally[] | null> {
  const { manifest, path } = backup;
  const breathe = createBreathe(signal);
  if (manifest.engine !== undefined) {
    const counted = new Set(manifest.tables.map(({ table }) => table));
    const shapes = describeSchema(manifest.schemaVersion).filter(({ name }) => counted.has(name));
    const tallies = await tallyDump(path, key, shapes, breathe, signal);
    return manifest.tables.map(({ table }) => tallies.find((tally) => tally.table === table)).filter((tally) => tally !== undefined);
  }
  const driver = openDriver(file, key, { create: false, readOnly: true });
  if (typeof driver === "string") return null;
  try {
    return await tallyTables(driver, breathe);
  } finally {
    driver.close();
  }
}

async function buildRecord(
  parts: RestoreParts,
  staged: RecordFiles,
  masterKey: Key,
  backupKey: Key,
  destroyed: ReadonlySet<string>,
): Outcome<{ envelope: Envelope; withheld: number }> {
  const old = parts.backup.manifest.envelope;
  rmSync(staged.folder, { recursive: true, force: true });
  makeRecordFolder(staged);
  const { manifest, path } = parts.backup;
  // Of a server's record, this file holds the keys alone.
  const file = manifest.engine === undefined ? backupFiles.record : backupFiles.keys;
  const from = openDriver(join(path, file), backupKey, { create: false, readOnly: true });
  if (typeof from === "string") return err(failure("backup.damaged"));
  const databaseKey = deriveDatabaseKey(masterKey, old.installId);
  const to = openDriver(staged.database, databaseKey, { create: true });
  wipe(databaseKey);
  if (typeof to === "string") {
    from.close();
    return err(failure("backup.damaged"));
  }
  try {
    to.pragma("foreign_keys=OFF");
    const keybag = restoreKeys(parts.now, staged, from, masterKey, backupKey, destroyed);
    const onRows = (done: number, total: number) => parts.onProgress("copying", done, total);
    const { backup, signal, now } = parts;
    const gone = await fillRecord({ backup, signal, now, onRows, from, to, staged, masterKey, backupKey, keybag });
    to.pragma("foreign_keys=ON");
    const withheld = withholdDestroyed(to, new Set([...destroyed, ...gone]), parts.now);
    to.pragma(`user_version=${manifest.schemaVersion}`);
    const opening = await renewOpening(parts, old, masterKey);
    if (!opening.ok) return opening;
    const there = new Set<string>((parts.backup.manifest.sounds ?? []).map(({ id }) => id));
    const recordings = listSound(to).filter((id) => there.has(id));
    await copySounds(parts.backup.path, staged.folder, recordings, parts.signal);
    // Wherever it lay, it is restored as a file of this computer; from here it can be moved to a server again.
    const { place: _place, left: _left, ...kept } = old;
    const envelope = writeEnvelope(staged.envelopes, { ...kept, ...opening.value, keybag, finished: true, incoming: null });
    return ok({ envelope, withheld });
  } finally {
    from.close();
    to.close();
  }
}

/** A fresh device key for this machine; the printed sheet stays good. */
async function renewOpening(
  parts: RestoreParts,
  old: Envelope,
  masterKey: Key,
): Outcome<Pick<Envelope, "wraps" | "keychainBackend" | "keychainAccount">> {
  const share = openKeptKey(masterKey, "share", old.share);
  if (share === null) return err(failure("backup.damaged"));
  const device = await wrapForDevice(old, { keychain: parts.keychain, createdAt: parts.now, workstation: parts.workstation, share, masterKey });
  wipe(share);
  if (device === null) return err(failure("keychain.unavailable"));
  return ok({
    wraps: [device.wrap, ...old.wraps.filter((wrap) => wrap.kind === "recovery")],
    keychainBackend: device.backend,
    keychainAccount: device.account,
  });
}

function gatherLedgers(parts: RestoreParts, clinicKey: Key): ReadonlySet<string> | "forged" {
  const folders = [parts.backup.path, dirname(parts.backup.path), parts.files.folder];
  const ledgers = folders.map((folder) => readLedger(join(folder, ledgerName), clinicKey));
  if (ledgers.includes("forged")) return "forged";
  const entries = ledgers.flatMap((ledger) => (ledger === null || ledger === "forged" ? [] : (ledger as readonly LedgerEntry[])));
  return new Set(entries.map((entry) => entry.patientId));
}

/** Moves what was there aside, for whoever wants to look at it, and the restored record into its place. */
function putInPlace(staged: RecordFiles, files: RecordFiles, now: string): void {
  if (existsSync(files.folder)) renameSync(files.folder, `${files.folder}.replaced-${now.replace(/[^0-9]/g, "")}`);
  mkdirSync(dirname(files.folder), { recursive: true, mode: 0o700 });
  renameSync(staged.folder, files.folder);
  flushFolder(dirname(files.folder));
}

function findSheetDate(envelope: Envelope): string {
  return envelope.wraps.find((wrap) => wrap.kind === "recovery")?.createdAt.slice(0, 10) ?? "";
}
