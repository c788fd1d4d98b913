import { useCallback, useEffect, useRef, useState } from "react";
import type { CallOutput } from "../../shared/contract/index.ts";
import { ask } from "./client.ts";
import { useBridgeEvent } from "./events.ts";

/** How the program stands and who is signed in. */
export interface Answers {
  readonly status: CallOutput<"app.status">;
  readonly session: CallOutput<"session.current">["session"];
}

export interface FirstAnswers {
  /** Null until main has answered. */
  readonly answers: Answers | null;
  /** Why the newest question was not answered. */
  readonly error: Error | null;
  /** Asks again; what was answered before stands until then. */
  readonly askAgain: () => void;
}

/**
 * The two questions a start asks. They go without the memory every later question goes through: the
 * first screen waits for whatever it is made of, and that library alone is longer than the screen.
 */
export function useFirstAnswers(): FirstAnswers {
  const [told, setTold] = useState<Omit<FirstAnswers, "askAgain">>({ answers: null, error: null });
  const askAgain = useCallback(() => {
    Promise.all([ask("app.status", {}), ask("session.current", {})]).then(
      ([status, { session }]) => setTold({ answers: { status, session }, error: null }),
      (error: Error) => setTold(({ answers }) => ({ answers, error })),
    );
  }, []);
  useEffect(askAgain, [askAgain]);
  const lastLink = useRef<string | null>(null);
  // A host that came within reach, went, or refuses this workstation: another screen may be the right one.
  useBridgeEvent("station.changed", (place) => {
    const link = place.kind === "host" ? place.link : null;
    if (link !== lastLink.current) askAgain();
    lastLink.current = link;
  });
  return { ...told, askAgain };
}
