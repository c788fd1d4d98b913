import { join } from "node:path";
import type { DestructionId, PatientId } from "../../shared/domain/ids.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { type Actor, event } from "../audit/index.ts";
import { createBreathe } from "./backup/copy-tables.ts";
import { type LedgerEntry, writeLedger } from "./backup/manifest.ts";
import { ledgerName } from "./backup/restore-backup.ts";
import type { Engine } from "./engines/engine.ts";
import { openSqlcipher } from "./engines/sqlcipher.ts";
import type { Envelope } from "./keys/envelope.ts";
import { openKeptKey } from "./keys/kept-keys.ts";
import { wipe } from "./keys/seal.ts";
import { mergeNoteWords } from "./merge-words.ts";
import { deriveDatabaseKey, type OpenRecord } from "./open.ts";
import type { RecordDoor } from "./record-door.ts";
import { hasDatabase } from "./record-files.ts";
import { switchKeybag, writeNextKeybag } from "./rewrite-keybag.ts";
import { sql, type WriteTx } from "./sql.ts";
import { openChart } from "./stores/patients.ts";
import { listDestroyed, shredPatientRows } from "./stores/shred-ledger.ts";
import type { Outcome } from "./vault.ts";

/** A destruction two people have agreed to. */
export interface Deed {
  readonly patientId: PatientId;
  readonly reason: string;
  readonly destructionId: DestructionId;
  /** Looks once more, inside the transaction that destroys, whether it may; and writes down what goes. */
  judgeAgain(tx: WriteTx): Outcome<null>;
}

/**
 * Destroys a patient's record (45 CFR 164.310(d)(2)(i)): the rows go, the ledger says they are to
 * stay gone, and the keybag is written anew without the record key, so that no free page, log or
 * copy of the old file opens anything. The accounting key stays: disclosures are accounted for years.
 */
export async function shredPatient(door: RecordDoor, by: Actor, deed: Deed, now: string): Outcome<null> {
  const { patientId, reason, destructionId } = deed;
  const written = await door.vault.write(by, event("patient.destroyed", { reason, destructionId }), async (tx) => {
    if (!(await openChart(tx, patientId))) return err(failure("patient.not-found"));
    const agreed = await deed.judgeAgain(tx);
    if (!agreed.ok) return agreed;
    await shredPatientRows(tx, patientId, reason);
    return ok(null);
  });
  if (!written.ok) return written;
  return settleShredded(door, by, now);
}

/** Takes what was deleted out of the places where a database keeps it all the same: the search index's segments, the write-ahead log. */
export async function scrubShredded(door: RecordDoor, patientId: PatientId): Promise<void> {
  const held = door.current();
  if (held === null) return;
  await scrubEngine(held.record.engine);
  await scrubOldCopy(door, held, patientId);
}

async function scrubEngine(engine: Engine): Promise<void> {
  await mergeNoteWords(engine, createBreathe(new AbortController().signal));
  await engine.alone(async (files) => files.truncateLog());
}

/** A file that a move to a server has left behind holds names and words in clear under its own key: they go from it too. */
async function scrubOldCopy(door: RecordDoor, { envelope, record }: { envelope: Envelope; record: OpenRecord }, patientId: PatientId): Promise<void> {
  if (envelope.place === undefined || !hasDatabase(door.files)) return;
  const key = deriveDatabaseKey(record.masterKey, envelope.installId);
  const old = openSqlcipher(door.files.database, key, { create: false });
  wipe(key);
  if (typeof old === "string") return;
  try {
    await old.transact(async ({ run }) => {
      await run(sql`DELETE FROM note_words WHERE rowid IN (SELECT rowid FROM notes WHERE patient_id = ${patientId})`);
      await run(sql`DELETE FROM patients WHERE id = ${patientId}`);
    });
    await scrubEngine(old);
  } finally {
    await old.close();
  }
}

/** Brings the keybag in line with the ledger, as after a destruction or one a crash cut off; and writes the ledger beside the record. */
export async function settleShredded(door: RecordDoor, by: Actor, now: string): Outcome<null> {
  const held = door.current();
  if (held === null) return err(failure("vault.locked"));
  const found = await door.vault.read(by, event("backups.listed", {}), async (tx) => ok(await listDestroyed(tx)));
  if (!found.ok) return found;
  const left = new Set<string>(found.value.map((entry) => entry.patientId).filter((id) => held.record.keys.keybag().find(id, "record") !== null));
  if (left.size > 0) await leaveOut(door, held, left, now);
  writeLedgerBeside(door, [door.files.folder], found.value);
  return ok(null);
}

/** Writes the ledger into folders, those of the backups too: no restore may bring the destroyed back. */
export function writeLedgerBeside(door: RecordDoor, folders: readonly string[], entries: readonly LedgerEntry[]): void {
  const held = door.current();
  if (held === null || entries.length === 0) return;
  const clinicKey = openKeptKey(held.record.masterKey, "clinic", held.envelope.clinic);
  if (clinicKey === null) return;
  for (const folder of folders) writeLedger(join(folder, ledgerName), clinicKey, held.envelope.installId, entries);
  wipe(clinicKey);
}

async function leaveOut(door: RecordDoor, held: { envelope: Envelope; record: OpenRecord }, left: ReadonlySet<string>, now: string): Promise<void> {
  const { record } = held;
  await record.engine.alone(async () => {
    const envelope = door.current()?.envelope ?? held.envelope;
    const key = openKeptKey(record.masterKey, "keybag", envelope.keybag);
    if (key === null) return;
    const from = { keybag: record.keys.keybag(), key, file: envelope.keybag.file };
    const leaving = (patientId: string, purpose: string) => purpose === "record" && left.has(patientId);
    const next = writeNextKeybag(door.files, from, record.masterKey, now, leaving);
    door.adopt({ ...envelope, keybag: next.kept });
    record.keys.replaceKeybag(switchKeybag(door.files, next, envelope.keybag.file), next.key);
    wipe(key, next.key);
  });
}
