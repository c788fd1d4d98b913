import { Tokenizer } from "@huggingface/tokenizers";
import type { InferenceSession } from "onnxruntime-node";
import { type AppError, failure } from "../../../shared/errors.ts";
import { err, ok, type Result } from "../../../shared/result.ts";
import type { DetectedSpan } from "../../deid/index.ts";
import { type CutWord, cutSequences, cutWords, type PiecedWord } from "./cut-words.ts";
import type { PackManifest } from "./manifest.ts";
import { readPack } from "./read-pack.ts";

/** A second model's opinion of one text, to be joined with the detector's own. */
export interface Pack {
  /** Its name and the first twelve digits of its model's SHA-256: what a sent text was looked through with. */
  readonly version: string;
  /** The places the model takes for identifiers, each with the reason `pack`. Throws where the model fails. */
  find(text: string): Promise<DetectedSpan[]>;
}

/** The chance that a piece is an identifier at all, and the likeliest type of one. */
function readScores(scores: Float32Array, at: number, labels: PackManifest["labels"]): { chance: number; type: DetectedSpan["type"] } {
  const from = at * labels.length;
  let top = Number.NEGATIVE_INFINITY;
  for (let label = 0; label < labels.length; label += 1) top = Math.max(top, scores[from + label] ?? Number.NaN);
  let total = 0;
  let chance = 0;
  let best = Number.NEGATIVE_INFINITY;
  let type: DetectedSpan["type"] = "ID";
  labels.forEach((label, index) => {
    const score = scores[from + index] ?? Number.NaN;
    const mass = Math.exp(score - top);
    total += mass;
    if (label === null) return;
    chance += mass;
    if (score > best) {
      best = score;
      type = label;
    }
  });
  if (!Number.isFinite(total)) throw new RangeError("scores that are no numbers");
  return { chance: chance / total, type };
}

/** Joins words of one type that stand side by side. */
function joinNeighbours(text: string, spans: readonly DetectedSpan[]): DetectedSpan[] {
  const joined: DetectedSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && last.type === span.type && /^[ .'’/-]{0,2}$/.test(text.slice(last.end, span.start)))
      joined[joined.length - 1] = { ...last, end: Math.max(last.end, span.end), confidence: Math.max(last.confidence, span.confidence) };
    else joined.push(span);
  }
  return joined;
}

type Runtime = typeof import("onnxruntime-node");

/** What the model is asked with: its inputs go by the names that exporters of such models give them. */
function toFeeds(runtime: Runtime, session: InferenceSession, ids: readonly number[]): InferenceSession.FeedsType {
  const tensor = (values: BigInt64Array) => new runtime.Tensor("int64", values, [1, values.length]);
  const all: Readonly<Record<string, () => BigInt64Array>> = {
    input_ids: () => BigInt64Array.from(ids, BigInt),
    attention_mask: () => new BigInt64Array(ids.length).fill(1n),
    token_type_ids: () => new BigInt64Array(ids.length),
  };
  return Object.fromEntries(
    session.inputNames.map((name) => {
      const make = all[name];
      if (make === undefined) throw new RangeError("a model with inputs of another kind");
      return [name, tensor(make())];
    }),
  );
}

async function readSequence(
  runtime: Runtime,
  session: InferenceSession,
  { labels, threshold, tokenizer }: PackManifest,
  words: readonly PiecedWord[],
): Promise<DetectedSpan[]> {
  const room = tokenizer.maxTokens - 2;
  const ids = [tokenizer.startId, ...words.flatMap((word) => word.ids.slice(0, room)), tokenizer.endId];
  const output = (await session.run(toFeeds(runtime, session, ids)))[session.outputNames[0] ?? ""];
  if (output === undefined || !(output.data instanceof Float32Array) || output.data.length !== ids.length * labels.length)
    throw new RangeError("an answer of another shape");
  const scores = output.data;
  const spans: DetectedSpan[] = [];
  let at = 1;
  for (const { start, end, ids: pieces } of words) {
    const count = Math.min(room, pieces.length);
    let chosen = { chance: 0, type: "ID" as DetectedSpan["type"] };
    for (let piece = 0; piece < count; piece += 1) {
      const read = readScores(scores, at + piece, labels);
      if (read.chance > chosen.chance) chosen = read;
    }
    at += count;
    if (chosen.chance >= threshold) spans.push({ start, end, type: chosen.type, confidence: chosen.chance, why: ["pack"] });
  }
  return spans;
}

function createCutWord(tokenizer: unknown, kind: PackManifest["tokenizer"]["kind"]): CutWord {
  const cutter = new Tokenizer(tokenizer as object, {});
  // byte-pair vocabularies know a word after a space as another than the same word without
  return (word, spaced) => cutter.encode(kind === "bpe" && spaced ? ` ${word}` : word, { add_special_tokens: false }).ids;
}

/**
 * Loads a pack and asks it once, so that a model that cannot answer is refused before a text depends
 * on it. Nothing but the folder is read and nothing is fetched.
 */
export async function loadPack(folder: string): Promise<Result<Pack, AppError>> {
  const files = readPack(folder);
  if (!files.ok) return files;
  const { manifest, model, tokenizer } = files.value;
  try {
    // loaded here and not above: a machine without a pack never starts the runtime
    const runtime = await import("onnxruntime-node");
    const session = await runtime.InferenceSession.create(model, { executionProviders: ["cpu"], intraOpNumThreads: 2, logSeverityLevel: 4 });
    const cut = createCutWord(tokenizer, manifest.tokenizer.kind);
    const find = async (text: string): Promise<DetectedSpan[]> => {
      const spans: DetectedSpan[] = [];
      for (const words of cutSequences(cutWords(text, cut), manifest.tokenizer.maxTokens - 2))
        spans.push(...(await readSequence(runtime, session, manifest, words)));
      return joinNeighbours(text, spans);
    };
    await find("Hello there.");
    return ok({ version: `${manifest.name} ${manifest.files.model.sha256.slice(0, 12)}`, find });
  } catch {
    return err(failure("deid.pack-refused"));
  }
}
