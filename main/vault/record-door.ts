import { type AppError, failure } from "../../shared/errors.ts";
import { createQueue } from "../../shared/queue.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { Actor, AuditEvent } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { createEnvelope, type NewEnvelope, type Workstation } from "./create-envelope.ts";
import type { ServerPorts } from "./engine-parts.ts";
import { findRecord, openWithDeviceAlone, proveByShare, readDeviceKey, unlockWithDevice, unlockWithPassphrase } from "./find-record.ts";
import { judgeFirstRun, judgeLocked, nameLockedState, type RecordState } from "./judge-record.ts";
import type { Keychain } from "./keychain.ts";
import { type Envelope, writeEnvelope } from "./keys/envelope.ts";
import { openKeptKey } from "./keys/kept-keys.ts";
import { asKey, type Key, wipe } from "./keys/seal.ts";
import { type OpenRecord, openRecord } from "./open.ts";
import { createPeople, type PeopleSecrets } from "./people-secrets.ts";
import { type ChosenPlace, keepPlace } from "./place.ts";
import { locateRecord, makeRecordFolder, type RecordFiles, removeAbandonedRecord } from "./record-files.ts";
import { settleRekey } from "./rekey.ts";
import { createStandIn, drainHeld } from "./stand-in.ts";
import type { Outcome, Vault } from "./vault.ts";
import { alignWorkstation } from "./workstation.ts";

export interface RecordDoorParts {
  readonly folder: string;
  readonly keychain: Keychain;
  readonly clock: Clock;
  readonly bootId: string;
  readonly passphraseAllowed: boolean;
  readonly workstation: Workstation;
  readonly careTeamOnly: boolean;
  /** Told of every change that was committed; for telling others, never for doing more. */
  readonly onChanged?: (event: AuditEvent, by: Actor) => void;
  /** Leave and patience to reach a server, should the record lie on one; needed where sockets are confined. */
  readonly servers?: ServerPorts;
  /** Where a record that is yet to be made is to lie; null: on this computer. */
  readonly chosenPlace?: ChosenPlace | null | "unreadable";
}

/** What set-up gives back: words for paper, and the ids of the keys made. */
export interface CreatedRecord {
  readonly recoveryWords: readonly string[];
  readonly recoveryKeyId: string;
  readonly keychainBackend: string;
}

/**
 * Holds the one record of this program and stands in as its vault. While it is locked no file is
 * open and no key is in memory; every access is refused by name, and the few events that happen
 * before anyone has signed in are sealed into a spool that only the opened record can read.
 */
export interface RecordDoor {
  readonly vault: Vault;
  readonly people: PeopleSecrets;
  readonly files: RecordFiles;
  state(): RecordState;
  clinicName(): string;
  /** Looks for the record; opens nothing. */
  find(): Promise<RecordState>;
  create(input: { clinicName: string; passphrase: string | null }): Outcome<CreatedRecord>;
  /** Set-up is complete: from now on the record is never cleared away. */
  finish(): Promise<void>;
  /** Removes a record whose set-up failed half way; a finished one is left alone. */
  abandon(): Promise<void>;
  /** Proves a person by their secret and opens the record when it is locked. Gives the id of their key. */
  enter(username: string, password: string, keepShare?: (share: Key) => void): Outcome<{ secretKeyId: string; opened: boolean }>;
  /** Opens the record, where it is locked, with a share proved before; the caller has proved whose it is. */
  enterByShare(share: Key): Outcome<{ opened: boolean }>;
  /** Opens with the keychain alone, where policy has made this a shared workstation. */
  openShared(): Outcome<null>;
  /** Opens with the clinic's passphrase, where policy lets it stand in for a keychain. */
  unlock(passphrase: string): Outcome<null>;
  /** The open record, for the vault's own rooms: backup, recovery, rekeying. */
  current(): { readonly envelope: Envelope; readonly record: OpenRecord } | null;
  /** Takes over an envelope that was changed, writing it first. */
  adopt(envelope: Envelope): Envelope;
  /** Opens with a master key another room has unwrapped. */
  openWith(envelope: Envelope, masterKey: Key): Outcome<null>;
  /** Closes the record for work that replaces its keys, and opens it with the ones that gives back. */
  exchange(
    work: () => Promise<Result<{ envelope: Envelope; masterKey: Key; words: string[] }, AppError>>,
  ): Outcome<{ words: string[]; keyId: string }>;
  describe(): Readonly<Record<string, string | number>> | null;
  /** The servers the record lies on, host and port; none where it is a file. */
  describePlace(): readonly string[];
  /** Closes the files and overwrites the keys; what was already asked for finishes first. */
  lock(): Promise<void>;
}

/** Makes the door; nothing is opened yet. */
export function createRecordDoor(parts: RecordDoorParts): RecordDoor {
  const { clock, keychain } = parts;
  const files = locateRecord(parts.folder);
  let record: OpenRecord | null = null;
  let envelope: Envelope | null = null;
  let state: RecordState = { kind: "refused", error: failure("app.not-ready") };
  let closing: Promise<void> = Promise.resolve();
  /** Whoever comes while the record is being opened waits, and finds it open: it is opened once. */
  const inTurn = createQueue();

  async function openWith(found: Envelope, masterKey: Key, create = false): Outcome<null> {
    await closing;
    const settled = create
      ? ok({ envelope: found, masterKey })
      : await settleRekey({ files, keychain, now: clock.now(), workstation: parts.workstation }, found, masterKey);
    const opened = settled.ok ? await open(settled.value.envelope, settled.value.masterKey, create) : settled;
    if (!opened.ok) {
      wipe(masterKey);
      return opened;
    }
    state = { kind: "open" };
    const held = door.current();
    return held === null ? ok(null) : drainHeld(held.record, held.envelope, files.pending);
  }

  async function open(found: Envelope, masterKey: Key, create: boolean): Outcome<null> {
    const chartRules = { careTeamOnly: parts.careTeamOnly, now: () => clock.now() };
    const { bootId, servers = { permit: () => () => undefined } } = parts;
    const opened = await openRecord({ files, envelope: found, masterKey, keychain, servers, clock, bootId, chartRules, create });
    if (!opened.ok) return opened;
    record = opened.value;
    envelope = found;
    return ok(null);
  }

  /** Opens the record with a person's share, where nobody has meanwhile. */
  async function openByShare(share: Key): Outcome<{ opened: boolean }> {
    const found = read();
    if (found === null) return err(failure("app.not-ready"));
    if (record !== null) return ok({ opened: false });
    const unlocked = await unlockWithDevice(found, keychain, share);
    const opened = unlocked.ok ? await openWith(found, unlocked.value) : unlocked;
    return opened.ok ? ok({ opened: true }) : opened;
  }

  /** The wraps follow what policy says of this workstation, as soon as somebody's share is there to make them. */
  async function align({ envelope: current, record: { masterKey } }: NonNullable<ReturnType<RecordDoor["current"]>>, share: Key): Promise<void> {
    const device = await readDeviceKey(current, keychain);
    const aligned = alignWorkstation(current, parts.workstation, { device, share, masterKey, now: clock.now() });
    if (aligned !== null) adopt(aligned);
  }

  /** The envelope of a record that waits to be opened. */
  function findLocked(): Envelope | AppError {
    const found = findRecord(files);
    if (found.kind === "record") return found.envelope;
    return found.kind === "refused" ? found.error : failure("vault.missing-file");
  }

  function adopt(changed: Envelope): Envelope {
    envelope = writeEnvelope(files.envelopes, changed);
    return envelope;
  }

  function read(): Envelope | null {
    if (envelope !== null) return envelope;
    const found = findLocked();
    return "code" in found ? null : found;
  }

  const vault = createStandIn({
    current: () => record,
    spoolKey: () => read()?.spool.publicKey ?? null,
    pending: files.pending,
    now: () => clock.now(),
    onChanged: parts.onChanged,
  });

  const door: RecordDoor = {
    vault,
    files,
    people: createPeople({ current: () => door.current(), adopt, now: () => clock.now() }),
    state: () => state,
    clinicName: () => read()?.clinicName ?? "",
    async find() {
      const found = findRecord(files);
      if (found.kind === "nothing" || (found.kind === "record" && !found.envelope.finished)) {
        if (found.kind === "record") removeAbandonedRecord(files);
        state = await judgeFirstRun(parts);
      } else state = found.kind === "refused" ? { kind: "refused", error: found.error } : await judgeLocked(found.envelope, keychain);
      return state;
    },
    async create({ clinicName, passphrase }) {
      if (findRecord(files).kind !== "nothing") return err(failure("setup.already-done"));
      if (passphrase !== null && !parts.passphraseAllowed) return err(failure("keychain.unavailable"));
      if (parts.chosenPlace === "unreadable") return err(failure("vault.server-unfit"));
      const made = await createEnvelope({ keychain, createdAt: clock.now(), clinicName, passphrase, workstation: parts.workstation });
      if (!made.ok) return made;
      makeRecordFolder(files);
      const written = adopt(placeRecord(made.value, parts.chosenPlace ?? null));
      // Keys without their database would stand in the way of the next attempt.
      const entered = await openWith(written, made.value.masterKey, true).catch(async (error: unknown) => {
        await door.abandon();
        throw error;
      });
      if (!entered.ok) {
        await door.abandon();
        return entered;
      }
      const recoveryKeyId = written.wraps.find((wrap) => wrap.kind === "recovery")?.keyId ?? "";
      return ok({ recoveryWords: made.value.recoveryWords, recoveryKeyId, keychainBackend: written.keychainBackend });
    },
    async finish() {
      if (envelope === null) return;
      adopt({ ...envelope, finished: true });
      // Should the server be away just now, the next opening says it.
      await record?.engine.comeIntoForce().catch(() => undefined);
    },
    async abandon() {
      if (envelope?.finished === true) return;
      await door.lock();
      removeAbandonedRecord(files);
      envelope = null;
      state = { kind: "needs-setup", passphraseNeeded: false };
    },
    async enter(username, password, keepShare) {
      await closing;
      const found = read();
      if (found === null) return err(failure("app.not-ready"));
      const proof = await proveByShare(found, username, password);
      if (proof === null) return err(failure("session.wrong-credentials"));
      const secretKeyId = proof.wrap.keyId;
      keepShare?.(asKey(proof.share));
      const opened = await inTurn(async () => {
        const entered = await openByShare(proof.share);
        const held = door.current();
        if (held === null && !entered.ok) state = nameLockedState(entered.error);
        if (held !== null && (!entered.ok || entered.value.opened)) await align(held, proof.share);
        return entered;
      });
      wipe(proof.share);
      return opened.ok ? ok({ secretKeyId, ...opened.value }) : opened;
    },
    async enterByShare(share) {
      await closing;
      return inTurn(() => openByShare(share));
    },
    openShared: () =>
      inTurn(async () => {
        const found = read();
        if (found === null) return err(failure("app.not-ready"));
        if (record !== null) return ok(null);
        const device = await readDeviceKey(found, keychain);
        if (!device.ok) return device;
        const masterKey = openWithDeviceAlone(found, device.value);
        wipe(device.value);
        return masterKey === null ? err(failure("vault.locked")) : openWith(found, masterKey);
      }),
    unlock: (passphrase) =>
      inTurn(async () => {
        const found = findLocked();
        if ("code" in found) return err(found);
        const unlocked = await unlockWithPassphrase(found, passphrase);
        if (!unlocked.ok || record === null) return unlocked.ok ? openWith(found, unlocked.value) : unlocked;
        wipe(unlocked.value);
        return ok(null);
      }),
    current: () => (record === null || envelope === null ? null : { envelope, record }),
    adopt,
    openWith: (found, masterKey) => openWith(found, masterKey),
    async exchange(work) {
      const done = work();
      record = null;
      state = { kind: "locked" };
      closing = done.then(
        () => undefined,
        () => undefined,
      );
      const exchanged = await done;
      if (!exchanged.ok) return exchanged;
      const opened = await openWith(exchanged.value.envelope, exchanged.value.masterKey);
      return opened.ok ? ok({ words: exchanged.value.words, keyId: exchanged.value.envelope.masterKeyId }) : opened;
    },
    describe: () => record?.engine.describe() ?? null,
    describePlace: () => (read()?.place?.servers ?? []).map(({ host, port }) => `${host}:${port}`),
    async lock() {
      const leaving = record;
      if (leaving === null) return closing;
      record = null;
      const passphrase = envelope?.wraps.some((wrap) => wrap.kind === "passphrase") === true;
      state = passphrase ? { kind: "needs-passphrase", error: failure("keychain.passphrase-needed") } : { kind: "locked" };
      closing = leaving.close();
      await closing;
    },
  };
  return door;
}

/** Names, in a fresh envelope, the server the record is to lie on. */
function placeRecord({ envelope, masterKey }: NewEnvelope, chosen: ChosenPlace | null): Envelope {
  const clinicKey = chosen === null ? null : openKeptKey(masterKey, "clinic", envelope.clinic);
  if (chosen === null || clinicKey === null) return envelope;
  const place = keepPlace(chosen.place, chosen.account, clinicKey, envelope.installId);
  wipe(clinicKey);
  return { ...envelope, place };
}
