import type { EventName } from "../shared/contract/events.ts";
import type { Language } from "../shared/domain/language.ts";
import type { Theme } from "../shared/domain/theme.ts";
import type { AppError } from "../shared/errors.ts";
import type { Result } from "../shared/result.ts";
import type { Clock } from "./clock.ts";
import type { HostPort } from "./host/port.ts";
import type { Guard } from "./ipc/guard.ts";
import type { Log } from "./log.ts";
import type { PolicyInForce } from "./policy/index.ts";
import type { Microphones } from "./recording/microphones.ts";
import type { EndReason } from "./session.ts";
import type { ListenerProcess } from "./speech/ask-listener.ts";
import type { FolderInstall } from "./updates/index.ts";
import type { RecordState } from "./vault/judge-record.ts";
import type { Keychain } from "./vault/keychain.ts";
import type { Vault } from "./vault/vault.ts";
import type { CopyTarget } from "./workflows/copy-section.ts";
import type { Delivery } from "./workflows/delivery.ts";
import type { JoinParts } from "./workflows/join-host.ts";
import type { StartNews } from "./workflows/keep-current.ts";
import type { Tickets } from "./workflows/keep-tickets.ts";

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
  /** The host this program is, for workstations; null in a window's own program. */
  readonly host: HostPort | null;
  /** Finds a host this computer could become a workstation of. */
  readonly findHost: JoinParts["findHost"];
  /** Starts the program anew. */
  restart(): void;
  readonly appVersion: string;
  readonly runtime: string;
  readonly developmentRuntime: boolean;
  /** Shows this computer's windows in a language from now on. */
  showLanguage(language: Language): void;
  /** Shows them in a theme from now on. */
  showTheme(theme: Theme): void;
  deliver(callerId: string, name: EventName, payload: unknown): void;
}

/** The composed program: its front door and the few things its edge must do. */
export interface App {
  readonly guard: Guard;
  /** The same door for what a workstation's own program asks. */
  readonly linkGuard: Guard;
  /** What lets workstations' sessions outlive this process; null where there are none. */
  readonly tickets: Tickets | null;
  readonly vault: Vault;
  clinicName(): string;
  recordState(): RecordState["kind"];
  start(): Promise<void>;
  stop(): Promise<void>;
  endSessions(reason: EndReason): void;
  /** A workstation came or went: whoever has the list of them open sees it. */
  noteStations(): void;
  /** Ends the session of one caller, as when its workstation is put out. */
  endSessionOf(callerId: string): void;
  sweepSessions(): void;
  /** Does what falls due by the clock: a backup, a transcript whose time is over, a heartbeat and the anchors of the log. */
  runDue(): Promise<void>;
  /** Writes down a connection nobody agreed to. */
  noteRefusedConnection(host: string, port: number): void;
  /** Settles when the record has been closed after the last session ended. */
  whenLocked(): Promise<void>;
}
