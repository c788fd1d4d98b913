import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import { type AppError, type ErrorCode, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { nameParts, type PolicyPlace } from "./locate.ts";
import { readRegistry } from "./registry.ts";
import { defaultPolicy, type Policy, PolicySchema, policyVersion } from "./schema.ts";
import { listGiven } from "./settings.ts";
import { isSignedBy, nameKey } from "./signature.ts";

/** The policy in force, and where it came from. */
export interface PolicyInForce {
  readonly rules: Policy;
  readonly source: "default" | "file" | "group-policy";
  /** The settings it names itself, by path; the others are the program's own. */
  given(): readonly string[];
  /** SHA-256 of what was read, hex; empty for the defaults. */
  readonly sha256: string;
  /** The name of the key that signed it; empty where Group Policy vouches, or nobody. */
  readonly signedBy: string;
}

/** What a machine without an administrator runs by. */
export const noPolicy: PolicyInForce = { rules: defaultPolicy, source: "default", given: () => [], sha256: "", signedBy: "" };

const VersionSchema = z.object({ version: z.number() });

/**
 * Reads the policy of this machine. None is the default; one that is not signed by the machine's key,
 * cannot be understood, has ended, or lies where others can write stops the program, because a policy
 * ignored is a safeguard switched off.
 */
export function readPolicy(place: PolicyPlace, today: string): Result<PolicyInForce, AppError> {
  const { policy, signature, key } = nameParts(place.path);
  const registry = place.trustOwner ? null : readRegistry();
  const found = { policy: exists(policy), signature: exists(signature), key: exists(key) };
  if (!found.policy) {
    // A key or a signature left behind says that there was a policy: whoever took it away switched it off.
    if (found.key || found.signature) return refuse("policy.missing");
    return registry === null ? ok(noPolicy) : judge(registry, { source: "group-policy", signedBy: "" }, today);
  }
  if (registry !== null) return refuse("policy.two-sources");
  if (!place.trustOwner && [policy, signature, key].some((path) => exists(path) && isWritableByOthers(path))) return refuse("policy.untrusted-file");
  if (!found.signature) return refuse("policy.unsigned");
  if (!found.key) return refuse("policy.no-key");
  try {
    const bytes = readFileSync(policy);
    return checkPolicyBytes(bytes, { signature: readFileSync(signature, "utf8"), publicKey: readFileSync(key, "utf8") }, today);
  } catch {
    return refuse("policy.unreadable");
  }
}

/** The same judgement over bytes: signature, form, version, last day. */
export function checkPolicyBytes(bytes: Uint8Array, by: { signature: string; publicKey: string }, today: string): Result<PolicyInForce, AppError> {
  const signedBy = nameKey(by.publicKey);
  if (signedBy === null) return refuse("policy.no-key");
  if (!isSignedBy(bytes, by.signature, by.publicKey)) return refuse("policy.bad-signature");
  return judge(Buffer.from(bytes).toString("utf8"), { source: "file", signedBy }, today);
}

function judge(text: string, from: Pick<PolicyInForce, "source" | "signedBy">, today: string): Result<PolicyInForce, AppError> {
  const raw = parseJson(text);
  const version = VersionSchema.safeParse(raw);
  if (version.success && version.data.version > policyVersion) return refuse("policy.newer-version");
  const parsed = PolicySchema.safeParse(raw);
  if (!parsed.success) return refuse("policy.unreadable");
  const rules = parsed.data;
  if (hasEnded(rules, today)) return refuse("policy.expired");
  const sha256 = createHash("sha256").update(text).digest("hex");
  // Worked out when a screen asks: the program's start does not wait for it.
  return ok({ ...from, rules, sha256, given: () => listGiven(raw) });
}

/** The rules in force on a day: a policy that ended while the program ran closes it as one that is found so does. */
export function judgePolicy(read: Result<PolicyInForce, AppError>, today: string): Result<Policy, AppError> {
  if (!read.ok) return read;
  const { rules } = read.value;
  return hasEnded(rules, today) ? refuse("policy.expired") : ok(rules);
}

function hasEnded({ expiresOn }: Pick<Policy, "expiresOn">, today: string): boolean {
  return expiresOn !== null && today > expiresOn;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isWritableByOthers(path: string): boolean {
  if (process.platform === "win32") return false;
  const { uid, mode } = statSync(path);
  return uid !== 0 || (mode & 0o022) !== 0;
}

function refuse(code: ErrorCode): Result<never, AppError> {
  return err(failure(code));
}
