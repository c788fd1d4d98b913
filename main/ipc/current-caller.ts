import { AsyncLocalStorage } from "node:async_hooks";

const store = new AsyncLocalStorage<string>();

/** Marks everything a call does, awaits and starts as done for one caller: what only that caller's computer can do goes back to it. */
export function forCaller<T>(callerId: string, work: () => T): T {
  return store.run(callerId, work);
}

/** For whom the code that runs now was started; null for what the program does of itself. */
export function currentCaller(): string | null {
  return store.getStore() ?? null;
}
