import { mkdirSync } from "node:fs";
import { type FileHandle, open, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import type { RecordingId } from "../../../shared/domain/ids.ts";
import { soundRate } from "../../../shared/domain/sound.ts";
import { type AppError, failure } from "../../../shared/errors.ts";
import { err, ok, type Result } from "../../../shared/result.ts";
import { mendEnd, type Stretch, sealStretch } from "./spool-file.ts";

/** Adds to a recording with its public key alone, also while the record is locked. */
export interface SoundWriter {
  /** Seals and appends what was heard, a second at a time, and brings it to the disk before it answers. `heardAtMs`: when it began; null for sound made elsewhere. */
  append(channels: readonly Uint8Array[], heardAtMs: number | null): Promise<Result<null, AppError>>;
  /** Samples of each channel on the disk. */
  samples(): number;
  /** Room left on the disk, in bytes. */
  measureRoom(): Promise<number>;
  close(): Promise<void>;
}

const sampleBytes = 2;
/** A second: what a program that is killed may lose, and what is read back at once. */
const stretchSamples = soundRate;

/**
 * Opens a recording's file to be added to; what a power cut tore is cut off first. Every stretch is
 * on the disk before the next is taken, so a program that ends at any moment loses the one in hand.
 */
export async function openSoundWriter(path: string, recordingId: RecordingId, publicKey: string): Promise<SoundWriter> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const there = mendEnd(path);
  const file: FileHandle = await open(path, "a", 0o600);
  let seq = 0;
  let written = 0;
  let last: Promise<unknown> = Promise.resolve();
  const count = (whole: readonly Stretch[]): void => {
    seq = whole.length;
    written = whole.reduce((sum, { samples }) => sum + samples, 0);
  };
  count(there);

  async function write(channels: readonly Uint8Array[], heardAtMs: number | null): Promise<Result<null, AppError>> {
    const total = Math.floor((channels[0]?.byteLength ?? 0) / sampleBytes);
    if (total === 0) return ok(null);
    const sealed: Buffer[] = [];
    for (let at = 0; at < total; at += stretchSamples) {
      const samples = Math.min(stretchSamples, total - at);
      const part = channels.map((bytes) => bytes.subarray(at * sampleBytes, (at + samples) * sampleBytes));
      const name = { recordingId, seq: seq + sealed.length, samples };
      sealed.push(sealStretch(publicKey, name, part, heardAtMs === null ? null : heardAtMs + (at / soundRate) * 1000));
    }
    try {
      await file.appendFile(Buffer.concat(sealed));
      await file.datasync();
    } catch {
      // A full disk or a share that went away: the file is whole up to the last stretch.
      count(mendEnd(path));
      return err(failure("sound.disk-nearly-full"));
    }
    seq += sealed.length;
    written += total;
    return ok(null);
  }

  return {
    append(channels, heardAtMs) {
      const done = last.then(() => write(channels, heardAtMs));
      last = done;
      return done;
    },
    samples: () => written,
    async measureRoom() {
      try {
        const { bavail, bsize } = await statfs(dirname(path));
        return bavail * bsize;
      } catch {
        // A disk that went away has no room.
        return 0;
      }
    },
    async close() {
      await last;
      await file.close();
    },
  };
}
