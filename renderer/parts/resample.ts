import { soundRate } from "../../shared/domain/sound.ts";

/** Zero crossings of the filter on each side: what is above the new rate's reach is 60 dB down. */
const reach = 12;
const full = 32_767;

/** Brings sound to 16 kHz, piece by piece; the pieces join without a seam. */
export interface Resample {
  /** Takes the next samples (-1 to 1); gives as many at 16 kHz as can be told by now. */
  push(samples: Float32Array): Int16Array;
  /** Gives the rest. */
  end(): Int16Array;
}

/** Starts at a rate, by a windowed sinc that cuts off below the lower of the two rates' reach. */
export function createResample(rate: number): Resample {
  const step = rate / soundRate;
  const cutoff = Math.min(1, 1 / step);
  const half = Math.ceil(reach / cutoff);
  let held = new Float32Array(half);
  /** Where the next sample of the new rate lies among those held. */
  let at = half;

  function take(samples: Float32Array): Int16Array {
    const joined = new Float32Array(held.length + samples.length);
    joined.set(held);
    joined.set(samples, held.length);
    const made: number[] = [];
    for (; at + half < joined.length; at += step) made.push(filter(joined, at));
    const from = Math.max(0, Math.floor(at) - half);
    held = joined.slice(from);
    at -= from;
    return Int16Array.from(made, (value) => Math.round(Math.max(-1, Math.min(1, value)) * full));
  }

  function filter(joined: Float32Array, place: number): number {
    const first = Math.ceil(place - half);
    let sum = 0;
    let weights = 0;
    for (let tap = first; tap <= place + half; tap += 1) {
      const distance = (tap - place) * cutoff;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / reach);
      const weight = (distance === 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance)) * window;
      sum += weight * (joined[tap] ?? 0);
      weights += weight;
    }
    return sum / weights;
  }

  return { push: take, end: () => take(new Float32Array(half + 1)) };
}
