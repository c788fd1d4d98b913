import { type InferenceSession, Tensor } from "onnxruntime-node";
import { soundRate } from "../../shared/domain/sound.ts";

/** Samples in one step of the voice detector: 32 ms. */
export const frameSamples = 512;
export const sampleRate = soundRate;
/** Milliseconds of one step. */
export const frameMs = (frameSamples / sampleRate) * 1000;

const contextSamples = 64;
const stateShape = [2, 1, 128] as const;
/**
 * Where an answer is as clear as this, the next frame is taken to be alike and not asked about: in the smaller
 * pack, finding the voice would else be a seventh of all work, and nothing is understood better for it.
 */
const beyondDoubt = { silence: 0.05, voice: 0.95 } as const;

/** Says of one frame after another how likely somebody speaks in it, 0 to 1. It remembers what came before. */
export type FindVoice = (frame: Float32Array) => Promise<number>;

/** Starts the voice detector on one channel. */
export function createFindVoice(session: InferenceSession): FindVoice {
  let state = new Tensor("float32", new Float32Array(stateShape[0] * stateShape[1] * stateShape[2]), [...stateShape]);
  const rate = new Tensor("int64", BigInt64Array.of(BigInt(sampleRate)), []);
  const input = new Float32Array(contextSamples + frameSamples);
  let last = 0.5;
  let spared = true;
  return async (frame) => {
    input.copyWithin(0, frameSamples);
    input.set(frame, contextSamples);
    spared = !spared && (last < beyondDoubt.silence || last > beyondDoubt.voice);
    if (spared) return last;
    const answer = await session.run({ input: new Tensor("float32", input, [1, input.length]), state, sr: rate });
    state = answer["stateN"] as typeof state;
    const likelihood = answer["output"]?.data as Float32Array | undefined;
    last = likelihood?.[0] ?? 0;
    return last;
  };
}
