import { parseArgs } from "node:util";
import { failure } from "../../shared/errors.ts";
import { findHost } from "../station/enrol.ts";
import { hasStationSettings } from "../station/locate-settings.ts";
import { nameStationKey, readStationSettings, removeStationSettings } from "../station/settings.ts";
import { countWaiting, removeShelter } from "../station/shelter/locate.ts";
import { hasDatabase, locateRecord, locateRecordFolder } from "../vault/record-files.ts";
import { usualPort } from "../wire/door.ts";
import type { CliMachine } from "./machine.ts";
import { askForSecrets, complain } from "./open-record.ts";

const usage = "Say: station join --address A [--port N] --code C --name NAME [--fingerprint F], or station leave [--lose-what-waits].\n";

/** Makes this computer a workstation of a host, or lets it stand alone again; status 0 when it was done, 1 when refused, 2 when asked wrongly. */
export async function runStationCommand(words: readonly string[], machine: CliMachine): Promise<number> {
  const text = { type: "string" } as const;
  const options = {
    profile: text,
    address: text,
    port: text,
    code: text,
    name: text,
    fingerprint: text,
    "lose-what-waits": { type: "boolean" },
  } as const;
  const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
  if (positionals[0] === "leave") return leave(machine, values["lose-what-waits"] === true);
  const { address, code, name, fingerprint } = values;
  if (positionals[0] !== "join" || address === undefined || code === undefined || name === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  return join(machine, { address, port: Number(values.port ?? usualPort), code, name, fingerprint: fingerprint ?? null });
}

interface Wanted {
  readonly address: string;
  readonly port: number;
  readonly code: string;
  readonly name: string;
  /** The fingerprint the host shows; null asks the person to compare. */
  readonly fingerprint: string | null;
}

async function join({ profile, keychain }: CliMachine, { address, port, code, name, fingerprint }: Wanted): Promise<number> {
  // A record that lies here would be out of sight, not gone: it is moved to the host first, or it stays.
  if (hasStationSettings(profile) || hasDatabase(locateRecord(locateRecordFolder(profile)))) return complain({ code: "setup.already-done" });
  const found = await findHost({ profile, keychain }, { address, port }, code);
  if (!found.ok) return complain(found.error);
  const plain = (digits: string) => digits.replace(/\D/g, "");
  const same =
    fingerprint === null
      ? (await askForSecrets()(`The host's fingerprint is ${found.value.fingerprint}\nIs it what the host shows? Type yes: `)) === "yes"
      : plain(fingerprint) === plain(found.value.fingerprint);
  if (!same) {
    found.value.leave();
    return complain({ code: "station.host-stranger" });
  }
  const joined = await found.value.join(name);
  if (!joined.ok) return complain(joined.error);
  process.stdout.write(`This computer is workstation ${joined.value} of the host at ${address}:${port}.\n`);
  return 0;
}

/** What was written or recorded here and has not come to the host would be lost with the key that seals it: asked for by name. */
async function leave({ profile, keychain }: CliMachine, losesWhatWaits: boolean): Promise<number> {
  const settings = readStationSettings(profile);
  if (settings === null) return complain(failure("station.not-found"));
  if (countWaiting(profile) > 0 && !losesWhatWaits) return complain(failure("station.undelivered"));
  if (settings !== "damaged") await keychain.remove(nameStationKey(settings.stationId));
  removeStationSettings(profile);
  removeShelter(profile);
  return 0;
}
