import { parseArgs } from "node:util";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, type Result } from "../../shared/result.ts";
import { askHost, type Control, type Controlled, ControlSchema } from "../host/control.ts";
import { hasHostIdentity, locateHostFolder, openHostIdentity } from "../host/identity.ts";
import type { CliMachine } from "./machine.ts";
import { complain } from "./open-record.ts";

const usage = "Say: host status [--json], host offer, or host revoke STATION.\n";

/** What an administrator does with the host that runs on this computer; status 0 when it was done, 1 when refused, 2 when asked wrongly. */
export async function runHostCommand(words: readonly string[], machine: CliMachine): Promise<number> {
  const options = { profile: { type: "string" }, json: { type: "boolean" } } as const;
  const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
  const [ask, stationId] = positionals;
  const parsed = ControlSchema.safeParse(stationId === undefined ? { ask } : { ask, stationId });
  if (!parsed.success) {
    process.stderr.write(usage);
    return 2;
  }
  const answered = await askRunningHost(machine, parsed.data);
  if (!answered.ok) return complain(answered.error);
  process.stdout.write(values.json === true ? `${JSON.stringify(answered.value, null, 2)}\n` : describe(answered.value));
  return 0;
}

/** Asks the host that runs on this computer over the same files. */
export async function askRunningHost({ profile, keychain, clock }: CliMachine, asked: Control): Promise<Result<Controlled, AppError>> {
  if (!hasHostIdentity(profile)) return err(failure("host.not-running"));
  const identity = await openHostIdentity(locateHostFolder(profile), keychain, new Date(clock.now()));
  return identity.ok ? askHost(profile, identity.value.controlKey, asked) : identity;
}

function describe({ fingerprint, port, record, stations, code }: Controlled): string {
  const head = [`port         ${port}`, `fingerprint  ${fingerprint}`, `record       ${record}`];
  if (code !== null) head.push(`code         ${code.code}`, `until        ${code.until}`);
  const lines = stations.map(({ id, name, isHere, revokedAt, lastSeenAt, version }) => {
    const seen = isHere ? "here now" : `last seen ${lastSeenAt ?? "never"}`;
    return `${id}  ${revokedAt === null ? seen : `put out ${revokedAt}`}  ${version || "-"}  ${name}`;
  });
  return `${[...head, ...lines].join("\n")}\n`;
}
