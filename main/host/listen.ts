import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createSecureContext, createServer as createTlsServer, type TLSSocket } from "node:tls";
import { type WebSocket, WebSocketServer } from "ws";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { largestMessageBytes } from "../wire/codec.ts";
import { handshakeMs, heartbeatMs, nameDoor, readServerName, tlsRules } from "../wire/door.ts";
import { hashPublicKey } from "../wire/fingerprint.ts";
import type { EnrolmentDesk } from "./enrolment.ts";
import type { HostIdentity } from "./identity.ts";
import type { Enrolled, StationRegistry } from "./registry.ts";

export interface ListenParts {
  readonly identity: HostIdentity;
  readonly registry: StationRegistry;
  readonly enrolment: EnrolmentDesk;
  /** A station that is enrolled and has proved its key. */
  admit(station: Enrolled, socket: WebSocket): void;
  /** One that was put out: it is told so, and nothing it says is heard. */
  turnAway(station: Enrolled, socket: WebSocket): void;
  /** Somebody at the door of an enrolment. */
  enrol(tls: TLSSocket, socket: WebSocket): void;
  /** Told of whoever was turned away after knocking rightly. */
  refuse(code: AppError["code"], station: Enrolled | null): void;
}

export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

/** Beyond this a host turns newcomers away: every connection costs memory before it has said who it is. */
const mostConnections = 1_000;
/** An enrolled station's whole upgrade fits into this many times over. */
const largestHeadBytes = 4_096;

/**
 * Listens for stations over TLS 1.3 with certificates on both sides. A connection that does not ask
 * for a door by its secret name gets an alert and no certificate; one whose key is not on the list gets
 * nothing after its handshake.
 */
export function listen(parts: ListenParts, place: { address: string; port: number }): Promise<Result<Listener, AppError>> {
  const { identity, enrolment } = parts;
  const door = nameDoor(identity.doorSecret);
  const sockets = new Set<Socket>();
  const upgrades = createServer({ maxHeaderSize: largestHeadBytes, headersTimeout: handshakeMs, requestTimeout: handshakeMs });
  const web = new WebSocketServer({ noServer: true, maxPayload: largestMessageBytes, perMessageDeflate: false, clientTracking: true });
  const { host, authority } = identity;
  const context = createSecureContext({ ...tlsRules, key: host.privateKey, cert: host.certificate, ca: authority.certificate });
  const tls = createTlsServer({
    ...tlsRules,
    // Without a certificate of its own it can greet nobody: whoever knows the name of a door brings it one.
    SNICallback: (name, answer) => answer(null, name === door || name === enrolment.doorName() ? context : undefined),
    requestCert: true,
    // Judged below, where a revoked key and an enrolment are told apart from a stranger.
    rejectUnauthorized: false,
    handshakeTimeout: handshakeMs,
  });
  tls.maxConnections = mostConnections;

  function judge(socket: TLSSocket): { station: Enrolled } | "enrolling" | null {
    const name = readServerName(socket);
    if (name !== null && name === enrolment.doorName()) return "enrolling";
    if (name !== door || !socket.authorized) return null;
    const spki = socket.getPeerX509Certificate()?.publicKey.export({ type: "spki", format: "der" });
    const station = spki === undefined ? null : parts.registry.find(hashPublicKey(spki));
    return station === null ? null : { station };
  }

  tls.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.setNoDelay(true);
  });
  tls.on("secureConnection", (socket) => {
    socket.on("error", () => socket.destroy());
    if (judge(socket) !== null) return void upgrades.emit("connection", socket);
    socket.destroy();
    parts.refuse("ipc.untrusted-sender", null);
  });
  // Whoever speaks anything but TLS 1.3 to the right door; nothing is answered but TLS's own alert.
  tls.on("tlsClientError", (_error, socket) => {
    socket.destroy();
    parts.refuse("ipc.untrusted-sender", null);
  });
  upgrades.on("request", (_request, response) => response.destroy());
  upgrades.on("clientError", (_error, socket) => socket.destroy());
  upgrades.on("upgrade", (request, socket, head) => {
    const judged = judge(socket as TLSSocket);
    if (judged === null) return void socket.destroy();
    web.handleUpgrade(request, socket, head, (upgraded) => {
      keepAlive(upgraded);
      if (judged === "enrolling") parts.enrol(socket as TLSSocket, upgraded);
      else if (judged.station.revokedAt === null) parts.admit(judged.station, upgraded);
      else parts.turnAway(judged.station, upgraded);
    });
  });

  return new Promise((resolve) => {
    tls.once("error", (error: NodeJS.ErrnoException) =>
      resolve(err(failure(error.code === "EADDRINUSE" || error.code === "EACCES" ? "host.port-taken" : "host.settings-invalid"))),
    );
    tls.listen(place.port, place.address, () =>
      resolve(
        ok({
          port: (tls.address() as AddressInfo).port,
          close: () =>
            new Promise<void>((closed) => {
              tls.close(() => closed());
              for (const socket of sockets) socket.destroy();
              upgrades.close();
            }),
        }),
      ),
    );
  });
}

/** A cable that was pulled says nothing: who shows no sign of life twice running is taken for gone. */
function keepAlive(socket: WebSocket): void {
  let missed = 0;
  const beat = setInterval(() => {
    missed += 1;
    if (missed > 2) socket.terminate();
    else socket.ping();
  }, heartbeatMs);
  const alive = (): void => {
    missed = 0;
  };
  socket.on("pong", alive);
  socket.on("ping", alive);
  socket.on("message", alive);
  socket.once("close", () => clearInterval(beat));
}
