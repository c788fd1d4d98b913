import { ok } from "../../shared/result.ts";
import { event, systemActor } from "../audit/index.ts";
import { examine, listConcerns, type RecordStanding } from "../doctor/examine.ts";
import { printFindings } from "../doctor/print.ts";
import { locatePolicy, type PolicyInForce, readPolicy } from "../policy/index.ts";
import { reachServer } from "../shipping/index.ts";
import { inspectServers, type ServerInspection } from "../vault/engines/postgres/inspect.ts";
import { currentSchemaVersion } from "../vault/migrate.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { readAnchor } from "../vault/stores/audit-anchors.ts";
import { listBackups, readBackupPlan } from "../vault/stores/backups.ts";
import { verifyWholeLog } from "./audit-verify.ts";
import { lookAtClinic } from "./look-at-clinic.ts";
import type { CliMachine } from "./machine.ts";
import { openForCli, prepareDoor } from "./open-record.ts";
import { findKeptWay } from "./record/administer.ts";

/**
 * Examines this machine; status 0 whatever it finds, 1 only when the database module cannot be trusted.
 * What stands in the record (last backup, state of the log) is read where the record opens: on a shared
 * workstation by itself, elsewhere with `--user NAME` and that person's password.
 */
export async function runDoctor(words: readonly string[], machine: CliMachine): Promise<number> {
  const { profile, keychain, clock } = machine;
  const location = locatePolicy();
  const policy = readPolicy(location, clock.today());
  const opened = await openForCli(words, machine);
  const door = opened.ok ? opened.value.door : prepareDoor(machine);
  const record = opened.ok ? await readStanding(opened.value.door) : null;
  const findings = await examine({
    appVersion: __APP_VERSION__,
    profile,
    policy,
    policyPath: location.path,
    keychain,
    door,
    runtime: findRuntime(),
    record,
    clinic: await lookAtClinic(machine),
    servers: await lookAtServers(machine),
    shipping: policy.ok ? await reachAll(policy.value) : [],
  });
  if (words.includes("--json")) process.stdout.write(`${JSON.stringify({ ...findings, concerns: listConcerns(findings) }, null, 2)}\n`);
  else process.stdout.write(printFindings(findings));
  return findings.cipher.plainTextFound || !findings.cipher.wrongKeyRefused ? 1 : 0;
}

/** The record's database servers, if it lies on any and this computer may enter them. */
async function lookAtServers(machine: CliMachine): Promise<ServerInspection[]> {
  const way = await findKeptWay(machine);
  return way === null ? [] : inspectServers(way, currentSchemaVersion);
}

/** What of the record's own state an administrator asks: is the last backup recent, is the log whole, does it leave. */
async function readStanding(door: RecordDoor): Promise<RecordStanding | null> {
  const log = await verifyWholeLog({ door, by: systemActor }, null);
  const read = await door.vault.read(systemActor, event("backups.listed", {}), async (tx) => {
    const [plan, [last], siem] = [await readBackupPlan(tx), await listBackups(tx, 1), await readAnchor(tx, "siem")];
    return ok({
      lastBackup: {
        planned: plan !== null,
        madeAt: last?.madeAt ?? null,
        drilledAt: last?.drilledAt ?? null,
        drillVerdict: last?.drillVerdict ?? null,
      },
      shippedTo: siem.size,
      shippingFailed: siem.failedCode,
    });
  });
  if (!read.ok || log === null) return null;
  const { lastBackup, shippedTo, shippingFailed } = read.value;
  return { lastBackup, audit: { verdict: log.verdict, entries: log.checked, anchoredTo: log.anchoredTo, shippedTo, shippingFailed } };
}

/** Knocks at every place the policy sends evidence to. */
async function reachAll({ rules }: PolicyInForce) {
  const { siem, cloudwatch, fhirFeed, timestamp } = rules.audit;
  const extra = rules.extraCertificateAuthorities;
  const asked = [
    ...(siem === null ? [] : [{ name: "siem", ...siem }]),
    ...(cloudwatch === null ? [] : [{ name: "cloudwatch", ...splitUrl(cloudwatch.endpoint), authorities: extra }]),
    ...(fhirFeed === null ? [] : [{ name: "fhir-feed", ...splitUrl(fhirFeed.url), authorities: extra }]),
    ...(timestamp === null ? [] : [{ name: "timestamp", ...splitUrl(timestamp.url), authorities: timestamp.authorities }]),
  ];
  return Promise.all(
    asked.map(async ({ name, host, port, authorities }) => {
      const reached = await reachServer({ host, port, authorities });
      return { name, host, port, state: reached.ok ? reached.value.protocol : reached.error.code, reached: reached.ok };
    }),
  );
}

function splitUrl(address: string): { host: string; port: number } {
  const { hostname, port } = new URL(address);
  return { host: hostname, port: port === "" ? 443 : Number(port) };
}

/** The runtime whose fuses count: the one this process is, or in development the one set up beside it. */
function findRuntime(): { path: string; kind: string } | null {
  if (process.versions["electron"] !== undefined) return { path: process.execPath, kind: "this program" };
  const path = process.env["CHARTWELL_ELECTRON_PATH"];
  return path === undefined ? null : { path, kind: `${process.env["CHARTWELL_ELECTRON_KIND"] ?? "unknown"} runtime` };
}
