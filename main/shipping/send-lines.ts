import { connect } from "node:tls";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { permitHost } from "../egress.ts";
import { frameLine } from "./syslog-line.ts";

/** The log server a policy names, and the client key it knows us by. */
export interface LogServer {
  readonly host: string;
  readonly port: number;
  /** Certificate authorities for the server, PEM; no other is trusted. */
  readonly authorities: readonly string[];
  readonly certificate: string;
  readonly privateKey: string;
}

const patienceMs = 20_000;
/** Node.js gives each of a name's addresses a quarter of a second, too little for a busy or distant server. */
const perAddress = { autoSelectFamilyAttemptTimeout: 5_000 };

/**
 * Sends lines over mutual TLS (RFC 5425) in one connection and waits until the server has closed its
 * side too. Syslog knows no receipt; but a server reads to the end before it closes, so a connection
 * that ends in good order after our own end is the nearest thing to one. Anything else is
 * `shipping.interrupted`, and the lines are sent again.
 */
export function sendLines(server: LogServer, lines: readonly string[]): Promise<Result<null, AppError>> {
  return new Promise((resolve) => {
    let ended = false;
    let fault: AppError | null = null;
    const release = permitHost({ hostname: server.host, port: String(server.port) });
    const socket = connect({
      host: server.host,
      port: server.port,
      servername: server.host,
      ca: [...server.authorities],
      cert: server.certificate,
      key: server.privateKey,
      minVersion: "TLSv1.2",
      rejectUnauthorized: true,
      ...perAddress,
    });
    socket.setTimeout(patienceMs, () => socket.destroy(new Error("no answer")));
    socket.once("secureConnect", () => {
      socket.write(Buffer.concat(lines.map(frameLine)), () => {
        ended = true;
        socket.end();
      });
    });
    // A server that closes first has not read to the end.
    socket.once("end", () => {
      if (!ended) fault = failure("shipping.interrupted");
    });
    socket.once("error", (error: Error) => {
      fault = failure(nameFault(error, socket.authorized));
    });
    socket.once("close", release);
    socket.once("close", () => resolve(fault === null && ended ? ok(null) : err(fault ?? failure("shipping.interrupted"))));
    socket.resume();
  });
}

const refusal = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)/;
const unreachable = /^(ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)$/;

/** What a broken connection was, by its code. */
export function nameFault(error: Error, authorized: boolean): AppError["code"] {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (refusal.test(code)) return "shipping.certificate-refused";
  return unreachable.test(code) && !authorized ? "shipping.unreachable" : "shipping.interrupted";
}
