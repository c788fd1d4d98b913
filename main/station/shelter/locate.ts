import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Where a workstation keeps what it needs for the time without its host. */
export function locateShelter(profile: string): string {
  return join(profile, "shelter");
}

/** The folder of what waits to be told to the host. */
export function locateOutbox(profile: string): string {
  return join(locateShelter(profile), "outbox");
}

/** How many notes, acts and recordings wait for the host, without opening any. */
export function countWaiting(profile: string): number {
  const folders = [locateOutbox(profile), join(locateShelter(profile), "sound")];
  return folders.reduce((sum, folder) => sum + (existsSync(folder) ? readdirSync(folder).length : 0), 0);
}

/** Removes it all: without the workstation's key nothing of it opens. */
export function removeShelter(profile: string): void {
  rmSync(locateShelter(profile), { recursive: true, force: true });
}
