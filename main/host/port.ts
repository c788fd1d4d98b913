import type { StationId } from "../../shared/domain/ids.ts";
import type { Station } from "../../shared/domain/station.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { Key } from "../vault/keys/seal.ts";
import type { OfferedCode } from "./enrolment.ts";

/** What the house asks of the host it runs in; a program with a window of its own has none. */
export interface HostPort {
  readonly fingerprint: string;
  /** Where IT has backups go; null where they have not said. */
  readonly backupFolder: string | null;
  port(): number;
  list(): Station[];
  isHere(id: StationId): boolean;
  offer(): OfferedCode;
  withdrawOffer(): void;
  /** Until when the offered code lets somebody in; null when none is offered. */
  offeredUntil(): Instant | null;
  /** False when there is no such station, or it was revoked before. */
  revoke(id: StationId): boolean;
  /** Seals what a station shows after the host was started anew. */
  readonly ticketKey: Key;
  /** A secret of one station, the same each time it is asked for: seals its copies of charts for an emergency. */
  deriveEmergencySecret(id: StationId): Uint8Array<ArrayBuffer>;
  hand(callerId: string, ticket: Uint8Array | null): void;
}
