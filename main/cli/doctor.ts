import { examine, listConcerns } from "../doctor/examine.ts";
import { printFindings } from "../doctor/print.ts";
import { locatePolicy, readPolicy } from "../policy.ts";
import type { CliMachine } from "./machine.ts";
import { prepareDoor } from "./open-record.ts";

/** Examines this machine; status 0 whatever it finds, 1 only when the database module cannot be trusted. */
export async function runDoctor(words: readonly string[], machine: CliMachine): Promise<number> {
  const { profile, keychain } = machine;
  const location = locatePolicy();
  const policy = readPolicy(location);
  const door = prepareDoor(machine);
  const findings = await examine({ appVersion: __APP_VERSION__, profile, policy, policyPath: location.path, keychain, door, runtime: findRuntime() });
  if (words.includes("--json")) process.stdout.write(`${JSON.stringify({ ...findings, concerns: listConcerns(findings) }, null, 2)}\n`);
  else process.stdout.write(printFindings(findings));
  return findings.cipher.plainTextFound || !findings.cipher.wrongKeyRefused ? 1 : 0;
}

/** The runtime whose fuses count: the one this process is, or in development the one set up beside it. */
function findRuntime(): { path: string; kind: string } | null {
  if (process.versions["electron"] !== undefined) return { path: process.execPath, kind: "this program" };
  const path = process.env["CHARTWELL_ELECTRON_PATH"];
  return path === undefined ? null : { path, kind: `${process.env["CHARTWELL_ELECTRON_KIND"] ?? "unknown"} runtime` };
}
