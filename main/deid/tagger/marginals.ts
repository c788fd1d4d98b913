import { featuresPerToken, writeFeatures } from "./features.ts";
import { labelCount } from "./labels.ts";
import type { TaggerModel } from "./model.ts";
import type { Signals } from "./signals.ts";

/** exp(score) of every label at every token of [from, to). */
function weigh(signals: Signals, from: number, to: number, model: TaggerModel): Float64Array {
  const emissions = new Float64Array((to - from) * labelCount);
  const rows = new Int32Array(featuresPerToken);
  const sums = new Int32Array(labelCount);
  for (let at = from; at < to; at += 1) {
    writeFeatures(signals, at, rows);
    sums.fill(0);
    for (let n = 0; n < featuresPerToken; n += 1) {
      const base = (rows[n] as number) * labelCount;
      for (let label = 0; label < labelCount; label += 1) sums[label] = (sums[label] as number) + (model.rows[base + label] as number);
    }
    for (let label = 0; label < labelCount; label += 1)
      emissions[(at - from) * labelCount + label] = Math.exp(Math.max(-60, Math.min(60, (sums[label] as number) * model.unit)));
  }
  return emissions;
}

function scale(values: Float64Array, base: number): void {
  let sum = 0;
  for (let label = 0; label < labelCount; label += 1) sum += values[base + label] as number;
  for (let label = 0; label < labelCount; label += 1) values[base + label] = (values[base + label] as number) / sum;
}

/** Forward and backward over one line: the probability of every label at every token, not only the best path. */
export function readMarginals(signals: Signals, from: number, to: number, model: TaggerModel): Float64Array {
  const length = to - from;
  const emissions = weigh(signals, from, to, model);
  const { steps } = model;
  const forward = new Float64Array(length * labelCount);
  const backward = new Float64Array(length * labelCount).fill(1);
  for (let label = 0; label < labelCount; label += 1) forward[label] = emissions[label] as number;
  scale(forward, 0);
  for (let at = 1; at < length; at += 1) {
    const base = at * labelCount;
    for (let from = 0; from < labelCount; from += 1) {
      const mass = forward[base - labelCount + from] as number;
      if (mass < 1e-9) continue;
      for (let to = 0; to < labelCount; to += 1)
        forward[base + to] = (forward[base + to] as number) + mass * (steps[from * labelCount + to] as number);
    }
    for (let label = 0; label < labelCount; label += 1)
      forward[base + label] = (forward[base + label] as number) * (emissions[base + label] as number);
    scale(forward, base);
  }
  for (let at = length - 2; at >= 0; at -= 1) {
    const base = at * labelCount;
    for (let from = 0; from < labelCount; from += 1) {
      let sum = 0;
      for (let to = 0; to < labelCount; to += 1) {
        const next = base + labelCount + to;
        sum += (steps[from * labelCount + to] as number) * (emissions[next] as number) * (backward[next] as number);
      }
      backward[base + from] = sum;
    }
    scale(backward, base);
  }
  for (let index = 0; index < forward.length; index += 1) forward[index] = (forward[index] as number) * (backward[index] as number);
  for (let at = 0; at < length; at += 1) scale(forward, at * labelCount);
  return forward;
}
