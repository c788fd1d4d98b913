import type { EncounterId } from "../../shared/domain/ids.ts";
import { type Present, presenceLastsMs } from "../../shared/domain/presence.ts";
import { ok } from "../../shared/result.ts";
import type { Clock } from "../clock.ts";
import type { Announce } from "../ipc/announce.ts";
import type { SignedIn } from "../session.ts";
import type { Workflow } from "./workflow.ts";

/** Who has which note open, and who of them writes. It guards nobody's words: the note's own revision does that. */
export interface Presence {
  readonly calls: {
    "presence.enter": Workflow<"presence.enter">;
    "presence.take": Workflow<"presence.take">;
    "presence.leave": Workflow<"presence.leave">;
  };
  /** A window's session is over: it has nothing open any more. */
  drop(callerId: string): void;
  /** Windows that have said nothing for long are taken for gone. */
  sweep(): void;
}

interface Here {
  readonly userId: Present["userId"];
  readonly displayName: string;
  readonly since: string;
  saidMs: number;
}

interface Room {
  readonly here: Map<string, Here>;
  /** The caller who holds the pen. */
  writer: string | null;
}

/** Makes the room book; it lives in memory and ends with the program. */
export function createPresence({ clock, announce }: { clock: Clock; announce: Announce }): Presence {
  const rooms = new Map<EncounterId, Room>();

  function list(room: Room, asker: string): Present[] {
    return [...room.here].map(([callerId, { userId, displayName, since }]) => {
      return { userId, displayName, since, writes: room.writer === callerId, isSelf: callerId === asker };
    });
  }

  function tell(encounterId: EncounterId, room: Room, except: string | null): void {
    for (const callerId of room.here.keys()) {
      if (callerId !== except) announce(callerId, "presence.changed", { encounterId, present: list(room, callerId) });
    }
  }

  function enter(encounterId: EncounterId, { callerId, session }: SignedIn): Room {
    const room: Room = rooms.get(encounterId) ?? { here: new Map<string, Here>(), writer: null };
    rooms.set(encounterId, room);
    const known = room.here.get(callerId);
    const { id: userId, displayName } = session.user;
    if (known?.userId === userId) known.saidMs = clock.monotonicMs();
    else room.here.set(callerId, { userId, displayName, since: clock.now(), saidMs: clock.monotonicMs() });
    return room;
  }

  function leave(encounterId: EncounterId, callerId: string): void {
    const room = rooms.get(encounterId);
    if (room?.here.delete(callerId) !== true) return;
    if (room.writer === callerId) room.writer = null;
    if (room.here.size === 0) rooms.delete(encounterId);
    else tell(encounterId, room, null);
  }

  return {
    calls: {
      async "presence.enter"({ encounterId, mayWrite }, asking) {
        const isNew = rooms.get(encounterId)?.here.has(asking.callerId) !== true;
        const room = enter(encounterId, asking);
        // Whoever wrote has left: the first of the others to be heard of goes on.
        const takes = mayWrite && room.writer === null;
        if (takes) room.writer = asking.callerId;
        if (isNew || takes) tell(encounterId, room, asking.callerId);
        return ok({ present: list(room, asking.callerId) });
      },
      async "presence.take"({ encounterId }, asking) {
        const room = enter(encounterId, asking);
        room.writer = asking.callerId;
        tell(encounterId, room, asking.callerId);
        return ok({ present: list(room, asking.callerId) });
      },
      async "presence.leave"({ encounterId }, { callerId }) {
        leave(encounterId, callerId);
        return ok({});
      },
    },
    drop(callerId) {
      for (const encounterId of [...rooms.keys()]) leave(encounterId, callerId);
    },
    sweep() {
      const oldest = clock.monotonicMs() - presenceLastsMs;
      for (const [encounterId, room] of [...rooms]) {
        for (const [callerId, { saidMs }] of [...room.here]) if (saidMs < oldest) leave(encounterId, callerId);
      }
    },
  };
}
