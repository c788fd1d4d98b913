import { rmSync } from "node:fs";
import type { Driver } from "./engines/load-driver.ts";
import { guardFaults, openDriver } from "./engines/sqlcipher.ts";
import type { Key } from "./keys/seal.ts";

/** What a patient's key is for: the record key dies with the record, the accounting key outlives it. */
export type KeyPurpose = "record" | "accounting";

export interface KeptKey {
  readonly patientId: string;
  readonly purpose: KeyPurpose;
  readonly keyId: string;
  readonly createdAt: string;
  readonly wrapped: Uint8Array;
}

/**
 * The wrapped patient keys, in an encrypted file of their own. Destroying a key means writing the
 * whole file anew under a fresh key and destroying the old one: a deleted row in the record could
 * live on in free pages, the write-ahead log or a snapshot (NIST SP 800-88r2, cryptographic erase).
 */
export interface Keybag {
  find(patientId: string, purpose: KeyPurpose): Pick<KeptKey, "keyId" | "wrapped"> | null;
  /** Adds keys to the batch that `commit` makes durable, before the record's own commit. */
  put(key: KeptKey): void;
  commit(): void;
  rollback(): void;
  /** Every key, in slices, for backups and rewriting. */
  slices(size: number): Iterable<readonly KeptKey[]>;
  count(): Readonly<Record<KeyPurpose, number>>;
  close(): void;
}

const schema = `CREATE TABLE IF NOT EXISTS patient_keys (
  patient_id TEXT NOT NULL, purpose TEXT NOT NULL CHECK (purpose IN ('record', 'accounting')),
  key_id TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL, wrapped BLOB NOT NULL,
  PRIMARY KEY (patient_id, purpose)) STRICT`;

type Row = [patientId: string, purpose: KeyPurpose, keyId: string, createdAt: string, wrapped: Uint8Array];

/** Opens one generation of the keybag; a string says why it cannot be opened. */
export function openKeybag(path: string, key: Key, options: { create: boolean }): Keybag | "damaged" | "missing-file" {
  const driver = openDriver(path, key, options);
  if (driver === "missing-file") return driver;
  if (typeof driver === "string") return "damaged";
  if (!isReadable(driver)) {
    driver.close();
    return "damaged";
  }
  const select = driver.prepare("SELECT key_id, wrapped FROM patient_keys WHERE patient_id = ? AND purpose = ?").raw(true);
  const insert = driver.prepare("INSERT INTO patient_keys (patient_id, purpose, key_id, created_at, wrapped) VALUES (?, ?, ?, ?, ?)");
  const page = driver
    .prepare("SELECT rowid, patient_id, purpose, key_id, created_at, wrapped FROM patient_keys WHERE rowid > ? ORDER BY rowid LIMIT ?")
    .raw(true);
  const total = driver.prepare("SELECT COUNT(*) FROM patient_keys WHERE purpose = ?").pluck(true);

  return {
    find(patientId, purpose) {
      const row = guardFaults(() => select.get(patientId, purpose)) as [string, Uint8Array] | undefined;
      return row === undefined ? null : { keyId: row[0], wrapped: row[1] };
    },
    put(kept) {
      guardFaults(() => {
        if (!driver.inTransaction) driver.exec("BEGIN IMMEDIATE");
        insert.run(kept.patientId, kept.purpose, kept.keyId, kept.createdAt, kept.wrapped);
      });
    },
    commit() {
      guardFaults(() => driver.inTransaction && driver.exec("COMMIT"));
    },
    rollback() {
      if (driver.open && driver.inTransaction) driver.exec("ROLLBACK");
    },
    *slices(size) {
      for (let after = 0; ; ) {
        const rows = guardFaults(() => page.all(after, size)) as [number, ...Row][];
        if (rows.length === 0) return;
        after = rows.at(-1)?.[0] ?? after;
        yield rows.map(([, patientId, purpose, keyId, createdAt, wrapped]) => ({ patientId, purpose, keyId, createdAt, wrapped }));
      }
    },
    count: () => ({ record: total.get("record") as number, accounting: total.get("accounting") as number }),
    close() {
      if (driver.open) driver.close();
    },
  };
}

/** Makes the table where it is missing; false when the file's first pages do not read. */
function isReadable(driver: Driver): boolean {
  try {
    driver.exec(schema);
    return true;
  } catch {
    // Whatever is wrong with them, what is in this file cannot be had from it.
    return false;
  }
}

const sliceSize = 1_000;

/** Writes a keybag anew, key by key as `keep` says (null leaves one out), and makes it durable. */
export function rewriteKeybag(from: Keybag, path: string, key: Key, keep: (kept: KeptKey) => KeptKey | null): void {
  removeKeybag(path);
  const fresh = openKeybag(path, key, { create: true });
  if (typeof fresh === "string") throw new Error("a fresh keybag could not be opened");
  try {
    for (const slice of from.slices(sliceSize)) {
      for (const kept of slice) {
        const next = keep(kept);
        if (next !== null) fresh.put(next);
      }
    }
    fresh.commit();
  } finally {
    fresh.rollback();
    fresh.close();
  }
}

/** Removes one generation's files; its key is destroyed by the envelope that no longer names it. */
export function removeKeybag(path: string): void {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${path}${suffix}`, { force: true });
}
