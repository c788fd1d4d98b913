import type { EventName } from "../shared/contract/events.ts";
import type { Language } from "../shared/domain/language.ts";
import type { AppError } from "../shared/errors.ts";
import type { Result } from "../shared/result.ts";
import type { Clock } from "./clock.ts";
import type { Guard } from "./ipc/guard.ts";
import type { Log } from "./log.ts";
import type { PolicyInForce } from "./policy/index.ts";
import type { EndReason } from "./session.ts";
import type { ListenerProcess } from "./speech/ask-listener.ts";
import type { FolderInstall } from "./updates/index.ts";
import type { Keychain } from "./vault/keychain.ts";
import type { CopyTarget } from "./workflows/copy-section.ts";
import type { Delivery } from "./workflows/delivery.ts";
import type { StartNews } from "./workflows/keep-current.ts";
import type { Microphones } from "./workflows/record-session.ts";

/** The machine, handed in: the same house runs under a window, a command line and a host. */
export interface Machine {
  readonly profile: string;
  readonly clock: Clock;
  readonly keychain: Keychain;
  readonly policy: Result<PolicyInForce, AppError>;
  readonly log: Log;
  readonly delivery: Delivery;
  readonly clipboard: CopyTarget & { clear(): void };
  readonly microphones: Microphones;
  /** Starts the process that listens to recordings. */
  startListener(): ListenerProcess;
  /** The folder that holds the speech packs; null where there are none. */
  readonly speechPacks: string | null;
  /** The folder of versions this program runs from; null where the system's packages keep it. */
  readonly install: FolderInstall | null;
  readonly startNews: StartNews;
  readonly appVersion: string;
  readonly runtime: string;
  readonly developmentRuntime: boolean;
  /** Shows this computer's windows in a language from now on. */
  showLanguage(language: Language): void;
  deliver(callerId: string, name: EventName, payload: unknown): void;
}

/** The composed program: its front door and the few things its edge must do. */
export interface App {
  readonly guard: Guard;
  start(): Promise<void>;
  stop(): Promise<void>;
  endSessions(reason: EndReason): void;
  sweepSessions(): void;
  /** Does what falls due by the clock: a backup, a transcript whose time is over, a heartbeat and the anchors of the log. */
  runDue(): Promise<void>;
  /** Writes down a connection nobody agreed to. */
  noteRefusedConnection(host: string, port: number): void;
  /** Settles when the record has been closed after the last session ended. */
  whenLocked(): Promise<void>;
}
