import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from "node:fs";
import { open, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type RecordingId, RecordingIdSchema, type StationId, StationIdSchema } from "../../../shared/domain/ids.ts";
import { longestRecordingMs, soundRate } from "../../../shared/domain/sound.ts";
import { flushFolder } from "../write-whole.ts";
import { destroySoundFile, locateSound, measureSound } from "./sound-files.ts";
import { mendEnd } from "./spool-file.ts";

/** Sound that a workstation is still sending: apart from the record's own until the whole of it is here. */
export interface Arriving {
  readonly stationId: StationId;
  readonly recordingId: RecordingId;
}

/** Two channels of the longest session, and the seals around each second. */
const largestBytes = (longestRecordingMs / 1000) * (soundRate * 2 * 2 + 256);
/** A workstation records one session at a time; those of some bad days may wait. */
const mostOfStation = 100;
const leastRoomBytes = 256 * 1024 ** 2;

/** The folder of what one workstation sends; inside, it lies as the record's own sound does. */
function locateFrom(recordFolder: string, stationId: StationId): string {
  return join(recordFolder, "arriving", stationId);
}

/** How much of a recording has come, in bytes. */
export function measureArrived(recordFolder: string, { stationId, recordingId }: Arriving): number {
  const path = locateSound(locateFrom(recordFolder, stationId), recordingId);
  return existsSync(path) ? statSync(path).size : 0;
}

/** How much of a recording has come, in samples of each channel. */
export function measureArriving(recordFolder: string, { stationId, recordingId }: Arriving): number {
  return measureSound(locateFrom(recordFolder, stationId), recordingId);
}

/**
 * Adds what comes next, on the disk before it answers: how much is here then. What does not begin where
 * the last ended is not taken. Null: there is no room for it.
 */
export async function appendArriving(recordFolder: string, arriving: Arriving, at: number, bytes: Uint8Array): Promise<number | null> {
  const here = measureArrived(recordFolder, arriving);
  if (at !== here || bytes.byteLength === 0) return here;
  const from = locateFrom(recordFolder, arriving.stationId);
  const path = locateSound(from, arriving.recordingId);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  if (here === 0 && readdirSync(dirname(path)).length >= mostOfStation) return null;
  const { bavail, bsize } = await statfs(dirname(path));
  if (here + bytes.byteLength > largestBytes || bavail * bsize < leastRoomBytes) return null;
  const file = await open(path, "a", 0o600);
  try {
    await file.appendFile(bytes);
    await file.datasync();
  } finally {
    await file.close();
  }
  return here + bytes.byteLength;
}

/** Puts a recording that has come whole among the record's own; one that is there already stays as it is. */
export function adoptArrived(recordFolder: string, { stationId, recordingId }: Arriving): void {
  const path = locateSound(locateFrom(recordFolder, stationId), recordingId);
  if (!existsSync(path)) return;
  mendEnd(path);
  const to = locateSound(recordFolder, recordingId);
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  renameSync(path, to);
  flushFolder(dirname(to));
}

/** Overwrites and removes what has come of a recording (45 CFR 164.310(d)(2)(i)). */
export function destroyArriving(recordFolder: string, { stationId, recordingId }: Arriving): void {
  destroySoundFile(locateFrom(recordFolder, stationId), recordingId);
}

/** Everything that is arriving, of every workstation. */
export function listArriving(recordFolder: string): Arriving[] {
  const folder = join(recordFolder, "arriving");
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((station) => {
    const stationId = StationIdSchema.safeParse(station);
    const sounds = join(folder, station, "sound");
    if (!stationId.success || !existsSync(sounds)) return [];
    return readdirSync(sounds).flatMap((name) => {
      const recordingId = RecordingIdSchema.safeParse(name.replace(/\.sound$/, ""));
      return recordingId.success ? [{ stationId: stationId.data, recordingId: recordingId.data }] : [];
    });
  });
}
