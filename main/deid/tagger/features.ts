import type { Signals } from "./signals.ts";

/** Rows of the weight table: features are hashed into it, so names in the training text are not stored. */
export const rowBits = 18;
const rowMask = (1 << rowBits) - 1;
/** Number of features of one token; training and detection read the same list. */
export const featuresPerToken = 38;

function mix(template: number, a: number, b: number): number {
  let hash = Math.imul(template + 0x9e37, 0x85ebca6b) ^ a;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash ^= b;
  hash = Math.imul(hash ^ (hash >>> 13), 0x297a2d39);
  return (hash ^ (hash >>> 16)) & rowMask;
}

/** Writes the rows that token `at` switches on. */
export function writeFeatures(signals: Signals, at: number, rows: Int32Array): void {
  const { word, prefix, suffix, shape, lists, gap, evidence, cue, run, elsewhere } = signals;
  const end = signals.tokens.length;
  const of = (array: Int32Array, index: number): number => (index < 0 ? -1 : index >= end ? -2 : (array[index] ?? 0));
  const w0 = of(word, at);
  const w1 = of(word, at - 1);
  const w2 = of(word, at - 2);
  const n1 = of(word, at + 1);
  const n2 = of(word, at + 2);
  const l0 = of(lists, at);
  const l1 = of(lists, at - 1);
  const m1 = of(lists, at + 1);
  const s0 = of(shape, at);
  const s1 = of(shape, at - 1);
  const t1 = of(shape, at + 1);
  const e0 = of(evidence, at);
  const e1 = of(evidence, at - 1);
  const f1 = of(evidence, at + 1);
  const g0 = of(gap, at);
  const h1 = of(gap, at + 1);
  const r0 = of(run, at);
  const c0 = of(cue, at);
  const x0 = of(elsewhere, at);
  let n = 0;
  const add = (a: number, b = 0): void => {
    rows[n] = mix(n, a, b);
    n += 1;
  };
  add(0);
  add(w0);
  add(w1, g0);
  add(n1, h1);
  add(w2, w1);
  add(n1, n2);
  add(w1, w0);
  add(w0, n1);
  add(w1, n1);
  add(w2);
  add(n2);
  add(suffix[at] ?? 0, s0);
  add(prefix[at] ?? 0, s0);
  add(s0, l0);
  add(s1 * 1024 + s0, t1);
  add(l0, e0);
  add(l1 * 8192 + l0, g0);
  add(l0 * 8192 + m1, h1);
  add(w1, l0);
  add(w2, Math.imul(w1, 31) ^ l0);
  add(n1, l0);
  add(e0, s0 & 3);
  add(e1 * 64 + e0, g0);
  add(e0 * 64 + f1, h1);
  add(w0, e0);
  add(w1, e0);
  add(n1, e0);
  add(r0, of(run, at - 1) >> 4);
  add(r0, c0);
  add(r0 >> 4, Math.imul(w1, 31) ^ g0);
  add(r0 >> 4, n1);
  add(of(run, at - 1), of(run, at + 1));
  add(c0, l0);
  add(c0, s0);
  add(x0, l0);
  add(x0, s0 & 3);
  add(of(lists, at - 2) * 8192 + l1, l0);
  add(g0 * 16 + h1, s0);
}
