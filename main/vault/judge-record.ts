import { type AppError, failure } from "../../shared/errors.ts";
import { readDeviceKey } from "./find-record.ts";
import type { Keychain } from "./keychain.ts";
import type { Envelope } from "./keys/envelope.ts";
import { wipe } from "./keys/seal.ts";

/** Where the record stands, as the first screen shows it. `locked` opens when somebody signs in. */
export type RecordState =
  | { readonly kind: "needs-setup"; readonly passphraseNeeded: boolean }
  | { readonly kind: "open" | "locked" }
  | { readonly kind: "needs-recovery" | "needs-passphrase" | "refused"; readonly error: AppError };

const recoverable: readonly AppError["code"][] = ["keychain.key-missing", "keychain.changed-backend"];
/** What the next try may not meet: the record stays as it is, and whoever tried is told. */
export const passingFaults: readonly AppError["code"][] = ["vault.unreachable", "vault.held-elsewhere", "vault.busy"];

/** A first run needs a keychain, or a policy that lets a passphrase stand in for it. */
export async function judgeFirstRun(parts: { readonly keychain: Keychain; readonly passphraseAllowed: boolean }): Promise<RecordState> {
  const answers = (await parts.keychain.probe()) !== null;
  if (answers || parts.passphraseAllowed) return { kind: "needs-setup", passphraseNeeded: !answers };
  return { kind: "refused", error: failure("keychain.unavailable") };
}

/** A record that is there waits for a person, unless this machine's keychain cannot do its half. */
export async function judgeLocked(envelope: Envelope, keychain: Keychain): Promise<RecordState> {
  if (envelope.wraps.some((wrap) => wrap.kind === "passphrase")) {
    return { kind: "needs-passphrase", error: failure("keychain.passphrase-needed") };
  }
  const device = await readDeviceKey(envelope, keychain);
  if (!device.ok) return nameLockedState(device.error);
  wipe(device.value);
  return { kind: "locked" };
}

/** How a record that could not be opened stands for whoever comes next. */
export function nameLockedState(error: AppError): RecordState {
  if (passingFaults.includes(error.code)) return { kind: "locked" };
  return { kind: recoverable.includes(error.code) ? "needs-recovery" : "refused", error };
}
