import type { TLSSocket } from "node:tls";
import type { Instant } from "../../shared/domain/time.ts";
import type { Clock } from "../clock.ts";
import { nameEnrolmentDoor } from "../wire/door.ts";
import { checkEnrolment, deriveEnrolmentDoor, drawEnrolmentCode, enrolmentLabel, proveEnrolment, readEnrolmentCode } from "../wire/enrolment-code.ts";

/** A code that lets one workstation in, shown on the host or to an officer and typed at the workstation. */
export interface OfferedCode {
  readonly code: string;
  readonly until: Instant;
}

/** Hands out one-time codes and takes them back; they live in memory, and end with the program. */
export interface EnrolmentDesk {
  /** Offers a code; an earlier one that nobody used is void. */
  offer(): OfferedCode;
  withdraw(): void;
  /** Until when the code that is open now lets somebody in. */
  offeredUntil(): Instant | null;
  /** The name of the door that is open for an enrolment now, or null: then nobody who does not know the way is answered. */
  doorName(): string | null;
  /** Whether a station proved the code over this very connection; three wrong proofs end the code. Gives the host's own proof. */
  prove(socket: TLSSocket, proof: Uint8Array): Uint8Array | null;
  /** The code has done its work. */
  spend(): void;
}

/** Long enough to walk to the other room. */
const codeLastsMs = 10 * 60_000;
const mostTries = 3;

/** Makes the desk; no code is open. */
export function createEnrolmentDesk(clock: Clock): EnrolmentDesk {
  let open: { readonly code: string; readonly until: Instant; readonly endsMs: number; tries: number } | null = null;

  function current(): typeof open {
    if (open !== null && (clock.monotonicMs() >= open.endsMs || open.tries >= mostTries)) open = null;
    return open;
  }

  return {
    offer() {
      const code = drawEnrolmentCode();
      const until = new Date(Date.parse(clock.now()) + codeLastsMs).toISOString();
      open = { code: readEnrolmentCode(code) ?? "", until, endsMs: clock.monotonicMs() + codeLastsMs, tries: 0 };
      return { code, until };
    },
    offeredUntil: () => current()?.until ?? null,
    withdraw() {
      open = null;
    },
    doorName() {
      const offered = current();
      return offered === null ? null : nameEnrolmentDoor(deriveEnrolmentDoor(offered.code));
    },
    prove(socket, proof) {
      const offered = current();
      if (offered === null) return null;
      const exported = socket.exportKeyingMaterial(32, enrolmentLabel, Buffer.alloc(0));
      if (checkEnrolment(offered.code, "station", exported, proof)) return proveEnrolment(offered.code, "host", exported);
      offered.tries += 1;
      return null;
    },
    spend() {
      open = null;
    },
  };
}
