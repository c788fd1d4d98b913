import { z } from "zod";
import { createDerivedTables, keptKeysTable } from "../derived.ts";
import type { Driver } from "../engines/load-driver.ts";
import { openKeybag } from "../keybag.ts";
import type { Envelope } from "../keys/envelope.ts";
import { keepNewKey } from "../keys/kept-keys.ts";
import { type Key, wipe } from "../keys/seal.ts";
import { derivePatientWrappingKey, unwrapPatientKey, wrapPatientKey } from "../keys/sealing-keys.ts";
import { openRecordKeys } from "../open-keys.ts";
import type { RecordFiles } from "../record-files.ts";
import { copyTables, createBreathe } from "./copy-tables.ts";
import type { FoundBackup } from "./find-backups.ts";
import { loadDump } from "./load-dump.ts";

const KeyRowSchema = z.object({
  patient_id: z.string(),
  purpose: z.enum(["record", "accounting"]),
  key_id: z.string(),
  created_at: z.string(),
  wrapped: z.instanceof(Uint8Array),
});

interface Filling {
  readonly backup: FoundBackup;
  readonly signal: AbortSignal;
  readonly now: string;
  onRows(done: number, total: number): void;
  readonly from: Driver;
  readonly to: Driver;
  readonly staged: RecordFiles;
  readonly masterKey: Key;
  readonly backupKey: Key;
  readonly keybag: Envelope["keybag"];
}

/** Brings the rows; gives patients whose key the backup has no more. */
export async function fillRecord({
  backup,
  signal,
  now,
  onRows,
  from,
  to,
  staged,
  masterKey,
  backupKey,
  keybag,
}: Filling): Promise<readonly string[]> {
  const { manifest, path } = backup;
  const breathe = createBreathe(signal);
  if (manifest.engine === undefined) {
    await copyTables(from, to, breathe, onRows);
    createDerivedTables(to, manifest.schemaVersion);
    return [];
  }
  const opened = openRecordKeys({ files: staged, envelope: { ...manifest.envelope, keybag }, masterKey, create: false, now: () => now });
  if (!opened.ok) throw new Error("the keys just restored do not open");
  try {
    const dump = { folder: path, key: backupKey, schemaVersion: manifest.schemaVersion, signal };
    return await loadDump(to, dump, opened.value.keys, breathe, onRows);
  } finally {
    opened.value.keys.close();
    wipe(opened.value.clinicKey);
  }
}

/** Deletes what was destroyed after the backup was made, rows and all that hangs on them. */
export function withholdDestroyed(to: Driver, destroyed: ReadonlySet<string>, now: string): number {
  const subject = to.prepare("SELECT subject FROM patients WHERE id = ?").pluck(true);
  const note = to.prepare(
    "INSERT OR IGNORE INTO shred_ledger (patient_id, subject, destroyed_at, destroyed_by, reason) VALUES (?, ?, ?, 'system', 'restored')",
  );
  const remove = to.prepare("DELETE FROM patients WHERE id = ?");
  let withheld = 0;
  to.exec("BEGIN");
  for (const id of destroyed) {
    const found = subject.get(id);
    if (typeof found !== "string") continue;
    note.run(id, found, now);
    remove.run(id);
    withheld += 1;
  }
  to.exec("COMMIT");
  return withheld;
}

/** Writes the keybag anew from the keys of a backup, without those of whom was destroyed. */
export function restoreKeys(now: string, staged: RecordFiles, from: Driver, masterKey: Key, backupKey: Key, destroyed: ReadonlySet<string>) {
  const next = keepNewKey(masterKey, "keybag", now);
  const kept = { ...next.kept, file: "keybag-1.db" };
  const keybag = openKeybag(staged.keybag(kept.file), next.key, { create: true });
  if (typeof keybag === "string") throw new Error("a fresh keybag could not be opened");
  const [there, here] = [derivePatientWrappingKey(backupKey), derivePatientWrappingKey(next.key)];
  for (const row of from.prepare(`SELECT * FROM ${keptKeysTable}`).all()) {
    const { patient_id: patientId, purpose, key_id: keyId, created_at: createdAt, wrapped } = KeyRowSchema.parse(row);
    if (purpose === "record" && destroyed.has(patientId)) continue;
    const key = unwrapPatientKey(there, { patientId, purpose, keyId, wrapped });
    keybag.put({ patientId, purpose, keyId, createdAt, wrapped: wrapPatientKey(here, { patientId, purpose, keyId }, key) });
    wipe(key);
  }
  keybag.commit();
  keybag.close();
  wipe(next.key, there, here);
  return kept;
}
