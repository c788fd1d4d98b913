import type { ClinicStanding } from "../doctor/examine.ts";
import { hasHostIdentity } from "../host/identity.ts";
import { readStationSettings } from "../station/settings.ts";
import { countWaiting } from "../station/shelter/locate.ts";
import { askRunningHost } from "./host.ts";
import type { CliMachine } from "./machine.ts";

/** What this computer is to the clinic: its host, one of its workstations, or neither. Opens no record. */
export async function lookAtClinic(machine: CliMachine): Promise<ClinicStanding> {
  if (hasHostIdentity(machine.profile)) return lookAtHost(machine);
  const settings = readStationSettings(machine.profile);
  if (settings === null) return { role: "stands alone" };
  if (settings === "damaged") return { role: "workstation", state: "station.settings-damaged" };
  const { stationId, address, port } = settings;
  return { role: "workstation", state: "enrolled", station: stationId, host: `${address}:${port}`, waiting: countWaiting(machine.profile) };
}

async function lookAtHost(machine: CliMachine): Promise<ClinicStanding> {
  const asked = await askRunningHost(machine, { ask: "status" });
  if (!asked.ok) return { role: "host", state: asked.error.code };
  const { port, fingerprint, stations } = asked.value;
  const admitted = stations.filter(({ revokedAt }) => revokedAt === null);
  const hereNow = admitted.filter(({ isHere }) => isHere).length;
  return { role: "host", state: "running", port, fingerprint, enrolled: admitted.length, hereNow, putOut: stations.length - admitted.length };
}
