import { open } from "node:fs/promises";
import { keptKeysTable } from "../derived.ts";
import { EngineError } from "../engines/engine.ts";
import type { Driver } from "../engines/load-driver.ts";
import { openDriver } from "../engines/sqlcipher.ts";
import type { Keybag } from "../keybag.ts";
import type { Envelope } from "../keys/envelope.ts";
import { openKeptKey } from "../keys/kept-keys.ts";
import { type Key, wipe } from "../keys/seal.ts";
import { derivePatientWrappingKey, unwrapPatientKey, wrapPatientKey } from "../keys/sealing-keys.ts";
import { currentSchemaVersion } from "../migrate.ts";

/** Writes an encrypted file of a backup and brings it to the disk. */
export async function writeBackupFile<T>(path: string, key: Key, work: (to: Driver) => Promise<T>): Promise<T> {
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
export async function copyKeys(
  from: { readonly envelope: Envelope; readonly masterKey: Key; readonly keybag: Keybag },
  backupKey: Key,
  to: Driver,
  breathe: () => Promise<void>,
): Promise<void> {
  const keybagKey = openKeptKey(from.masterKey, "keybag", from.envelope.keybag);
  if (keybagKey === null) throw new EngineError("damaged");
  const [here, there] = [derivePatientWrappingKey(keybagKey), derivePatientWrappingKey(backupKey)];
  to.exec(`CREATE TABLE ${keptKeysTable} (patient_id TEXT, purpose TEXT, key_id TEXT, created_at TEXT, wrapped BLOB) STRICT`);
  const insert = to.prepare(`INSERT INTO ${keptKeysTable} VALUES (?, ?, ?, ?, ?)`);
  to.exec("BEGIN");
  for (const slice of from.keybag.slices(500)) {
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
