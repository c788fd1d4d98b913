import { AsyncLocalStorage } from "node:async_hooks";

const store = new AsyncLocalStorage<true>();

/**
 * Marks everything a piece of work does, awaits and starts as holding PHI in flight. Loggers, the
 * console, error reports and the crash path ask `holdsPhi` before they say anything of their own.
 */
export function inPhiContext<T>(work: () => T): T {
  return store.run(true, work);
}

/** Whether the code that runs now was started with PHI in its hands. */
export function holdsPhi(): boolean {
  return store.getStore() === true;
}

const consoleMethods = ["log", "info", "warn", "error", "debug", "trace", "dir", "table"] as const;

/** Silences the console wherever PHI is in flight: a library's own words about a request may quote it. */
export function muteConsole(target: Pick<Console, (typeof consoleMethods)[number]> = console): void {
  for (const name of consoleMethods) {
    const speak = target[name].bind(target) as (...words: unknown[]) => void;
    target[name] = (...words: unknown[]) => {
      if (!holdsPhi()) speak(...words);
    };
  }
}

/** Debug output of the runtime that prints requests as they go; nothing may be sent while it is on. */
export function isDebuggingOn(env: Readonly<Record<string, string | undefined>> = process.env): boolean {
  return (env["NODE_DEBUG"] ?? "") !== "" || (env["NODE_DEBUG_NATIVE"] ?? "") !== "";
}
