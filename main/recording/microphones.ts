import type { Microphone } from "../../shared/domain/sound.ts";

/** What comes from the microphones. */
export type FromMicrophones =
  | { readonly kind: "samples"; readonly channels: readonly Uint8Array[] }
  | { readonly kind: "level"; readonly levels: readonly number[]; readonly clipping: readonly boolean[] }
  | { readonly kind: "gone"; readonly gone: boolean };

/** The machine's microphones, wherever they are heard. */
export interface Microphones {
  list(): Promise<Microphone[]>;
  /**
   * Begins to hear the chosen ones; false when one of them cannot be had. `keeps` false: only how loud
   * it is comes, no sample. Once begun it goes on whatever happens to device, page or machine, until stopped.
   */
  start(ids: readonly string[], take: (message: FromMicrophones) => void, options?: { keeps: boolean }): Promise<boolean>;
  pause(paused: boolean): void;
  /** Stops hearing; what was heard to the last moment has been given before it answers. */
  stop(): Promise<void>;
}
