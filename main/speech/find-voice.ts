import { type InferenceSession, Tensor } from "onnxruntime-node";
import { soundRate } from "../../shared/domain/sound.ts";

/** Samples in one step of the voice detector: 32 ms. */
export const frameSamples = 512;
export const sampleRate = soundRate;
/** Milliseconds of one step. */
export const frameMs = (frameSamples / sampleRate) * 1000;

const contextSamples = 64;
const stateShape = [2, 1, 128] as const;

/** Says of one frame after another how likely somebody speaks in it, 0 to 1. It remembers what came before. */
export type FindVoice = (frame: Float32Array) => Promise<number>;

/** Starts the voice detector on one channel. What goes in and comes out lies in the same few places from frame to frame. */
export function createFindVoice(session: InferenceSession): FindVoice {
  const createState = () => new Tensor("float32", new Float32Array(stateShape[0] * stateShape[1] * stateShape[2]), [...stateShape]);
  let [state, stateN] = [createState(), createState()];
  const sr = new Tensor("int64", BigInt64Array.of(BigInt(sampleRate)), []);
  const heard = new Float32Array(contextSamples + frameSamples);
  const input = new Tensor("float32", heard, [1, heard.length]);
  const likelihood = new Float32Array(1);
  const output = new Tensor("float32", likelihood, [1, 1]);
  return async (frame) => {
    heard.copyWithin(0, frameSamples);
    heard.set(frame, contextSamples);
    await session.run({ input, state, sr }, { output, stateN });
    [state, stateN] = [stateN, state];
    return likelihood[0] ?? 0;
  };
}
