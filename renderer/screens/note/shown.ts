/** What is shown of something that lives outside React, as `useSyncExternalStore` reads it. */
export interface Shown<T extends object> {
  readonly read: () => T;
  readonly listen: (fn: () => void) => () => void;
  /** Changes some of it and says so. */
  readonly show: (next: Partial<T>) => void;
}

/** Begins to show something. */
export function createShown<T extends object>(first: T): Shown<T> {
  let state = first;
  const listeners = new Set<() => void>();
  return {
    read: () => state,
    listen: (fn) => {
      listeners.add(fn);
      return () => listeners.delete(fn);
    },
    show: (next) => {
      state = { ...state, ...next };
      for (const listener of listeners) listener();
    },
  };
}
