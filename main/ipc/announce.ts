import { type EventName, type EventPayload, events } from "../../shared/contract/events.ts";

/** Tells one caller's window something unasked. */
export type Announce = <N extends EventName>(callerId: string, name: N, payload: EventPayload<N>) => void;

/** Makes the announcer: a payload that does not fit its schema is a bug and is not sent. */
export function createAnnounce(deliver: (callerId: string, name: EventName, payload: unknown) => void): Announce {
  return (callerId, name, payload) => deliver(callerId, name, events[name].parse(payload));
}
