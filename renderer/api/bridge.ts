import type { EventName, EventPayload } from "../../shared/contract/events.ts";
import type { CallInput, CallName, Reply } from "../../shared/contract/index.ts";

/** What the preload exposes: ask by name, listen by name, nothing else. */
export interface Bridge {
  ask<N extends CallName>(name: N, input: CallInput<N>): Promise<Reply<N>>;
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
}

declare global {
  interface Window {
    readonly chartwell: Bridge;
  }
}
