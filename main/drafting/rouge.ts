import { listWords } from "./words.ts";

/** F1 of one ROUGE measure, 0 to 1. */
export interface Rouge {
  readonly rouge1: number;
  readonly rouge2: number;
  readonly rougeL: number;
}

/** Scores a text against a reference: ROUGE-1, -2 and -L F1 over lower-cased words, without stemming. */
export function scoreRouge(candidate: string, reference: string): Rouge {
  const a = listWords(candidate);
  const b = listWords(reference);
  return { rouge1: scoreGrams(a, b, 1), rouge2: scoreGrams(a, b, 2), rougeL: toF1(measureCommon(a, b), a.length, b.length) };
}

function scoreGrams(a: readonly string[], b: readonly string[], size: number): number {
  const left = countGrams(a, size);
  const right = countGrams(b, size);
  let shared = 0;
  for (const [gram, count] of left) shared += Math.min(count, right.get(gram) ?? 0);
  return toF1(shared, Math.max(0, a.length - size + 1), Math.max(0, b.length - size + 1));
}

function countGrams(words: readonly string[], size: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + size <= words.length; at += 1) {
    const gram = words.slice(at, at + size).join(" ");
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/** Length of the longest common subsequence. */
function measureCommon(a: readonly string[], b: readonly string[]): number {
  let previous = new Uint32Array(b.length + 1);
  for (const word of a) {
    const current = new Uint32Array(b.length + 1);
    for (let at = 0; at < b.length; at += 1) {
      current[at + 1] = word === b[at] ? (previous[at] as number) + 1 : Math.max(previous[at + 1] as number, current[at] as number);
    }
    previous = current;
  }
  return previous[b.length] as number;
}

function toF1(shared: number, candidate: number, reference: number): number {
  if (shared === 0 || candidate === 0 || reference === 0) return 0;
  const precision = shared / candidate;
  const recall = shared / reference;
  return (2 * precision * recall) / (precision + recall);
}
