/** Takes work and does it when everything asked for before is done; gives what became of it. */
export type Queue = <T>(work: () => Promise<T>) => Promise<T>;

/** Makes a queue: one after the other, in the order it was asked for. A failure is its own caller's; the next has its turn all the same. */
export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}
