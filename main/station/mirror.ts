import { z } from "zod";
import { type CurrentSession, CurrentSessionSchema } from "../../shared/contract/app.ts";
import type { Clock } from "../clock.ts";

/**
 * What a workstation remembers of the session at its window, so that it can tell when the host no
 * longer knows of it, and end it by itself while the host is away (164.312(a)(2)(iii)).
 */
export interface SessionMirror {
  current(): CurrentSession | null;
  /** A reply or an event that says who is signed in now. */
  note(name: string, reply: unknown): void;
  touch(): void;
  /** Nobody was at the keyboard for as long as the host allows. */
  isIdle(): boolean;
  /** For how long nobody has been at the keyboard. */
  idleMs(): number;
  end(): void;
}

const CurrentReplySchema = z.object({ session: CurrentSessionSchema.nullable() });

/** Makes the mirror; nobody is signed in. */
export function createSessionMirror(clock: Clock): SessionMirror {
  let session: CurrentSession | null = null;
  let touchedMs = clock.monotonicMs();

  function begin(begun: CurrentSession | null): void {
    if (session === null) touchedMs = clock.monotonicMs();
    session = begun;
  }

  return {
    current: () => session,
    note(name, reply) {
      if (name === "session.signIn") begin(CurrentSessionSchema.parse(reply));
      else if (name === "session.current") begin(CurrentReplySchema.parse(reply).session);
      else if (name === "session.signOut") session = null;
    },
    touch() {
      touchedMs = clock.monotonicMs();
    },
    isIdle: () => session !== null && clock.monotonicMs() - touchedMs >= session.idleLockMs,
    idleMs: () => Math.max(0, clock.monotonicMs() - touchedMs),
    end() {
      session = null;
    },
  };
}
