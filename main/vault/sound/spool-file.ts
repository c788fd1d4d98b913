import { generateKeyPairSync } from "node:crypto";
import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, readSync } from "node:fs";
import { sealTo } from "../keys/seal-to.ts";

/** Bytes before every sealed stretch, in clear: how long it is sealed, and how many samples of each channel it holds. */
export const headerBytes = 8;
/** Two seconds of two channels and its seal; a header that says more is not one of ours. */
export const largestStretchBytes = 200_000;

/** One sealed stretch of a recording as it lies in its file. */
export interface Stretch {
  /** Counts from 0; part of what is authenticated, so that stretches cannot change places. */
  readonly seq: number;
  readonly offset: number;
  readonly sealedBytes: number;
  readonly startSample: number;
  readonly samples: number;
}

/** A recording's key pair: whoever holds the public half adds to the recording, only the other half hears it. */
export interface SoundKeys {
  /** SubjectPublicKeyInfo, base64. */
  readonly publicKey: string;
  /** PKCS #8, base64; kept sealed under the patient's record key. */
  readonly privateKey: string;
}

/** Makes the key pair of one recording (X25519). */
export function createSoundKeys(): SoundKeys {
  const pair = generateKeyPairSync("x25519");
  return {
    publicKey: pair.publicKey.export({ type: "spki", format: "der" }).toString("base64"),
    privateKey: pair.privateKey.export({ type: "pkcs8", format: "der" }).toString("base64"),
  };
}

/** What a stretch is bound to: recording, place and length. */
export function bindStretch(recordingId: string, seq: number, samples: number): string {
  return `sound/v1|${recordingId}|${seq}|${samples}`;
}

/** Set in a stretch's first byte, beside how many channels it has, where the moment it was heard stands before its samples. */
const timedFlag = 0x80;
const timeBytes = 8;

/**
 * Seals one stretch with its header. `channels`: Int16 samples of each, as many of each. `heardAtMs`:
 * when it began (ms since 1970), so that a pause, a sleep or a crash in between is no riddle later;
 * null for sound made elsewhere.
 */
export function sealStretch(
  publicKey: string,
  name: { recordingId: string; seq: number; samples: number },
  channels: readonly Uint8Array[],
  heardAtMs: number | null,
): Buffer {
  const time = Buffer.alloc(heardAtMs === null ? 0 : timeBytes);
  if (heardAtMs !== null) time.writeBigInt64LE(BigInt(Math.round(heardAtMs)));
  const plain = Buffer.concat([Buffer.of(channels.length | (heardAtMs === null ? 0 : timedFlag)), time, ...channels]);
  const sealed = sealTo(publicKey, bindStretch(name.recordingId, name.seq, name.samples), plain);
  plain.fill(0);
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32LE(sealed.byteLength, 0);
  header.writeUInt32LE(name.samples, 4);
  return Buffer.concat([header, sealed]);
}

/** Takes an opened stretch apart; null when it is none of ours. */
export function parseStretch(plain: Buffer, samples: number): { channels: Uint8Array<ArrayBuffer>[]; heardAtMs: number | null } | null {
  const first = plain[0] ?? 0;
  const count = first & ~timedFlag;
  const from = 1 + ((first & timedFlag) === 0 ? 0 : timeBytes);
  const each = samples * 2;
  if (count < 1 || plain.byteLength !== from + count * each) return null;
  // Copies of their own: the pieces go to another process, the plain bytes are overwritten.
  const channels = Array.from({ length: count }, (_none, at) => new Uint8Array(plain.subarray(from + at * each, from + (at + 1) * each)));
  return { channels, heardAtMs: from === 1 ? null : Number(plain.readBigInt64LE(1)) };
}

/** Lists the whole stretches of a file without opening any; a torn end, as a power cut leaves it, is not listed. */
export function listStretches(path: string): Stretch[] {
  if (!existsSync(path)) return [];
  const file = openSync(path, "r");
  try {
    return walk(file);
  } finally {
    closeSync(file);
  }
}

/** Bytes of a file up to the end of its last whole stretch; 0 without one. `from`: a place where a stretch ends, known from before. */
export function measureWhole(path: string, from = 0): number {
  if (!existsSync(path)) return 0;
  const file = openSync(path, "r");
  try {
    const last = walk(file, from).at(-1);
    return last === undefined ? Math.min(from, fstatSync(file).size) : last.offset + last.sealedBytes;
  } finally {
    closeSync(file);
  }
}

/** Cuts a torn end off, so that what is added next can be found; gives the whole stretches. */
export function mendEnd(path: string): Stretch[] {
  if (!existsSync(path)) return [];
  const file = openSync(path, "r+");
  try {
    const whole = walk(file);
    const last = whole.at(-1);
    ftruncateSync(file, last === undefined ? 0 : last.offset + last.sealedBytes);
    return whole;
  } finally {
    closeSync(file);
  }
}

function walk(file: number, from = 0): Stretch[] {
  const size = fstatSync(file).size;
  const header = Buffer.alloc(headerBytes);
  const stretches: Stretch[] = [];
  let at = from;
  let startSample = 0;
  while (at + headerBytes <= size) {
    readSync(file, header, 0, headerBytes, at);
    const sealedBytes = header.readUInt32LE(0);
    const samples = header.readUInt32LE(4);
    if (sealedBytes === 0 || sealedBytes > largestStretchBytes || at + headerBytes + sealedBytes > size) break;
    stretches.push({ seq: stretches.length, offset: at + headerBytes, sealedBytes, startSample, samples });
    startSample += samples;
    at += headerBytes + sealedBytes;
  }
  return stretches;
}
