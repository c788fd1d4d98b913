import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { type Workstation, wrapForPaper, wrapWithDevice } from "./create-envelope.ts";
import { openDriver } from "./engines/sqlcipher.ts";
import { readDeviceKey } from "./find-record.ts";
import { openKeybag, removeKeybag } from "./keybag.ts";
import type { Keychain } from "./keychain.ts";
import { type Envelope, writeEnvelope } from "./keys/envelope.ts";
import { keepKey, keepSpoolSecret, openKeptKey, openSpoolKey } from "./keys/kept-keys.ts";
import { createKey, type Key, wipe } from "./keys/seal.ts";
import { mintKeyId } from "./keys/wraps.ts";
import { deriveDatabaseKey, type OpenRecord } from "./open.ts";
import type { RecordFiles } from "./record-files.ts";
import { writeNextKeybag } from "./rewrite-keybag.ts";

export interface RekeyParts {
  readonly files: RecordFiles;
  readonly keychain: Keychain;
  readonly now: string;
  readonly workstation: Workstation;
}

/**
 * Gives an open record a new master key: the database is rewritten under a key derived from it, the
 * keybag under a fresh key, and a new sheet of words is printed. The new key is kept in the envelope
 * before the first page changes, so that a crash at any moment leaves a record that opens. The
 * record is closed afterwards; it opens again with the keys this gives back.
 */
export async function rekeyRecord(
  parts: RekeyParts,
  envelope: Envelope,
  record: OpenRecord,
): Promise<Result<{ envelope: Envelope; masterKey: Key; words: string[] }, AppError>> {
  const oldKey = Buffer.from(record.masterKey) as Key;
  const newKey = createKey();
  const incoming = writeEnvelope(parts.files.envelopes, { ...envelope, incoming: keepKey(oldKey, "incoming", newKey, parts.now) });
  const databaseKey = deriveDatabaseKey(newKey, envelope.installId);
  const sound = await record.engine.alone(async (files) => {
    files.rekey(databaseKey);
    return files.check();
  });
  wipe(databaseKey);
  await record.close();
  if (!sound) return err(failure("vault.damaged"));
  return completeRekey(parts, incoming, oldKey, newKey, true);
}

/**
 * Settles a rekeying that a crash cut off, at the next opening: the database says which of the two
 * master keys is its own, and the envelope follows it.
 */
export async function settleRekey(
  parts: RekeyParts,
  envelope: Envelope,
  masterKey: Key,
): Promise<Result<{ envelope: Envelope; masterKey: Key }, AppError>> {
  if (envelope.incoming === null) return ok({ envelope, masterKey });
  const oldDatabaseKey = deriveDatabaseKey(masterKey, envelope.installId);
  // Where the record lies on a server, its rows are sealed below the master key and only the search file changes hands.
  const opened = openDriver(envelope.place === undefined ? parts.files.database : parts.files.search, oldDatabaseKey, { create: false });
  wipe(oldDatabaseKey);
  if (opened !== "wrong-key") {
    if (typeof opened !== "string") opened.close();
    return ok({ envelope: writeEnvelope(parts.files.envelopes, { ...envelope, incoming: null }), masterKey });
  }
  const newKey = openKeptKey(masterKey, "incoming", envelope.incoming);
  if (newKey === null) return err(failure("vault.damaged-keys"));
  return completeRekey(parts, envelope, masterKey, newKey, false);
}

/** Writes the envelope of the new master key; `printed` tells whether somebody is there to take new words. */
async function completeRekey(
  parts: RekeyParts,
  envelope: Envelope,
  oldKey: Key,
  newKey: Key,
  printed: boolean,
): Promise<Result<{ envelope: Envelope; masterKey: Key; words: string[] }, AppError>> {
  const { files, now } = parts;
  const [share, clinic, keybagKey] = (["share", "clinic", "keybag"] as const).map((name) => openKeptKey(oldKey, name, envelope[name]));
  const spoolKey = openSpoolKey(oldKey, envelope.spool);
  const device = await readDeviceKey(envelope, parts.keychain);
  if (!share || !clinic || !keybagKey || spoolKey === null) return err(failure("vault.damaged-keys"));
  if (!device.ok) return device;
  const keybag = openKeybag(files.keybag(envelope.keybag.file), keybagKey, { create: false });
  if (typeof keybag === "string") return err(failure("vault.damaged-keys"));
  const next = writeNextKeybag(files, { keybag, key: keybagKey, file: envelope.keybag.file }, newKey, now);
  keybag.close();
  const identity = { installId: envelope.installId, masterKeyId: mintKeyId(), share: keepKey(newKey, "share", share, now, envelope.share.keyId) };
  const paper = wrapForPaper(identity, now, newKey);
  const opening = wrapWithDevice(identity, device.value, { createdAt: now, workstation: parts.workstation, share, masterKey: newKey });
  const retired = { ...keepKey(newKey, "retired", oldKey, now), masterKeyId: envelope.masterKeyId };
  const changed = writeEnvelope(files.envelopes, {
    ...envelope,
    ...identity,
    masterKeyCreatedAt: now,
    wraps: printed ? [opening, paper.wrap] : [opening],
    clinic: keepKey(newKey, "clinic", clinic, now, envelope.clinic.keyId),
    keybag: next.kept,
    spool: { ...keepSpoolSecret(newKey, spoolKey, now, envelope.spool.keyId), publicKey: envelope.spool.publicKey },
    incoming: null,
    retired: [...envelope.retired.map((kept) => rewrapRetired(kept, oldKey, newKey)).filter((kept) => kept !== null), retired].slice(-50),
  });
  removeKeybag(files.keybag(envelope.keybag.file));
  wipe(share, clinic, keybagKey, next.key, device.value, oldKey);
  spoolKey.fill(0);
  return ok({ envelope: changed, masterKey: newKey, words: printed ? paper.words : [] });
}

function rewrapRetired(kept: Envelope["retired"][number], oldKey: Key, newKey: Key): Envelope["retired"][number] | null {
  const key = openKeptKey(oldKey, "retired", kept);
  if (key === null) return null;
  const again = { ...keepKey(newKey, "retired", key, kept.createdAt, kept.keyId), masterKeyId: kept.masterKeyId };
  wipe(key);
  return again;
}
