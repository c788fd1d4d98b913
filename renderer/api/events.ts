import { useEffect, useRef } from "react";
import type { EventName, EventPayload } from "../../shared/contract/events.ts";

/** Listens to what main tells unasked, with whichever listener is the latest. */
export function useBridgeEvent<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => window.chartwell.on(name, (payload) => latest.current(payload)), [name]);
}
