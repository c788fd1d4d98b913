/** Does something once for all the times it was asked within a while, at the end of it. */
export function createGather(act: () => void, afterMs: number): () => void {
  let timer: NodeJS.Timeout | null = null;
  return () => {
    timer ??= setTimeout(() => {
      timer = null;
      act();
    }, afterMs);
    timer.unref();
  };
}
