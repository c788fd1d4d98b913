import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type RecordingId, RecordingIdSchema } from "../../../shared/domain/ids.ts";
import { overwriteFile } from "../overwrite-file.ts";
import { listStretches } from "./spool-file.ts";

const ending = ".sound";

/** Where a recording lies: beside the record, under its random id. */
export function locateSound(recordFolder: string, recordingId: RecordingId): string {
  return join(recordFolder, "sound", `${recordingId}${ending}`);
}

/** Every recording that has a file. */
export function listSoundFiles(recordFolder: string): RecordingId[] {
  const folder = join(recordFolder, "sound");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => RecordingIdSchema.safeParse(name.slice(0, -ending.length)))
    .flatMap(({ success, data }) => (success ? [data] : []));
}

/** How long a recording is, in samples of each channel; 0 without a file. */
export function measureSound(recordFolder: string, recordingId: RecordingId): number {
  const last = listStretches(locateSound(recordFolder, recordingId)).at(-1);
  return last === undefined ? 0 : last.startSample + last.samples;
}

/**
 * Overwrites a recording's file and removes it (45 CFR 164.310(d)(2)(i)). On disks that write
 * elsewhere than told, what makes the sound unreadable is that its key is destroyed first.
 */
export function destroySoundFile(recordFolder: string, recordingId: RecordingId): void {
  overwriteFile(locateSound(recordFolder, recordingId));
}
