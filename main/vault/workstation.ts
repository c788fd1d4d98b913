import type { AppError } from "../../shared/errors.ts";
import type { Result } from "../../shared/result.ts";
import { type Workstation, wrapWithDevice } from "./create-envelope.ts";
import type { Envelope } from "./keys/envelope.ts";
import { type Key, wipe } from "./keys/seal.ts";

/**
 * Brings the way this workstation opens in line with policy, once the record is open and all keys
 * are at hand: a wrap for the other way is dropped, so that policy is not a preference but a lock.
 * Gives the changed envelope, or null when nothing had to change.
 */
export function alignWorkstation(
  envelope: Envelope,
  workstation: Workstation,
  keys: { device: Result<Key, AppError>; share: Key; masterKey: Key; now: string },
): Envelope | null {
  const wanted = workstation === "shared" ? "device" : "device-and-person";
  const opening = envelope.wraps.filter((wrap) => wrap.kind === "device" || wrap.kind === "device-and-person");
  if (opening.length === 0 || opening.every((wrap) => wrap.kind === wanted) || !keys.device.ok) return null;
  const wrap = wrapWithDevice(envelope, keys.device.value, { createdAt: keys.now, workstation, share: keys.share, masterKey: keys.masterKey });
  wipe(keys.device.value);
  return { ...envelope, wraps: [wrap, ...envelope.wraps.filter((kept) => !opening.includes(kept))] };
}
