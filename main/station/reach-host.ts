import { X509Certificate } from "node:crypto";
import { connect, type TLSSocket } from "node:tls";
import { WebSocket } from "ws";
import { permitHost } from "../egress.ts";
import { largestMessageBytes } from "../wire/codec.ts";
import { handshakeMs, tlsRules } from "../wire/door.ts";
import { hashPublicKey } from "../wire/fingerprint.ts";

export interface HostPlace {
  readonly address: string;
  readonly port: number;
}

/** What a station shows and demands in its handshake; a newcomer has no certificate yet and looks at the host's key itself. */
export interface Credentials {
  readonly door: string;
  readonly identity: { readonly certificate: string; readonly privateKey: string; readonly authority: string; readonly hostKeyHash: string } | null;
}

/** Why a host was not reached: it is away, or somebody else answers in its place. */
export type ReachFault = "away" | "stranger";

/** A connection to a host, with the hash of the key it proved. */
export interface Reached {
  readonly socket: WebSocket;
  readonly tls: TLSSocket;
  readonly hostKeyHash: string;
}

/**
 * Connects to a host over TLS 1.3. An enrolled station takes the one key it knows, under the host's own
 * authority; the name it was reached by does not matter, and no other authority does.
 */
export function reachHost(place: HostPlace, { door, identity }: Credentials): Promise<Reached | ReachFault> {
  const release = permitHost({ hostname: place.address, port: String(place.port) });
  const tls = connect({
    ...tlsRules,
    host: place.address,
    port: place.port,
    servername: door,
    ...(identity === null ? {} : { cert: identity.certificate, key: identity.privateKey, ca: identity.authority }),
    // A newcomer's person compares the key with what the host shows; everyone else's is checked right here.
    rejectUnauthorized: identity !== null,
    checkServerIdentity: (_name, { raw }) =>
      identity === null || hashCertified(new X509Certificate(raw)) === identity.hostKeyHash ? undefined : new Stranger("another key"),
  });
  const socket = new WebSocket("wss://host/", {
    createConnection: () => tls,
    handshakeTimeout: handshakeMs,
    maxPayload: largestMessageBytes,
    perMessageDeflate: false,
    followRedirects: false,
  });
  return new Promise((resolve) => {
    tls.once("close", release);
    tls.once("secureConnect", () => tls.setNoDelay(true));
    socket.once("open", () => {
      const certificate = tls.getPeerX509Certificate();
      if (certificate === undefined) socket.terminate();
      else resolve({ socket, tls, hostKeyHash: hashCertified(certificate) });
    });
    socket.on("error", (error) => resolve(isStranger(error) ? "stranger" : "away"));
    socket.once("close", () => resolve("away"));
  });
}

class Stranger extends Error {
  override readonly name = "Stranger";
}

/** A certificate of another authority, or another key under ours: whoever it is, it is not the host. */
function isStranger(error: Error & { code?: string }): boolean {
  return error instanceof Stranger || /^(DEPTH_ZERO_SELF|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|CERT_)/.test(error.code ?? "");
}

function hashCertified(certificate: X509Certificate): string {
  return hashPublicKey(certificate.publicKey.export({ type: "spki", format: "der" }));
}
