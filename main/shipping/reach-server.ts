import { connect } from "node:tls";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { permitHost } from "../egress.ts";
import { nameFault } from "./send-lines.ts";

const patienceMs = 5_000;

/** Whether a server answers and is who its certificate authorities vouch for; nothing is sent but the handshake. */
export function reachServer(server: { host: string; port: number; authorities: readonly string[] }): Promise<Result<{ protocol: string }, AppError>> {
  return new Promise((resolve) => {
    const release = permitHost({ hostname: server.host, port: String(server.port) });
    const socket = connect({
      host: server.host,
      port: server.port,
      servername: server.host,
      ...(server.authorities.length === 0 ? {} : { ca: [...server.authorities] }),
      minVersion: "TLSv1.2",
    });
    const settle = (result: Result<{ protocol: string }, AppError>) => {
      release();
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(patienceMs, () => settle(err(failure("shipping.unreachable"))));
    socket.once("secureConnect", () => settle(ok({ protocol: socket.getProtocol() ?? "unknown" })));
    socket.once("error", (error: Error) => settle(err(failure(nameFault(error, socket.authorized)))));
  });
}
