import type { CallName } from "../../shared/contract/index.ts";
import type { Handlers } from "./guard.ts";

/**
 * Answers these calls by a part of the program that a start does not wait for: nobody asks for an
 * export before signing in. The part is built once; what it could not be built for is thrown to every asker.
 */
export function composeLater<N extends CallName>(calls: Readonly<Record<N, unknown>>, build: () => Promise<Pick<Handlers, N>>): Pick<Handlers, N> {
  let begun: Promise<Pick<Handlers, N>> | null = null;
  const names = Object.keys(calls) as N[];
  const answer = (name: N) =>
    async function answerLater(...asked: unknown[]) {
      begun ??= build();
      // One entry of the map fits its own call; the compiler cannot follow a union of names.
      const handle = (await begun)[name] as unknown as (...asked: unknown[]) => Promise<unknown>;
      return handle(...asked);
    };
  return Object.fromEntries(names.map((name) => [name, answer(name)])) as unknown as Pick<Handlers, N>;
}
