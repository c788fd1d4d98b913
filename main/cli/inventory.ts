import { parseArgs } from "node:util";
import { hasHostIdentity } from "../host/identity.ts";
import { locatePolicy, readPolicy } from "../policy/index.ts";
import { machineFiles } from "../shell/machine-files.ts";
import { locateSpeechPacks } from "../shell/speech-packs.ts";
import { locatePack } from "../speech/open-listener.ts";
import { writeAll } from "../workflows/delivery.ts";
import { listInventoryFiles } from "../workflows/save-inventory.ts";
import { takeInventory } from "../workflows/take-inventory.ts";
import { askRunningHost } from "./host.ts";
import type { CliMachine } from "./machine.ts";
import { complain, withRecord } from "./open-record.ts";

/** Writes the inventory and the data-flow map of this record: to a folder as page and JSON, or as JSON to standard output. */
export async function runInventory(words: readonly string[], machine: CliMachine): Promise<number> {
  const { values } = parseArgs({ args: [...words], options: { to: { type: "string" } }, strict: false });
  const { profile, clock } = machine;
  // A host that runs holds the record itself; one that is asked while it rests names no workstations.
  const asked = hasHostIdentity(profile) ? await askRunningHost(machine, { ask: "status" }) : null;
  const listStations = () => (asked?.ok === true ? asked.value.stations : []);
  return withRecord(words, machine, async ({ door, by }) => {
    const policy = readPolicy(locatePolicy(), clock.today());
    if (!policy.ok) return complain(policy.error);
    const { rules } = policy.value;
    const canListen = () => locatePack({ packsFolder: locateSpeechPacks(!__DEVELOPMENT_BUILD__), wanted: rules.sound.pack }) !== null;
    const runtime = `node-${process.versions.node}`;
    const listServers = () => door.describePlace();
    const machineParts = { clock, policy: rules, appVersion: __APP_VERSION__, runtime, profile, canListen, listServers, listStations };
    const taken = await takeInventory({ vault: door.vault, ...machineParts }, by);
    if (!taken.ok) return complain(taken.error);
    if (typeof values["to"] !== "string") {
      process.stdout.write(`${JSON.stringify(taken.value, null, 2)}\n`);
      return 0;
    }
    const files = listInventoryFiles(taken.value);
    const written = await writeAll(machineFiles, values["to"], files);
    if (!written.ok) return complain(written.error);
    process.stdout.write(`Wrote ${files.map(({ name }) => name).join(" and ")}.\n`);
    return 0;
  });
}
