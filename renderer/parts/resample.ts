import { soundRate } from "../../shared/domain/sound.ts";

/** Zero crossings of the filter on each side: what is above the new rate's reach is 60 dB down. */
const reach = 12;
const full = 32_767;

/** Brings sound to 16 kHz, piece by piece; the pieces join without a seam. */
export interface Resample {
  /** Takes the next samples (-1 to 1); gives as many at 16 kHz as can be told by now. */
  push(samples: Float32Array): Int16Array<ArrayBuffer>;
  /** Gives the rest. */
  end(): Int16Array<ArrayBuffer>;
}

/**
 * The filter, worked out once. Two whole rates meet again after a while, so a sample of the new rate
 * falls on one of `phases` places between two old ones, and each place has its row of weights.
 */
interface Filter {
  readonly phases: number;
  /** Old samples from one new sample to the next, as a fraction of `phases`. */
  readonly advance: number;
  /** Old samples looked at on each side. */
  readonly half: number;
  /** `phases` rows of `2 * half` weights; each row adds up to 1. */
  readonly weights: Float32Array;
}

/** Starts at a rate, by a windowed sinc that cuts off below the lower of the two rates' reach. */
export function createResample(rate: number): Resample {
  const filter = makeFilter(Math.round(rate));
  const { phases, advance, half, weights } = filter;
  const taps = 2 * half;
  let held = new Float32Array(half);
  /** Where the next sample of the new rate lies among those held: after `at`, by `phase` places. */
  let at = half;
  let phase = 0;

  function push(samples: Float32Array): Int16Array<ArrayBuffer> {
    const joined = new Float32Array(held.length + samples.length);
    joined.set(held);
    joined.set(samples, held.length);
    const made = new Int16Array(Math.max(0, Math.ceil(((joined.length - at) * phases) / advance)) + 1);
    let count = 0;
    while (at + half < joined.length) {
      let sum = 0;
      const row = phase * taps;
      const first = at - half + 1;
      for (let tap = 0; tap < taps; tap += 1) sum += (weights[row + tap] as number) * (joined[first + tap] as number);
      made[count] = Math.round(Math.max(-1, Math.min(1, sum)) * full);
      count += 1;
      phase += advance;
      at += Math.floor(phase / phases);
      phase %= phases;
    }
    const from = Math.max(0, at - half);
    held = joined.slice(from);
    at -= from;
    return made.slice(0, count);
  }

  return { push, end: () => push(new Float32Array(half + 1)) };
}

function makeFilter(rate: number): Filter {
  const common = findCommon(rate, soundRate);
  const phases = soundRate / common;
  const cutoff = Math.min(1, soundRate / rate);
  const half = Math.ceil(reach / cutoff) + 1;
  const taps = 2 * half;
  const weights = new Float32Array(phases * taps);
  for (let phase = 0; phase < phases; phase += 1) {
    const row = weights.subarray(phase * taps, (phase + 1) * taps);
    let sum = 0;
    for (let tap = 0; tap < taps; tap += 1) {
      const distance = (tap - half + 1 - phase / phases) * cutoff;
      const window = Math.abs(distance) >= reach ? 0 : 0.5 + 0.5 * Math.cos((Math.PI * distance) / reach);
      const weight = (distance === 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance)) * window;
      row[tap] = weight;
      sum += weight;
    }
    for (let tap = 0; tap < taps; tap += 1) row[tap] = (row[tap] as number) / sum;
  }
  return { phases, advance: rate / common, half, weights };
}

/** The greatest number both can be divided by. */
function findCommon(one: number, other: number): number {
  return other === 0 ? one : findCommon(other, one % other);
}
