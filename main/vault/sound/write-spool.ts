import { mkdirSync } from "node:fs";
import { type FileHandle, open, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import type { RecordingId } from "../../../shared/domain/ids.ts";
import { type AppError, failure } from "../../../shared/errors.ts";
import { err, ok, type Result } from "../../../shared/result.ts";
import { mendEnd, sealStretch } from "./spool-file.ts";

/** Adds to a recording with its public key alone, also while the record is locked. */
export interface SoundWriter {
  /** Seals and appends one stretch of at most two seconds and brings it to the disk before it answers. */
  append(channels: readonly Uint8Array[]): Promise<Result<null, AppError>>;
  /** Samples of each channel on the disk. */
  samples(): number;
  /** Room left on the disk, in bytes. */
  measureRoom(): Promise<number>;
  close(): Promise<void>;
}

const sampleBytes = 2;

/**
 * Opens a recording's file to be added to; what a power cut tore is cut off first. Every stretch is
 * on the disk before the next is taken, so a program that ends at any moment loses the one in hand.
 */
export async function openSoundWriter(path: string, recordingId: RecordingId, publicKey: string): Promise<SoundWriter> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const there = mendEnd(path);
  const file: FileHandle = await open(path, "a", 0o600);
  let seq = there.length;
  let written = there.reduce((sum, { samples }) => sum + samples, 0);
  let last: Promise<unknown> = Promise.resolve();

  async function write(channels: readonly Uint8Array[]): Promise<Result<null, AppError>> {
    const samples = Math.floor((channels[0]?.byteLength ?? 0) / sampleBytes);
    if (samples === 0) return ok(null);
    try {
      await file.appendFile(sealStretch(publicKey, { recordingId, seq, samples }, channels));
      await file.datasync();
    } catch {
      // A full disk or a share that went away: the file is whole up to the last stretch.
      mendEnd(path);
      return err(failure("sound.disk-nearly-full"));
    }
    seq += 1;
    written += samples;
    return ok(null);
  }

  return {
    append(channels) {
      const done = last.then(() => write(channels));
      last = done;
      return done;
    },
    samples: () => written,
    async measureRoom() {
      const { bavail, bsize } = await statfs(dirname(path));
      return bavail * bsize;
    },
    async close() {
      await last;
      await file.close();
    },
  };
}
