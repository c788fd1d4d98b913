import { type UseMutationResult, type UseQueryResult, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { EventName, EventPayload } from "../../shared/contract/events.ts";
import type { CallInput, CallName, CallOutput } from "../../shared/contract/index.ts";
import { ask } from "./client.ts";

/** What was told is kept a moment, in memory, and forgotten when nobody looks at it any more. */
const keptMs = 60_000;

/** Reads by a call; the key holds ids and what was typed, in memory only. */
export function useAsk<N extends CallName>(name: N, input: CallInput<N>, options: { enabled?: boolean } = {}): UseQueryResult<CallOutput<N>, Error> {
  return useQuery({ queryKey: [name, input], queryFn: () => ask(name, input), gcTime: keptMs, retry: false, enabled: options.enabled ?? true });
}

/** Changes something by a call, then reads again whatever it may have changed. */
export function useChange<N extends CallName>(name: N, changes: readonly CallName[]): UseMutationResult<CallOutput<N>, Error, CallInput<N>> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: CallInput<N>) => ask(name, input),
    gcTime: 0,
    onSettled: () => Promise.all(changes.map((changed) => client.invalidateQueries({ queryKey: [changed] }))),
  });
}

/** Listens to what main tells unasked, with whichever listener is the latest. */
export function useBridgeEvent<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => window.chartwell.on(name, (payload) => latest.current(payload)), [name]);
}
