import { existsSync } from "node:fs";
import { arch, platform, release } from "node:os";
import type { AppError } from "../../shared/errors.ts";
import type { Result } from "../../shared/result.ts";
import type { Policy } from "../policy.ts";
import type { Keychain } from "../vault/keychain.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { checkCipher } from "./cipher-check.ts";
import { readDiskEncryption } from "./disk-encryption.ts";
import { readFuses } from "./fuses.ts";

export interface DoctorParts {
  readonly appVersion: string;
  readonly profile: string;
  readonly policy: Result<Policy, AppError>;
  readonly policyPath: string;
  readonly keychain: Keychain;
  readonly door: RecordDoor;
  /** The Electron binary whose fuses are read, with what kind of runtime it is. */
  readonly runtime: { readonly path: string; readonly kind: string } | null;
}

/** The doctor's findings: what an administrator, or a breach investigator, asks of one machine. */
export async function examine(parts: DoctorParts) {
  const backend = await parts.keychain.probe();
  const cipher = await checkCipher();
  const state = await parts.door.find();
  // Only a shared workstation opens without a person; elsewhere the cipher is read from a test file.
  if (state.kind === "locked") await parts.door.openShared();
  const record = parts.door.describe();
  const disk = await readDiskEncryption(existsSync(parts.profile) ? parts.profile : process.cwd());
  const fuses = parts.runtime === null ? null : readFuses(parts.runtime.path);
  await parts.door.lock();
  return {
    versions: {
      chartwell: parts.appVersion,
      electron: process.versions["electron"] ?? "not this process",
      node: process.versions.node,
      nodeApi: process.versions["napi"] ?? "unknown",
      openssl: process.versions.openssl,
      sqlite: cipher.settings["sqlite"] ?? "unknown",
      system: `${platform()} ${release()} ${arch()}`,
    },
    build: __DEVELOPMENT_BUILD__ ? "development" : "release",
    cipher: {
      source: record === null ? "a test file written now" : "the record",
      ...(record ?? cipher.settings),
      plainTextFound: cipher.plainTextFound,
      wrongKeyRefused: cipher.wrongKeyRefused,
    },
    record: { folder: parts.profile, state: state.kind, code: "error" in state ? state.error.code : null },
    keychain: { backend: backend ?? "none", usable: backend !== null },
    fuses: fuses === null ? { source: "no runtime named" } : { source: parts.runtime?.kind ?? "", ...fuses },
    policy: parts.policy.ok
      ? { path: parts.policyPath, found: existsSync(parts.policyPath), ...describePolicy(parts.policy.value) }
      : { path: parts.policyPath, found: true, refused: parts.policy.error.code },
    diskEncryption: disk,
  };
}

export type Findings = Awaited<ReturnType<typeof examine>>;

function describePolicy(policy: Policy) {
  return {
    owner: policy.owner,
    keychain: policy.keychain,
    idleMinutes: policy.idleMinutes,
    extraCertificateAuthorities: policy.extraCertificateAuthorities.length,
  };
}

/** What is wrong enough to say so in one line each; an empty list is a clean bill. */
export function listConcerns(findings: Findings): string[] {
  const concerns: string[] = [];
  if (findings.cipher.plainTextFound) concerns.push("The database module wrote readable text: do not use this machine.");
  if (!findings.cipher.wrongKeyRefused) concerns.push("The database module opened a file with a wrong key: do not use this machine.");
  if (!findings.keychain.usable) concerns.push("No keychain answers: the record cannot be opened without one unless policy allows a passphrase.");
  if ("refused" in findings.policy) concerns.push(`The policy file is refused (${findings.policy.refused}).`);
  if (findings.diskEncryption.state !== "encrypted")
    concerns.push("The disk is not known to be encrypted: a stolen machine may be a reportable breach.");
  if (findings.build === "development") concerns.push("This is a development build: not for real patients.");
  return concerns;
}
