import { existsSync } from "node:fs";
import { join } from "node:path";

/** Where a workstation's settings lie, beside its log. */
export function locateStationSettings(profile: string): string {
  return join(profile, "station.json");
}

/** Whether this program is a workstation; asked before anything that could read the file has been loaded. */
export function hasStationSettings(profile: string): boolean {
  return existsSync(locateStationSettings(profile));
}
