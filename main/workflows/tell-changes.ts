import type { ChangeArea } from "../../shared/domain/presence.ts";
import type { Actor, AuditEvent } from "../audit/index.ts";
import type { Announce } from "../ipc/announce.ts";
import type { Sessions } from "../session.ts";

/** Which lists an act changes, by the first word of its name in the log; what is read changes none. */
const areas: Readonly<Record<string, ChangeArea>> = {
  note: "worklist",
  draft: "worklist",
  section: "worklist",
  addendum: "worklist",
  patient: "patients",
  consent: "patients",
  team: "patients",
  transcript: "sessions",
  recording: "sessions",
  speaker: "sessions",
  codes: "sessions",
  user: "people",
  supervision: "people",
  agreement: "agreements",
  template: "templates",
  request: "rights",
  hold: "rights",
  destruction: "rights",
  breach: "breaches",
  backup: "security",
  glass: "security",
  station: "stations",
  conflict: "worklist",
};

/** Written many times a minute by whoever types; the worklist shows nothing of it. Sign-ins change no list. */
const everyday =
  /^(note\.(saved|opened|copied|private-\w+)|recording\.(progressed|heard|viewed)|user\.sign.*|user\.reauthenticated|transcript\.reduced|conflict\.opened)$/;
const gatherMs = 150;

/** Tells every other window which of its lists somebody has changed: a change at one desk is seen at the next (never what was changed). */
export function createTellChanges({ sessions, announce }: { sessions: Sessions; announce: Announce }): (event: AuditEvent, by: Actor) => void {
  const waiting = new Map<string, Set<ChangeArea>>();
  let timer: NodeJS.Timeout | null = null;

  function tell(): void {
    timer = null;
    for (const [callerId, changed] of waiting) announce(callerId, "record.changed", { areas: [...changed] });
    waiting.clear();
  }

  return ({ name }, by) => {
    const area = everyday.test(name) ? undefined : areas[name.split(".")[0] ?? ""];
    if (area === undefined) return;
    for (const { callerId, session } of sessions.list()) {
      if (session.id === by.sessionId) continue;
      waiting.set(callerId, (waiting.get(callerId) ?? new Set<ChangeArea>()).add(area));
    }
    // Several changes of one act, or of fifty desks at once, are told together.
    if (waiting.size === 0 || timer !== null) return;
    timer = setTimeout(tell, gatherMs);
    timer.unref();
  };
}
