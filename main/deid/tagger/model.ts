import { createHash } from "node:crypto";
import { rowBits } from "./features.ts";
import { labelCount } from "./labels.ts";

/** The trained weights, ready to use. */
export interface TaggerModel {
  readonly sha256: string;
  /** One row of `labelCount` weights a feature, in units of `unit`. */
  readonly rows: Int8Array;
  readonly unit: number;
  /** exp(weight) of going from one label to the next. */
  readonly steps: Float64Array;
}

/** Where things lie in the weights file: magic, unit, transitions, rows. */
const magic = 0x43574431;
const head = 8 + 4 * labelCount * labelCount;
const size = head + (1 << rowBits) * labelCount;

/** Writes a weights file; the training command is its only caller. */
export function packWeights(rows: Int8Array, unit: number, transitions: Float32Array): Uint8Array {
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic);
  view.setFloat32(4, unit, true);
  transitions.forEach((value, index) => {
    view.setFloat32(8 + 4 * index, value, true);
  });
  bytes.set(new Uint8Array(rows.buffer, rows.byteOffset, rows.length), head);
  return bytes;
}

/** Reads a weights file; undefined if it is not, byte for byte, the one that was reviewed. */
export function readWeights(bytes: Uint8Array, expectedSha256: string): TaggerModel | undefined {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (sha256 !== expectedSha256 || bytes.length !== size) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== magic) return undefined;
  const steps = Float64Array.from({ length: labelCount * labelCount }, (_, index) => Math.exp(view.getFloat32(8 + 4 * index, true)));
  return { sha256, rows: new Int8Array(bytes.buffer, bytes.byteOffset + head, size - head), unit: view.getFloat32(4, true), steps };
}
