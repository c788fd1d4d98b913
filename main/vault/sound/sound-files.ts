import { closeSync, existsSync, fstatSync, fsyncSync, openSync, readdirSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { type RecordingId, RecordingIdSchema } from "../../../shared/domain/ids.ts";
import { drawRandom } from "../keys/random.ts";
import { flushFolder } from "../write-whole.ts";
import { listStretches } from "./spool-file.ts";

const pieceBytes = 1 << 20;
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
  const path = locateSound(recordFolder, recordingId);
  if (!existsSync(path)) return;
  const file = openSync(path, "r+");
  try {
    const { size } = fstatSync(file);
    for (let at = 0; at < size; at += pieceBytes) writeSync(file, drawRandom(Math.min(pieceBytes, size - at)), 0, null, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  rmSync(path);
  flushFolder(join(recordFolder, "sound"));
}
