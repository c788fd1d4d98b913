import { createHmac } from "node:crypto";
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { deriveKey, type Key, wipe } from "./keys/seal.ts";

const markBytes = 8 + 32;

/**
 * The highest audit position this record has reached, kept outside the database: a database file that
 * was put back, or whose log was cut off, is older than its mark and is recognised by that. The mark
 * is written after each commit and follows it, so that it is never ahead of an honest record.
 */
export interface HighWater {
  /** The position the mark speaks of, -1 without one; null when it does not authenticate. */
  readonly reached: number | null;
  /** The position it speaks of now. */
  latest(): number;
  raise(seq: number): void;
  close(): void;
}

/** Opens the mark beside the record. */
export function openHighWater(path: string, clinicKey: Key, installId: string): HighWater {
  const key = deriveKey(clinicKey, "high-water/v1", Buffer.from(installId, "hex"));
  const reached = readMark(path, key);
  const file = openSync(path, reached === -1 ? "w" : "r+", 0o600);
  const mark = Buffer.alloc(markBytes);
  let latest = reached ?? -1;
  return {
    reached,
    latest: () => latest,
    raise(seq) {
      latest = seq;
      mark.writeBigUInt64BE(BigInt(seq), 0);
      authenticate(key, mark.subarray(0, 8)).copy(mark, 8);
      writeSync(file, mark, 0, markBytes, 0);
    },
    close() {
      closeSync(file);
      wipe(key);
    },
  };
}

function readMark(path: string, key: Key): number | null {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    // A record from before its first commit has no mark.
    return -1;
  }
  // A power cut may leave a new file empty or zeroed; it never leaves a mark that is too high.
  if (bytes.every((byte) => byte === 0)) return -1;
  if (bytes.byteLength !== markBytes || !authenticate(key, bytes.subarray(0, 8)).equals(bytes.subarray(8))) return null;
  return Number(bytes.readBigUInt64BE(0));
}

function authenticate(key: Key, position: Uint8Array): Buffer {
  return createHmac("sha256", key).update(position).digest();
}
