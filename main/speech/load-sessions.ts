import { InferenceSession } from "onnxruntime-node";
import type { SpeechPack } from "./pack.ts";

/** The three networks of a pack, loaded. */
export interface Networks {
  readonly encoder: InferenceSession;
  readonly decoder: InferenceSession;
  readonly voice: InferenceSession;
  release(): Promise<void>;
}

const errorsOnly = 3;

/** Loads a pack's networks from the very bytes that were checked. `threads`: how many cores a step may use. */
export async function loadNetworks(pack: SpeechPack, threads: number): Promise<Networks> {
  const load = (bytes: Uint8Array, cores: number) =>
    InferenceSession.create(bytes, {
      executionProviders: ["cpu"],
      intraOpNumThreads: cores,
      interOpNumThreads: 1,
      executionMode: "sequential",
      graphOptimizationLevel: "all",
      logSeverityLevel: errorsOnly,
    });
  const [encoder, decoder, voice] = await Promise.all([load(pack.encoder, threads), load(pack.decoder, threads), load(pack.voice, 1)]);
  return {
    encoder,
    decoder,
    voice,
    async release() {
      await Promise.all([encoder.release(), decoder.release(), voice.release()]);
    },
  };
}
