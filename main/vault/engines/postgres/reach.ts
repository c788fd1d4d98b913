import { EngineError, type EngineFault } from "../engine.ts";
import { type Admission, admit } from "./admit.ts";
import { openSession, type Way } from "./session.ts";
import type { Session } from "./session-shape.ts";

/** Faults that another try, a moment later, may not meet. */
const passing: readonly EngineFault[] = ["unreachable", "busy", "held-elsewhere"];
const pauseMs = 250;
/** After a vain search nobody searches anew for a moment: what was asked meanwhile is told at once. */
const restMs = 1_000;

/** Keeps one admitted session at hand, on whichever server is the one. */
export interface Reach {
  /** The session, found again where it was lost. */
  session(): Promise<Session>;
  /** Gives the session up, as after a failure nobody understands. */
  drop(): void;
  end(): Promise<void>;
}

/**
 * Finds the server that takes writes, once at the start and again when it is lost. The first search
 * after a loss is patient, since a standby may be on its way to take over; while it stays lost, each
 * further act tries once and is told.
 */
export function createReach(way: Way, admission: Omit<Admission, "lostBackends">): Reach {
  let current: Session | null = null;
  let everReached = false;
  let failing = false;
  let restingUntilMs = 0;
  const lostBackends = new Set<number>();

  async function tryAll(): Promise<Session | EngineFault> {
    let gravest: EngineFault = "unreachable";
    for (const server of way.place.servers) {
      let session: Session | null = null;
      try {
        session = await openSession(server, way);
        await admit(session, { ...admission, lostBackends });
        return session;
      } catch (error) {
        await session?.end();
        if (!(error instanceof EngineError)) throw error;
        if (error.fault !== "unreachable") gravest = error.fault;
      }
    }
    return gravest;
  }

  async function search(): Promise<Session> {
    if (failing && performance.now() < restingUntilMs) throw new EngineError("unreachable");
    const patient = everReached && !failing;
    const untilMs = performance.now() + (patient ? way.patience.reconnectMs : 0);
    for (;;) {
      const found = await tryAll();
      if (typeof found !== "string") {
        everReached = true;
        failing = false;
        return found;
      }
      if (!passing.includes(found) || performance.now() >= untilMs) {
        failing = true;
        restingUntilMs = performance.now() + restMs;
        throw new EngineError(found);
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  let searching: Promise<Session> | null = null;

  return {
    async session() {
      if (current !== null && !current.isLost()) return current;
      if (current !== null) lostBackends.add(current.backend);
      current = null;
      searching ??= search().finally(() => {
        searching = null;
      });
      current = await searching;
      return current;
    },
    drop() {
      const leaving = current;
      current = null;
      if (leaving === null) return;
      lostBackends.add(leaving.backend);
      void leaving.end();
    },
    async end() {
      const leaving = current;
      current = null;
      await leaving?.end();
    },
  };
}
