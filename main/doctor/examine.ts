import { existsSync } from "node:fs";
import { arch, platform, release } from "node:os";
import type { AppError } from "../../shared/errors.ts";
import type { Result } from "../../shared/result.ts";
import type { PolicyInForce } from "../policy/index.ts";
import type { ServerInspection } from "../vault/engines/postgres/inspect.ts";
import type { Keychain } from "../vault/keychain.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { checkCipher } from "./cipher-check.ts";
import { readClockSource } from "./clock-source.ts";
import { readDiskEncryption } from "./disk-encryption.ts";
import { readFuses } from "./fuses.ts";

export interface DoctorParts {
  readonly appVersion: string;
  readonly profile: string;
  readonly policy: Result<PolicyInForce, AppError>;
  readonly policyPath: string;
  readonly keychain: Keychain;
  readonly door: RecordDoor;
  /** The Electron binary whose fuses are read, with what kind of runtime it is. */
  readonly runtime: { readonly path: string; readonly kind: string } | null;
  /** What stands in the record; null where it did not open. */
  readonly record: RecordStanding | null;
  /** What a look at the record's database servers came to; empty where it lies on this computer. */
  readonly servers: readonly ServerInspection[];
  readonly clinic: ClinicStanding;
  /** Whether the places the policy sends evidence to answer. */
  readonly shipping: readonly { name: string; host: string; port: number; state: string; reached: boolean }[];
}

/** What a computer is to the clinic. A host that does not answer and a workstation that cannot be one say so by a code. */
export type ClinicStanding =
  | { readonly role: "stands alone" }
  | { readonly role: "host" | "workstation"; readonly state: string }
  | {
      readonly role: "host";
      readonly state: "running";
      readonly port: number;
      readonly fingerprint: string;
      readonly enrolled: number;
      readonly hereNow: number;
      readonly putOut: number;
    }
  | { readonly role: "workstation"; readonly state: "enrolled"; readonly station: string; readonly host: string; readonly waiting: number };

/** The record's own state, as read from it. */
export interface RecordStanding {
  readonly lastBackup: { planned: boolean; madeAt: string | null; drilledAt: string | null; drillVerdict: string | null };
  readonly audit: { verdict: string; entries: number; anchoredTo: number; shippedTo: number; shippingFailed: string | null };
}

const closed = "the record is not open: add --user NAME";

/** The doctor's findings: what an administrator, or a breach investigator, asks of one machine. */
export async function examine(parts: DoctorParts) {
  const backend = await parts.keychain.probe();
  const cipher = await checkCipher();
  const state = await parts.door.find();
  // Where the record did not open, the cipher is read from a test file.
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
    clinic: parts.clinic,
    servers:
      parts.servers.length === 0
        ? { state: "the record names no server, or no secret for it" }
        : Object.fromEntries(parts.servers.map(describeServer)),
    keychain: { backend: backend ?? "none", usable: backend !== null },
    fuses: fuses === null ? { source: "no runtime named" } : { source: parts.runtime?.kind ?? "", ...fuses },
    policy: parts.policy.ok
      ? { path: parts.policyPath, found: existsSync(parts.policyPath), ...describePolicy(parts.policy.value) }
      : { path: parts.policyPath, found: true, refused: parts.policy.error.code },
    diskEncryption: disk,
    clock: await readClockSource(),
    shipping:
      parts.shipping.length === 0 ? { state: "the policy names no place for evidence" } : Object.fromEntries(parts.shipping.map(describeReach)),
    lastBackup: parts.record?.lastBackup ?? { state: closed },
    audit: parts.record?.audit ?? { state: closed },
  };
}

export type Findings = Awaited<ReturnType<typeof examine>>;

function describePolicy({ rules, source, sha256, signedBy, given }: PolicyInForce) {
  return { source, owner: rules.owner, sha256, signedBy, expiresOn: rules.expiresOn ?? "never", fixes: given().join(", "), keychain: rules.keychain };
}

/** Where a server stands, and what of it is not as it must be. */
function describeServer({ server, standing, findings }: ServerInspection): [string, string] {
  const unfit = findings.filter(({ fit }) => !fit).map(({ what, found }) => `${what}: ${found}`);
  const synchronous = findings.find(({ what }) => what === "synchronous standbys")?.found ?? "unknown";
  return [`${server.host}:${server.port}`, [standing, `synchronous standbys: ${synchronous}`, ...unfit].join("; ")];
}

function describeReach({ name, host, port, state }: DoctorParts["shipping"][number]): [string, string] {
  return [name, `${host}:${port} ${state}`];
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
  if (findings.clock.state !== "synchronized") concerns.push("The clock is not known to be held to a source: times in the log may be doubted.");
  concerns.push(...listClinicConcerns(findings.clinic));
  for (const [name, state] of Object.entries(findings.servers)) {
    if (name !== "state" && !/^(primary|standby); synchronous standbys: [^;]*$/.test(state))
      concerns.push(`The database server ${name} needs a look (${state}).`);
  }
  for (const [name, state] of Object.entries(findings.shipping)) {
    if (name !== "state" && state.includes(" shipping.")) concerns.push(`The log cannot reach ${name} (${state}).`);
  }
  if ("madeAt" in findings.lastBackup && findings.lastBackup.madeAt === null) concerns.push("There is no backup of the record.");
  if ("verdict" in findings.audit && findings.audit.verdict !== "intact") concerns.push(`The audit log does not verify (${findings.audit.verdict}).`);
  if (findings.build === "development") concerns.push("This is a development build: not for real patients.");
  return concerns;
}

function listClinicConcerns(clinic: ClinicStanding): string[] {
  if (clinic.role === "stands alone") return [];
  if (clinic.role === "host") return clinic.state === "running" ? [] : [`The host does not answer (${clinic.state}): workstations go on without it.`];
  if (!("waiting" in clinic)) return [`This workstation cannot reach its host (${clinic.state}): enrol it again.`];
  return clinic.waiting > 0 ? [`${clinic.waiting} things written or recorded here wait for the host.`] : [];
}
