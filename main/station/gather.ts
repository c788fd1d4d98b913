/**
 * Does something once for all the times it was asked within a while, at some moment between one and two such
 * whiles after the first. Fifty workstations are told of a change at the same moment; were each to come back
 * for it when its while is over, the host would have them all at the same moment again.
 */
export function createGather(act: () => void, afterMs: number): () => void {
  let timer: NodeJS.Timeout | null = null;
  return () => {
    timer ??= setTimeout(
      () => {
        timer = null;
        act();
      },
      afterMs * (1 + Math.random()),
    );
    timer.unref();
  };
}
