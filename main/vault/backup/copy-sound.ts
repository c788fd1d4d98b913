import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { RecordingIdSchema } from "../../../shared/domain/ids.ts";
import type { Driver } from "../engines/load-driver.ts";
import { destroySoundFile, locateSound } from "../sound/sound-files.ts";
import { measureWhole } from "../sound/spool-file.ts";
import { type FoundBackup, findBackup } from "./find-backups.ts";
import { backupFiles, type Manifest, type SoundCopy, writeManifest } from "./manifest.ts";

const RowSchema = z.object({ id: RecordingIdSchema });

/** The recordings of a picture of the record whose sound is still kept; a record older than sound has none. */
export function listSound(driver: Driver, patientId?: string): SoundCopy["id"][] {
  if (driver.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'recordings'").get() === undefined) return [];
  const rows =
    patientId === undefined
      ? driver.prepare("SELECT id FROM recordings WHERE destroyed_at IS NULL ORDER BY id").all()
      : driver.prepare("SELECT id FROM recordings WHERE patient_id = ? ORDER BY id").all(patientId);
  return rows.map((row) => RowSchema.parse(row).id);
}

/**
 * Copies sealed recordings as they lie, one that goes on up to its last whole stretch. They stay sealed
 * to keys that only the record holds; a recording whose file went meanwhile is left out.
 */
export async function copySounds(fromFolder: string, toFolder: string, ids: readonly SoundCopy["id"][], signal: AbortSignal): Promise<SoundCopy[]> {
  const copies: SoundCopy[] = [];
  for (const id of ids) {
    const [from, to] = [locateSound(fromFolder, id), locateSound(toFolder, id)];
    const bytes = measureWhole(from);
    if (bytes === 0) continue;
    mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
    const hash = createHash("sha256");
    const tally = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    await pipeline(createReadStream(from, { end: bytes - 1 }), tally, createWriteStream(to, { mode: 0o600, flush: true }), { signal });
    copies.push({ id, bytes, sha256: hash.digest("hex") });
  }
  return copies;
}

/** Whether every recording a manifest names lies there as it was copied. */
export async function areSoundsWhole(folder: string, sounds: readonly SoundCopy[]): Promise<boolean> {
  for (const { id, bytes, sha256 } of sounds) {
    const path = locateSound(folder, id);
    if (!existsSync(path)) return false;
    const hash = createHash("sha256");
    let read = 0;
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      hash.update(chunk as Buffer);
      read += (chunk as Buffer).byteLength;
    }
    if (read !== bytes || hash.digest("hex") !== sha256) return false;
  }
  return true;
}

/** Overwrites and removes recordings of a backup and takes them out of its manifest; gives the manifest as it is then. */
export function dropSounds(backup: FoundBackup, ids: readonly SoundCopy["id"][]): Manifest {
  const { manifest, path } = backup;
  const leaving = (manifest.sounds ?? []).filter(({ id }) => ids.includes(id));
  if (leaving.length === 0) return manifest;
  const next = { ...manifest, sounds: (manifest.sounds ?? []).filter(({ id }) => !ids.includes(id)) };
  // The manifest first: a backup that lacks what it names would count as damaged.
  writeManifest(join(path, backupFiles.manifest), next);
  for (const { id } of leaving) destroySoundFile(path, id);
  if (next.sounds.length === 0) rmSync(join(path, "sound"), { recursive: true, force: true });
  return next;
}

/** Takes a destroyed recording out of the backups that can be reached; one that is away keeps it until the plan removes it. */
export function forgetSound(backups: readonly { readonly folder: string; readonly name: string }[], id: SoundCopy["id"]): void {
  for (const { folder, name } of backups) {
    try {
      const backup = findBackup(folder, name);
      if (backup !== null) dropSounds(backup, [id]);
    } catch {
      // A share that is away or read-only: without its key in a record that is open, the sound opens to nobody.
    }
  }
}
