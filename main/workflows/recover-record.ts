import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event, systemActor } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { Policy } from "../policy/index.ts";
import type { Throttle } from "../throttle.ts";
import { wrapForDevice, wrapForPaper } from "../vault/create-envelope.ts";
import { findRecord, proveByShare, unlockWithWords } from "../vault/find-record.ts";
import type { Keychain } from "../vault/keychain.ts";
import type { Envelope } from "../vault/keys/envelope.ts";
import { openKeptKey } from "../vault/keys/kept-keys.ts";
import { type Key, wipe } from "../vault/keys/seal.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { findAccount } from "../vault/stores/users.ts";
import type { Outcome } from "../vault/vault.ts";
import type { OpenWorkflow } from "./workflow.ts";

interface RecoveryParts {
  readonly door: RecordDoor;
  readonly clock: Clock;
  readonly keychain: Keychain;
  readonly throttle: Throttle;
  readonly policy: Pick<Policy, "workstation" | "recoveryPeople"> | null;
  onOpened(): Promise<void>;
}

const throttleName = "recovery";

/**
 * Opens the record with the printed words, as after a lost keychain: as many people as policy says
 * prove themselves beside the paper, this machine gets a fresh device key, and the sheet is replaced,
 * because one that has been typed in is no longer sealed. The words of the new one are shown once.
 */
export function recoverRecord(parts: RecoveryParts): OpenWorkflow<"setup.recover"> {
  const { door, throttle, policy, onOpened } = parts;
  return async ({ words, people }) => {
    const waitMs = throttle.waitMs(throttleName);
    if (waitMs > 0) return err(failure("session.throttled", { waitSeconds: Math.ceil(waitMs / 1000) }));
    if (door.state().kind !== "needs-recovery") return err(failure("setup.already-done"));
    const found = findRecord(door.files);
    if (found.kind !== "record") return err(found.kind === "refused" ? found.error : failure("vault.missing-file"));
    const needed = policy?.recoveryPeople ?? 2;
    if (new Set(people.map((person) => person.username)).size < needed) return err(failure("session.second-person-needed"));
    const unlocked = unlockWithWords(found.envelope, words);
    if (!unlocked.ok) {
      throttle.fail(throttleName);
      return unlocked;
    }
    const vouched = await vouch(parts, found.envelope, unlocked.value, people);
    if (!vouched.ok) {
      throttle.fail(throttleName);
      await close(door);
      return vouched;
    }
    const renewed = await renew(parts, people.length);
    if (renewed.ok) {
      throttle.clear(throttleName);
      await onOpened();
    }
    await close(door);
    return renewed.ok ? ok({ words: renewed.value }) : renewed;
  };
}

/** Locks the record and looks at it afresh: what this machine's keychain can do now decides its state. */
async function close(door: RecordDoor): Promise<void> {
  await door.lock();
  await door.find();
}

/** Proves every person by the secret in the envelope, and opens the record to see that they still work here. */
async function vouch(
  parts: RecoveryParts,
  envelope: Envelope,
  masterKey: Key,
  people: readonly { username: string; password: string }[],
): Outcome<null> {
  const { door } = parts;
  const opened = await door.openWith(envelope, masterKey);
  if (!opened.ok) return opened;
  for (const { username, password } of people) {
    const proof = await proveByShare(envelope, username, password);
    wipe(proof?.share ?? null);
    const found = await door.vault.read(systemActor, event("users.listed", {}), async (tx) => ok(await findAccount(tx, username)));
    if (!found.ok) return found;
    if (proof === null || found.value?.user.active !== true || found.value.secretKeyId !== proof.wrap.keyId) {
      const refused = await door.vault.record(systemActor, event("user.sign-in-refused", { code: "session.wrong-credentials" }));
      return refused.ok ? err(failure("session.wrong-credentials")) : refused;
    }
  }
  return ok(null);
}

/** A device key for this machine and a sheet nobody has read yet; written down before either counts. */
async function renew({ door, clock, keychain, policy }: RecoveryParts, people: number): Outcome<string[]> {
  const held = door.current();
  if (held === null) return err(failure("vault.locked"));
  const { envelope, record } = held;
  const share = openKeptKey(record.masterKey, "share", envelope.share);
  if (share === null) return err(failure("vault.damaged-keys"));
  const common = { createdAt: clock.now(), workstation: policy?.workstation ?? ("personal" as const), share, masterKey: record.masterKey };
  const device = await wrapForDevice(envelope, { ...common, keychain });
  wipe(share);
  if (device === null) return err(failure("keychain.unavailable"));
  const paper = wrapForPaper(envelope, clock.now(), record.masterKey);
  const stated = event("record.recovered", { keyId: device.wrap.keyId, people: String(people) });
  const recorded = await door.vault.record(systemActor, stated);
  if (!recorded.ok) return recorded;
  door.adopt({ ...envelope, keychainBackend: device.backend, keychainAccount: device.account, wraps: [device.wrap, paper.wrap] });
  return ok(paper.words);
}
