import { keepPreviousData, type UseMutationResult, type UseQueryResult, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { CallInput, CallName, CallOutput } from "../../shared/contract/index.ts";
import { ask } from "./client.ts";

/** What was told is kept a moment, in memory, and forgotten when nobody looks at it any more. */
const keptMs = 60_000;

interface AskOptions {
  readonly enabled?: boolean;
  /** What was told to the question before stays on screen until this one is answered. */
  readonly keepsPrevious?: boolean;
  /** It is asked again this often, in ms. */
  readonly againMs?: number;
}

/** Reads by a call; the key holds ids and what was typed, in memory only. */
export function useAsk<N extends CallName>(name: N, input: CallInput<N>, options: AskOptions = {}): UseQueryResult<CallOutput<N>, Error> {
  const { enabled = true, againMs = false } = options;
  return useQuery({
    queryKey: [name, input],
    queryFn: () => ask(name, input),
    gcTime: keptMs,
    retry: false,
    enabled,
    refetchInterval: againMs,
    ...(options.keepsPrevious === true ? { placeholderData: keepPreviousData } : {}),
  });
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
