import { Tensor } from "onnxruntime-node";
import { findLoop } from "./find-loop.ts";
import { sampleRate } from "./find-voice.ts";
import type { Networks } from "./load-sessions.ts";
import { joinPieces } from "./pieces.ts";

const startToken = 1;
const endToken = 2;
/** Nobody says more pieces a second than this; a decoder that does has lost its way. */
const piecesPerSecond = 6.5;
const fewestPieces = 8;

/** What was understood of one stretch of sound. */
export interface Understood {
  readonly text: string;
  /** How sure the decoder was, 0 to 1: the geometric mean of its pieces' probabilities. */
  readonly confidence: number;
}

/** Reads a decoder's shape off its own inputs, so that packs of either size run the same code. */
function readShape(networks: Networks): { names: readonly string[]; heads: number; width: number } {
  const inputs = networks.decoder.inputMetadata.filter(({ name }) => name.startsWith("past_key_values."));
  const [first] = inputs;
  const shape = first?.isTensor === true ? first.shape : [];
  return { names: inputs.map(({ name }) => name), heads: Number(shape[1]), width: Number(shape[3]) };
}

/** Makes the function that turns sound (16 kHz, -1 to 1, at most some 30 s) into words, most likely piece by most likely piece. */
export function createDecode(networks: Networks, vocabulary: readonly string[]): (sound: Float32Array) => Promise<Understood> {
  const { names, heads, width } = readShape(networks);
  return async (sound) => {
    const encoded = await networks.encoder.run({ input_values: new Tensor("float32", sound, [1, sound.length]) });
    const hidden = Object.values(encoded)[0];
    if (hidden === undefined) throw new Error("the encoder gave nothing");
    const most = Math.max(fewestPieces, Math.ceil((sound.length / sampleRate) * piecesPerSecond));
    let past: Record<string, Tensor> = Object.fromEntries(
      names.map((name) => [name, new Tensor("float32", new Float32Array(0), [0, heads, 1, width])]),
    );
    const pieces: number[] = [];
    let logSum = 0;
    let next = startToken;
    for (let step = 0; step < most; step += 1) {
      const answer = await networks.decoder.run({
        input_ids: new Tensor("int64", BigInt64Array.of(BigInt(next)), [1, 1]),
        encoder_hidden_states: hidden,
        use_cache_branch: new Tensor("bool", Uint8Array.of(step === 0 ? 0 : 1), [1]),
        ...past,
      });
      const best = chooseBest(answer["logits"]?.data as Float32Array);
      logSum += best.logProbability;
      if (best.piece === endToken) break;
      next = best.piece;
      pieces.push(next);
      if (findLoop(pieces) > 0) break;
      past = carryOver(past, answer, step === 0);
    }
    const looped = findLoop(pieces);
    const kept = pieces.slice(0, pieces.length - looped);
    const confidence = Math.exp(logSum / (pieces.length + 1));
    return { text: joinPieces(kept, vocabulary), confidence: looped > 0 ? confidence / 2 : confidence };
  };
}

/** What the next step remembers: of the sound only what the first step worked out, of the words everything so far. */
function carryOver(past: Record<string, Tensor>, answer: Readonly<Record<string, unknown>>, first: boolean): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(past).map(([name, kept]) => {
      const fresh = answer[name.replace("past_key_values", "present")] as Tensor;
      return [name, first || name.includes(".decoder.") ? fresh : kept];
    }),
  );
}

function chooseBest(logits: Float32Array): { piece: number; logProbability: number } {
  let piece = 0;
  let highest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < logits.length; at += 1) {
    const value = logits[at] as number;
    if (value > highest) {
      highest = value;
      piece = at;
    }
  }
  let sum = 0;
  for (let at = 0; at < logits.length; at += 1) sum += Math.exp((logits[at] as number) - highest);
  return { piece, logProbability: -Math.log(sum) };
}
