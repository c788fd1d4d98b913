import type { User } from "../shared/domain/people.ts";
import type { Instant } from "../shared/domain/time.ts";
import { type Actor, systemActor } from "./audit/index.ts";
import type { Clock } from "./clock.ts";

/** A signed-in person at one caller (a window, later a workstation). */
export interface Session {
  readonly id: string;
  readonly user: User;
  readonly signedInAt: Instant;
}

/** Who asks, before or after signing in. */
export interface Asking {
  readonly callerId: string;
  readonly session: Session | null;
}

/** Who asks, signed in. */
export interface SignedIn extends Asking {
  readonly session: Session;
}

export type EndReason = "idle" | "signed-out" | "system-lock" | "limit";

export interface SessionLimits {
  readonly idleMs: number;
  readonly absoluteMs: number;
}

/** What a person must do before anything else: choose a password of their own, enrol a second factor. */
export type Duty = "password" | "second-factor";

interface Live {
  readonly session: Session;
  duties: readonly Duty[];
  readonly startedMs: number;
  lastTouchMs: number;
}

/** HIPAA automatic logoff (164.312(a)(2)(iii)): ten idle minutes, twelve hours at the most. */
export const defaultSessionLimits: SessionLimits = { idleMs: 10 * 60_000, absoluteMs: 12 * 3_600_000 };

/**
 * Who is signed in, where, and until when: the only mutable state of the program. Time is the
 * monotonic clock's, so that turning back the wall clock keeps nobody signed in.
 */
export interface Sessions {
  /** Begins a session, or goes on with one that began at `signedInAt`; its limit counts from then. */
  begin(callerId: string, user: User, sessionId: string, duties?: readonly Duty[], signedInAt?: Instant): Session;
  /** What this session still owes; until then it may do nothing else. */
  listDuties(sessionId: string): readonly Duty[];
  /** A duty is done. */
  settle(callerId: string, duty: Duty): void;
  /** Everybody who is signed in now, and where. */
  list(): { readonly callerId: string; readonly session: Session }[];
  /** Whether anybody is signed in. */
  isEmpty(): boolean;
  /** The live session of a caller, or null; ends it first when its time is over. */
  find(callerId: string): Session | null;
  touch(callerId: string): void;
  end(callerId: string, reason: EndReason): void;
  endAll(reason: EndReason): void;
  /** Ends every session of a person, as when their access ends. */
  endOfUser(userId: string): void;
  /** Ends what has run out; called on a timer. */
  sweep(): void;
  onEnd(listener: (callerId: string, session: Session, reason: EndReason) => void): void;
  readonly limits: SessionLimits;
}

/** Makes the session table. */
export function createSessions(clock: Clock, limits: SessionLimits): Sessions {
  const live = new Map<string, Live>();
  const listeners: ((callerId: string, session: Session, reason: EndReason) => void)[] = [];

  function end(callerId: string, reason: EndReason): void {
    const found = live.get(callerId);
    if (found === undefined) return;
    live.delete(callerId);
    for (const listener of listeners) listener(callerId, found.session, reason);
  }

  function findReason(entry: Live): EndReason | null {
    const now = clock.monotonicMs();
    if (now - entry.lastTouchMs >= limits.idleMs) return "idle";
    return now - entry.startedMs >= limits.absoluteMs ? "limit" : null;
  }

  function sweep(): void {
    for (const [callerId, entry] of live) {
      const reason = findReason(entry);
      if (reason !== null) end(callerId, reason);
    }
  }

  return {
    limits,
    begin(callerId, user, sessionId, duties = [], signedInAt = clock.now()) {
      end(callerId, "signed-out");
      const session = { id: sessionId, user, signedInAt };
      const now = clock.monotonicMs();
      const startedMs = now - Math.max(0, Date.parse(clock.now()) - Date.parse(signedInAt));
      live.set(callerId, { session, duties, startedMs, lastTouchMs: now });
      return session;
    },
    listDuties: (sessionId) => [...live.values()].find((entry) => entry.session.id === sessionId)?.duties ?? [],
    settle(callerId, duty) {
      const entry = live.get(callerId);
      if (entry !== undefined) entry.duties = entry.duties.filter((owed) => owed !== duty);
    },
    list: () => [...live].map(([callerId, { session }]) => ({ callerId, session })),
    isEmpty: () => live.size === 0,
    find(callerId) {
      sweep();
      return live.get(callerId)?.session ?? null;
    },
    touch(callerId) {
      const entry = live.get(callerId);
      if (entry !== undefined) entry.lastTouchMs = clock.monotonicMs();
    },
    end,
    endAll(reason) {
      for (const callerId of [...live.keys()]) end(callerId, reason);
    },
    endOfUser(userId) {
      for (const [callerId, entry] of live) if (entry.session.user.id === userId) end(callerId, "signed-out");
    },
    sweep,
    onEnd: (listener) => listeners.push(listener),
  };
}

/** The audit log's name for who is asking. */
export function nameActor(session: Session | null): Actor {
  return session === null ? systemActor : { userId: session.user.id, role: session.user.role, sessionId: session.id };
}
