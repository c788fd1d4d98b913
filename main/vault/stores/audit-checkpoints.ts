import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { z } from "zod";
import {
  type CheckpointKey,
  createMerkleTree,
  type Entry,
  type LogStart,
  type SealedEntry,
  signCheckpoint,
  writeEndorsement,
} from "../../audit/index.ts";
import type { EngineHandle } from "../engines/engine.ts";
import { type ReadTx, type SealingKeys, sql } from "../sql.ts";

const everyEntries = 256;
const everyMs = 15 * 60_000;
const keyName = "chartwell-audit";
export const checkpointKeyPurpose = "audit-checkpoint-key";
/** Moments at which a clinic may lose sight of the log: start, lock, shutdown, an export, a destruction, a backup, new keys. */
const occasions: ReadonlySet<string> = new Set([
  ...["app.started", "user.signed-out", "app.stopped", "record.gathered", "audit.exported", "log.key-rotated", "log.entries-removed"],
  ...["patient.destroyed", "backup.made", "record.restored", "record.rekeyed", "record.moved"],
]);

const LastSchema = z.object({ size: z.int(), at: z.string(), peaks: z.string() });
const KeySchema = z.object({ name: z.string(), public_key: z.string(), private_key: z.instanceof(Uint8Array) });
export const CheckpointSecretSchema = z.object({ privateKeyPem: z.string() });
const NoteSchema = z.object({ note: z.string() });
const CanonicalSchema = z.object({ canonical: z.string() });

/** Signs the log at its times; knows the last checkpoint, so that most entries cost no look-up. */
export interface CheckpointWriter {
  /** Signs the log behind an entry when one is due, and says whether it was; in the entry's own transaction, so that neither stands alone. */
  writeWhenDue(handle: EngineHandle, sealed: SealedEntry): Promise<boolean>;
}

interface Last {
  readonly size: number;
  readonly at: string;
  readonly peaks: string;
}

/** Opens the writer of a record's checkpoints. */
export function createCheckpointWriter(keys: SealingKeys): CheckpointWriter {
  // What was last seen on disk. It may be behind when an act was undone, never ahead: it is read again before it is built on.
  let seen: Last | null = null;

  async function readLast(handle: EngineHandle): Promise<Last | null> {
    const found = (await handle.all(sql`SELECT size, at, peaks FROM audit_checkpoints ORDER BY size DESC LIMIT 1`))[0];
    seen = found === undefined ? null : LastSchema.parse(found);
    return seen;
  }

  return {
    async writeWhenDue(handle, sealed) {
      const known = seen ?? (await readLast(handle));
      if (!isDue(sealed.entry, known)) return false;
      const last = await readLast(handle);
      if (!isDue(sealed.entry, last)) return false;
      await writeCheckpoint(handle, keys, sealed, last);
      return true;
    },
  };
}

function isDue(entry: Entry, last: Last | null): boolean {
  if (occasions.has(entry.ev)) return true;
  const sinceMs = last === null ? 0 : Date.parse(entry.ts) - Date.parse(last.at);
  return entry.seq + 1 - (last?.size ?? 0) >= everyEntries || sinceMs >= everyMs;
}

async function writeCheckpoint(handle: EngineHandle, keys: SealingKeys, { entry, hash }: SealedEntry, last: Last | null): Promise<void> {
  const tree = createMerkleTree(last === null ? undefined : { size: last.size, peaks: readPeaks(last.peaks) });
  for (const row of await handle.all(sql`SELECT canonical FROM audit_events WHERE seq >= ${tree.size()} ORDER BY seq`)) {
    tree.appendEntry(CanonicalSchema.parse(row).canonical);
  }
  const { key, privateKeyPem } = (await readKey(handle, keys)) ?? (await makeKey(handle, keys, entry.ts));
  // The old key signs its own end and the new key's beginning in one note; the next note is the new key's.
  const next = entry.ev === "log.key-rotated" ? await makeKey(handle, keys, entry.ts) : null;
  const extensions = [`head ${hash}`, `ts ${entry.ts}`, `boot ${entry.boot}`, ...(next === null ? [] : [writeEndorsement(next.key)])];
  const size = entry.seq + 1;
  const checkpoint = { origin: `chartwell/audit/${entry.inst}`, size, root: tree.root(), extensions };
  const note = signCheckpoint(checkpoint, key, createPrivateKey(privateKeyPem));
  const peaks = tree.peaks().map((peak) => peak.toString("hex"));
  await handle.owe(sql`INSERT INTO audit_checkpoints (size, at, note, peaks) VALUES (${size}, ${entry.ts}, ${note}, ${peaks.join(" ")})`);
}

function readPeaks(text: string): Buffer[] {
  return text.split(" ").map((hex) => Buffer.from(hex, "hex"));
}

interface SigningKey {
  readonly key: CheckpointKey;
  readonly privateKeyPem: string;
}

async function readKey(handle: EngineHandle, keys: SealingKeys): Promise<SigningKey | null> {
  const found = (await handle.all(sql`SELECT name, public_key, private_key FROM audit_keys ORDER BY id DESC LIMIT 1`))[0];
  if (found === undefined) return null;
  const row = KeySchema.parse(found);
  const key = { name: row.name, publicKey: Buffer.from(row.public_key, "base64") };
  return { key, ...keys.unsealForClinic(checkpointKeyPurpose, row.private_key, CheckpointSecretSchema) };
}

async function makeKey(handle: EngineHandle, keys: SealingKeys, at: string): Promise<SigningKey> {
  const pair = generateKeyPairSync("ed25519");
  const publicKey = Buffer.from(pair.publicKey.export({ format: "jwk" }).x ?? "", "base64url");
  const privateKeyPem = pair.privateKey.export({ format: "pem", type: "pkcs8" }).toString();
  const sealed = keys.sealForClinic(checkpointKeyPurpose, { privateKeyPem });
  await handle.run(sql`INSERT INTO audit_keys (name, public_key, private_key, created_at)
    VALUES (${keyName}, ${publicKey.toString("base64")}, ${sealed}, ${at})`);
  return { key: { name: keyName, publicKey }, privateKeyPem };
}

/** Everything that vouches for the log: the oldest key, from which every later one is reached, and the checkpoints. */
export interface KeptCheckpoints {
  readonly keyName: string;
  readonly publicKey: string;
  readonly notes: string[];
}

/** The checkpoints and the key that opens them: what is kept out of reach of whoever holds the record. */
export async function listCheckpoints(tx: ReadTx): Promise<KeptCheckpoints | null> {
  const key = await tx.get(sql`SELECT name, public_key FROM audit_keys ORDER BY id LIMIT 1`, KeySchema.omit({ private_key: true }));
  const rows = await tx.all(sql`SELECT note FROM audit_checkpoints ORDER BY size`, NoteSchema);
  return key === null ? null : { keyName: key.name, publicKey: key.public_key, notes: rows.map(({ note }) => note) };
}

/** The newest checkpoint, or null before the first. */
export function readNewestCheckpoint(tx: ReadTx): Promise<{ size: number; at: string; note: string } | null> {
  return tx.get(sql`SELECT size, at, note FROM audit_checkpoints ORDER BY size DESC LIMIT 1`, NoteSchema.extend({ size: z.int(), at: z.string() }));
}

/** Checkpoints of logs longer than a size, shortest first. */
export function listCheckpointsAfter(tx: ReadTx, size: number): Promise<{ size: number; note: string }[]> {
  return tx.all(sql`SELECT size, note FROM audit_checkpoints WHERE size > ${size} ORDER BY size`, NoteSchema.extend({ size: z.int() }));
}

/** When the key that signs now was made, or null before the first. */
export async function readKeyDate(tx: ReadTx): Promise<string | null> {
  const row = await tx.get(sql`SELECT created_at FROM audit_keys ORDER BY id DESC LIMIT 1`, z.object({ created_at: z.string() }));
  return row?.created_at ?? null;
}

/** Where the log begins when its oldest entries were removed, or null. */
export async function readLogStart(tx: ReadTx): Promise<LogStart | null> {
  const row = await tx.get(
    sql`SELECT t.size, t.head, c.peaks FROM audit_tombstones t JOIN audit_checkpoints c ON c.size = t.size ORDER BY t.size DESC LIMIT 1`,
    z.object({ size: z.int(), head: z.string(), peaks: z.string() }),
  );
  return row === null ? null : { size: row.size, head: row.head, peaks: readPeaks(row.peaks) };
}
