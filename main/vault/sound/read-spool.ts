import { existsSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { RecordingId } from "../../../shared/domain/ids.ts";
import { type AppError, failure } from "../../../shared/errors.ts";
import { err, ok, type Result } from "../../../shared/result.ts";
import { openSealedTo } from "../keys/seal-to.ts";
import { bindStretch, listStretches, parseStretch, type Stretch } from "./spool-file.ts";

/** A stretch of sound, opened: Int16 samples of each channel. */
export interface OpenedStretch {
  readonly startSample: number;
  readonly samples: number;
  readonly channels: Uint8Array<ArrayBuffer>[];
  /** When it was heard (ms since 1970); null for sound made elsewhere. */
  readonly heardAtMs: number | null;
}

/** Reads a recording. */
export interface SoundReader {
  /** Samples of each channel. */
  readonly samples: number;
  /** Opens what holds the samples from one place to another, stretch by stretch; `sound.damaged` where a stretch was changed, moved or cut. */
  read(fromSample: number, toSample: number): AsyncGenerator<Result<OpenedStretch, AppError>>;
  close(): Promise<void>;
}

/** Opens a recording with its private key (PKCS #8, base64). `sound.destroyed` when its file is gone. */
export async function openSoundReader(path: string, recordingId: RecordingId, privateKey: string): Promise<Result<SoundReader, AppError>> {
  if (!existsSync(path)) return err(failure("sound.destroyed"));
  const stretches = listStretches(path);
  const secret = Buffer.from(privateKey, "base64");
  const file = await open(path, "r");
  const last = stretches.at(-1);
  return ok({
    samples: last === undefined ? 0 : last.startSample + last.samples,
    async *read(fromSample, toSample) {
      for (const stretch of stretches) {
        if (stretch.startSample + stretch.samples <= fromSample || stretch.startSample >= toSample) continue;
        const opened = await openStretch(file, recordingId, secret, stretch);
        if (opened === null) {
          yield err(failure("sound.damaged"));
          return;
        }
        yield ok(opened);
      }
    },
    async close() {
      secret.fill(0);
      await file.close();
    },
  });
}

async function openStretch(file: FileHandle, recordingId: RecordingId, secret: Buffer, stretch: Stretch): Promise<OpenedStretch | null> {
  const { seq, offset, sealedBytes, samples, startSample } = stretch;
  const sealed = Buffer.alloc(sealedBytes);
  await file.read(sealed, 0, sealedBytes, offset);
  const plain = openSealedTo(secret, bindStretch(recordingId, seq, samples), sealed);
  if (plain === null) return null;
  const parsed = parseStretch(plain, samples);
  plain.fill(0);
  return parsed === null ? null : { startSample, samples, ...parsed };
}
