import type { CurrentSession } from "../shared/contract/app.ts";
import type { AppError } from "../shared/errors.ts";
import type { Result } from "../shared/result.ts";
import { ok } from "../shared/result.ts";
import type { Clock } from "./clock.ts";
import type { Announce } from "./ipc/announce.ts";
import type { Policy } from "./policy/index.ts";
import { createHearing } from "./recording/hear-here.ts";
import type { Microphones } from "./recording/microphones.ts";
import type { ListenerProcess } from "./speech/ask-listener.ts";
import { openListener } from "./speech/open-listener.ts";
import type { Away } from "./station/away.ts";
import { createSoundDelivery } from "./station/deliver-sound.ts";
import type { Link } from "./station/link.ts";
import { type HereCalls, recordHere } from "./station/record-here.ts";
import type { Outbox } from "./station/shelter/outbox.ts";
import { openSpools } from "./station/shelter/spools.ts";
import type { Key } from "./vault/keys/seal.ts";

/** The part of a workstation's machine that hears. */
export interface StationEars {
  readonly microphones: Microphones;
  startListener(): ListenerProcess;
  readonly speechPacks: string | null;
}

interface StationSoundParts {
  readonly machine: StationEars & { readonly clock: Clock };
  readonly policy: Pick<Policy, "sound">;
  readonly announce: Announce;
  readonly link: Pick<Link, "ask">;
  readonly away: Pick<Away, "tell" | "findConsent">;
  readonly outbox: Pick<Outbox, "list">;
  readonly folder: string;
  readonly shelterKey: Key;
  session(): CurrentSession | null;
  ask(name: string, input: unknown): Promise<Result<unknown, AppError>>;
  onWaiting(): void;
}

/** What a workstation does of sound. */
export interface StationSound {
  readonly calls: HereCalls;
  /** Brings what waits to the host. */
  deliver(): Promise<void>;
  waitingMs(): number;
  /** Whether a session is being recorded here. */
  isRecording(): boolean;
  /** The session at the window is over: nothing is heard any more but what is being recorded. */
  quiet(): Promise<void>;
  /** Ends a running recording in good order, before the program leaves. */
  finish(): Promise<void>;
}

/** Builds a workstation's microphones, its listener for dictation, and the way of recordings to the host. */
export function composeStationSound(parts: StationSoundParts): StationSound {
  const { machine, policy, announce, link, folder } = parts;
  const { clock, microphones, startListener, speechPacks } = machine;
  const spools = openSpools(folder, parts.shelterKey);
  const pack = { packsFolder: policy.sound.packsFolder ?? speechPacks, wanted: policy.sound.pack };
  const hearing = createHearing<{ readonly callerId: string }>({
    ...{ clock, microphones, announce, openListener: () => openListener({ ...pack, start: startListener }) },
    async admitDictation(noteId) {
      const admitted = await parts.ask("link.admitDictation", { noteId });
      // Away, the note that is open here was opened on record; what is said becomes words in it.
      return admitted.ok || admitted.error.code === "station.host-away" ? ok(null) : admitted;
    },
    async onEnded(recordingId) {
      const spool = spools.find(recordingId);
      if (spool !== null) spools.write({ ...spool, endedAt: clock.now() });
      parts.onWaiting();
      void delivery.deliver();
    },
  });
  const delivery = createSoundDelivery({
    ...{ link, spools, folder },
    isRunning: (id) => hearing.run.runningId() === id,
    isUntold: ({ begunBy }) => begunBy !== null && parts.outbox.list().some(({ deliveryId }) => deliveryId === begunBy),
    onChanged: parts.onWaiting,
  });
  const calls = recordHere({ ...{ clock, folder, spools, hearing, delivery }, away: parts.away, session: parts.session, ask: parts.ask });
  return {
    calls,
    deliver: delivery.deliver,
    waitingMs: delivery.waitingMs,
    isRecording: () => hearing.run.runningId() !== null,
    quiet: hearing.makeWay,
    finish: hearing.run.stop,
  };
}
