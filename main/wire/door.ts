import { constants } from "node:crypto";
import type { SecureContextOptions, TLSSocket } from "node:tls";

/**
 * What both ends of a connection insist on: TLS 1.3 and nothing older (NIST SP 800-52r2), no session
 * tickets, so that every connection proves its key anew and a revoked one proves nothing.
 */
export const tlsRules = {
  minVersion: "TLSv1.3",
  maxVersion: "TLSv1.3",
  secureOptions: constants.SSL_OP_NO_TICKET,
} as const satisfies SecureContextOptions;

/** The port a host listens on unless its configuration says another. */
export const usualPort = 8787;

/** How long a handshake, and the first word after it, may take. */
export const handshakeMs = 10_000;
/** An idle connection shows a sign of life this often; after two that went missing it is taken for gone. */
export const heartbeatMs = 5_000;

/**
 * The server name a station asks for in its handshake (RFC 6066). Only enrolled stations know it: to
 * anyone else, and to whoever names none, the port answers with an alert and shows no certificate.
 */
export function nameDoor(secret: string): string {
  return `${secret}.clinic.invalid`;
}

/** The name of the door of one enrolment, there as long as its code. */
export function nameEnrolmentDoor(secret: string): string {
  return `${secret}.enrol.invalid`;
}

/** The server name a connection asked for, or null. */
export function readServerName(socket: TLSSocket): string | null {
  // Its type leaves it out; the runtime has it on every socket of a server.
  const { servername } = socket as TLSSocket & { servername?: string | false };
  return typeof servername === "string" ? servername : null;
}
