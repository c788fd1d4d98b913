import type { TLSSocket } from "node:tls";
import type { WebSocket } from "ws";
import type { z } from "zod";
import { type StationId, StationIdSchema } from "../../shared/domain/ids.ts";
import { StationNameSchema } from "../../shared/domain/station.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import type { Clock } from "../clock.ts";
import { mintId } from "../vault/ids.ts";
import { certify } from "../wire/certificates.ts";
import { readMessage, writeMessage } from "../wire/codec.ts";
import { readServerName } from "../wire/door.ts";
import { hashPublicKey } from "../wire/fingerprint.ts";
import { type FromEnrolSchema, ToEnrolSchema } from "../wire/messages.ts";
import type { EnrolmentDesk } from "./enrolment.ts";
import type { HostIdentity } from "./identity.ts";
import type { Enrolled, StationRegistry } from "./registry.ts";

export interface NewcomerParts {
  readonly clock: Clock;
  readonly identity: HostIdentity;
  readonly registry: StationRegistry;
  readonly enrolment: EnrolmentDesk;
  /** Writes it into the audit log first; a station nobody can account for is not let in. */
  record(station: { id: StationId }): Promise<boolean>;
  refuse(code: AppError["code"]): void;
}

/** The person compares two fingerprints meanwhile. */
const patienceMs = 10 * 60_000;

/**
 * Enrols a newcomer (45 CFR 164.312(d)): it proves the code over this connection, the host proves it
 * back, and once the person has compared the fingerprints its key is certified and put on the list.
 * Nothing is said before the code is proved.
 */
export function admitNewcomer(parts: NewcomerParts, tls: TLSSocket, socket: WebSocket): void {
  let proved = false;
  const patience = setTimeout(() => socket.terminate(), patienceMs);
  socket.once("close", () => clearTimeout(patience));
  socket.on("error", () => socket.terminate());
  const say = (message: z.input<typeof FromEnrolSchema>) => socket.send(writeMessage(message));

  function refuse(code: AppError["code"]): void {
    parts.refuse(code);
    say({ t: "refused", error: failure(code) });
    socket.close();
  }

  async function hear(message: z.output<typeof ToEnrolSchema>): Promise<void> {
    if (message.t === "prove") {
      const proof = parts.enrolment.prove(tls, message.proof);
      proved = proof !== null;
      return proof === null ? refuse("station.code-wrong") : say({ t: "proved", proof });
    }
    const name = StationNameSchema.safeParse(message.name);
    // The code may have ended, or let another in, while the fingerprints were compared.
    if (!proved || !name.success || parts.enrolment.doorName() !== readServerName(tls)) return refuse("station.code-wrong");
    parts.enrolment.spend();
    const enrolled = await enrol(parts, name.data, message.spki);
    if (enrolled === null) return refuse("audit.not-written");
    const { authority, doorSecret } = parts.identity;
    say({ t: "enrolled", stationId: enrolled.station.id, certificate: enrolled.certificate, authority: authority.certificate, doorSecret });
    socket.close();
  }

  socket.on("message", (data, isBinary) => {
    const parsed = isBinary ? ToEnrolSchema.safeParse(readMessage(data as Buffer)) : null;
    if (parsed?.success === true) hear(parsed.data).catch(() => socket.terminate());
    else socket.terminate();
  });
}

async function enrol(parts: NewcomerParts, name: string, spki: Uint8Array): Promise<{ station: Enrolled; certificate: string } | null> {
  const { clock, identity, registry } = parts;
  const certificate = await certify(identity.authority, spki, "station", new Date(clock.now()));
  const id = mintId("stn", StationIdSchema);
  if (!(await parts.record({ id }))) return null;
  return { station: registry.add({ id, name, keyHash: hashPublicKey(spki) }, clock.now()), certificate };
}
