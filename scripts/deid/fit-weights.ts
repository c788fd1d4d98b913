import { featuresPerToken, rowBits } from "../../main/deid/tagger/features.ts";
import { labelCount } from "../../main/deid/tagger/labels.ts";
import type { Chance } from "./corpus/chance.ts";
import type { TrainingLine } from "./training-set.ts";

/** Weights as they are while learning. */
export interface Weights {
  readonly rows: Float32Array;
  readonly steps: Float32Array;
}

const L = labelCount;

function normalise(values: Float64Array, base: number): void {
  let sum = 0;
  for (let label = 0; label < L; label += 1) sum += values[base + label] as number;
  const by = sum > 0 ? 1 / sum : 1;
  for (let label = 0; label < L; label += 1) values[base + label] = (values[base + label] as number) * by;
}

/** Probabilities of labels, and the sum over tokens of the probabilities of steps, under the allowed labels. */
function expect(
  line: TrainingLine,
  emissions: Float64Array,
  steps: Float64Array,
  masked: boolean,
  marginals: Float64Array,
  pairs: Float64Array,
  sign: number,
): void {
  const n = line.length;
  const forward = new Float64Array(n * L);
  const backward = new Float64Array(n * L);
  const open = (at: number, label: number): number => (!masked || ((line.allowed[at] as number) >> label) & 1 ? 1 : 0);
  for (let label = 0; label < L; label += 1) forward[label] = (emissions[label] as number) * open(0, label);
  normalise(forward, 0);
  for (let at = 1; at < n; at += 1) {
    const base = at * L;
    for (let from = 0; from < L; from += 1) {
      const mass = forward[base - L + from] as number;
      if (mass < 1e-12) continue;
      for (let to = 0; to < L; to += 1) forward[base + to] = (forward[base + to] as number) + mass * (steps[from * L + to] as number);
    }
    for (let label = 0; label < L; label += 1)
      forward[base + label] = (forward[base + label] as number) * (emissions[base + label] as number) * open(at, label);
    normalise(forward, base);
  }
  for (let label = 0; label < L; label += 1) backward[(n - 1) * L + label] = 1;
  const ahead = new Float64Array(L);
  for (let at = n - 2; at >= 0; at -= 1) {
    const base = at * L;
    for (let to = 0; to < L; to += 1) ahead[to] = (emissions[base + L + to] as number) * (backward[base + L + to] as number) * open(at + 1, to);
    let total = 0;
    for (let from = 0; from < L; from += 1) {
      let sum = 0;
      for (let to = 0; to < L; to += 1) sum += (steps[from * L + to] as number) * (ahead[to] as number);
      backward[base + from] = sum;
      total += (forward[base + from] as number) * sum;
    }
    const by = total > 0 ? sign / total : 0;
    for (let from = 0; from < L; from += 1) {
      const mass = (forward[base + from] as number) * by;
      if (mass === 0) continue;
      for (let to = 0; to < L; to += 1)
        pairs[from * L + to] = (pairs[from * L + to] as number) + mass * (steps[from * L + to] as number) * (ahead[to] as number);
    }
    normalise(backward, base);
  }
  const one = new Float64Array(L);
  for (let at = 0; at < n; at += 1) {
    let sum = 0;
    for (let label = 0; label < L; label += 1) {
      one[label] = (forward[at * L + label] as number) * (backward[at * L + label] as number);
      sum += one[label] as number;
    }
    const by = sum > 0 ? sign / sum : 0;
    for (let label = 0; label < L; label += 1) marginals[at * L + label] = (marginals[at * L + label] as number) + (one[label] as number) * by;
  }
}

function shuffle<T>(list: T[], chance: Chance): void {
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = chance.below(at + 1);
    [list[at], list[other]] = [list[other] as T, list[at] as T];
  }
}

/** Learns a linear-chain conditional random field by AdaGrad with a small pull to zero. */
export function fitWeights(
  lines: TrainingLine[],
  chance: Chance,
  { rounds, dropout, pull }: { rounds: number; dropout: number; pull: number },
  say: (line: string) => void,
): Weights {
  const rows = new Float32Array((1 << rowBits) * L);
  const speed = new Float32Array(rows.length).fill(1e-2);
  const steps = new Float32Array(L * L);
  const stepSpeed = new Float32Array(L * L).fill(1);
  const mean = new Float32Array(rows.length);
  const settling = Math.min(2, rounds - 1);
  const rate = 0.12;
  for (let round = 0; round < rounds; round += 1) {
    shuffle(lines, chance);
    let wrong = 0;
    let tokens = 0;
    for (const line of lines) {
      const n = line.length;
      const emissions = new Float64Array(n * L);
      // a feature left out now and then: no single word may carry the decision
      const used = Uint8Array.from({ length: n * featuresPerToken }, () => (chance.next() < dropout ? 0 : 1));
      for (let at = 0; at < n; at += 1) {
        for (let f = 0; f < featuresPerToken; f += 1) {
          if (used[at * featuresPerToken + f] === 0) continue;
          const base = (line.rows[at * featuresPerToken + f] as number) * L;
          for (let label = 0; label < L; label += 1)
            emissions[at * L + label] = (emissions[at * L + label] as number) + (rows[base + label] as number);
        }
        for (let label = 0; label < L; label += 1)
          emissions[at * L + label] = Math.exp(Math.max(-50, Math.min(50, emissions[at * L + label] as number)));
      }
      const odds = Float64Array.from(steps, Math.exp);
      const gradient = new Float64Array(n * L);
      const pairs = new Float64Array(L * L);
      expect(line, emissions, odds, true, gradient, pairs, 1);
      expect(line, emissions, odds, false, gradient, pairs, -1);
      for (let at = 0; at < n; at += 1) {
        let off = 0;
        for (let label = 0; label < L; label += 1) off += Math.abs(gradient[at * L + label] as number);
        tokens += 1;
        if (off > 1) wrong += 1;
        if (off < 1e-3) continue;
        for (let f = 0; f < featuresPerToken; f += 1) {
          if (used[at * featuresPerToken + f] === 0) continue;
          const base = (line.rows[at * featuresPerToken + f] as number) * L;
          for (let label = 0; label < L; label += 1) {
            const g = (gradient[at * L + label] as number) - pull * (rows[base + label] as number);
            if (g > -1e-4 && g < 1e-4) continue;
            const moved = (speed[base + label] as number) + g * g;
            speed[base + label] = moved;
            rows[base + label] = (rows[base + label] as number) + (rate * g) / Math.sqrt(moved);
          }
        }
      }
      for (let pair = 0; pair < L * L; pair += 1) {
        const g = pairs[pair] as number;
        if (g === 0) continue;
        stepSpeed[pair] = (stepSpeed[pair] as number) + g * g;
        steps[pair] = (steps[pair] as number) + (rate * g) / Math.sqrt(stepSpeed[pair] as number);
      }
    }
    // the mean of the later rounds swings less than the last one
    if (round >= settling)
      for (let index = 0; index < rows.length; index += 1) mean[index] = (mean[index] as number) + (rows[index] as number) / (rounds - settling);
    say(`round ${String(round + 1)}: ${((100 * wrong) / tokens).toFixed(2)} % of ${String(tokens)} tokens wrong`);
  }
  return { rows: mean, steps };
}

/** Eight bits a weight; what is below half a unit becomes nothing. */
export function quantise(rows: Float32Array): { rows: Int8Array; unit: number } {
  const sizes = Float32Array.from(rows, Math.abs).sort();
  const top = sizes[Math.floor(sizes.length * 0.99995)] ?? 1;
  const unit = top / 127;
  return { rows: Int8Array.from(rows, (value) => Math.max(-127, Math.min(127, Math.round(value / unit)))), unit };
}
