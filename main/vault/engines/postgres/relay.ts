import { randomBytes, timingSafeEqual } from "node:crypto";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { Session } from "./session-shape.ts";

/** A door for one program of the engine's own: it leads to a connection that is verified and signed in already. */
export interface Relay {
  readonly port: number;
  /** Opens this door once, for this one program, and nothing else. */
  readonly oneTimePassword: string;
  close(): void;
}

const protocolVersion = 196_608;
const longestGreeting = 10_000;
const message = (kind: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(5);
  head.write(kind, 0, "latin1");
  head.writeInt32BE(body.byteLength + 4, 1);
  return Buffer.concat([head, body]);
};
const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

/**
 * Lets pg_dump work over a session of ours, on the loopback and behind a password that dies with it.
 * It needs neither the role's password nor a private key: one would have to lie in its environment,
 * the other in a file, both in clear.
 */
export async function openRelay(session: Session): Promise<Relay> {
  const oneTimePassword = randomBytes(32).toString("hex");
  const server = createServer({ pauseOnConnect: false });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  let joined = false;
  server.on("connection", (caller) => {
    caller.on("error", () => caller.destroy());
    greet(caller, oneTimePassword, () => {
      if (joined) return caller.destroy();
      joined = true;
      server.close();
      return join(caller, session);
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    oneTimePassword,
    close() {
      closeServer(server);
      void session.end();
    },
  };
}

function closeServer(server: Server): void {
  if (server.listening) server.close();
}

/** The first words of the protocol, as a server says them: start-up, password, welcome. */
function greet(caller: Socket, password: string, welcome: () => void): void {
  let held: Buffer = Buffer.alloc(0);
  let started = false;
  const listen = (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    if (held.byteLength > longestGreeting) return caller.destroy();
    if (!started) {
      if (held.byteLength < 8 || held.byteLength < held.readInt32BE(0)) return;
      if (held.readInt32BE(4) !== protocolVersion) return caller.destroy();
      held = held.subarray(held.readInt32BE(0));
      started = true;
      // AuthenticationCleartextPassword: it goes no further than this computer.
      caller.write(message("R", number(3)));
    }
    if (held.byteLength < 5 || held.byteLength < held.readInt32BE(1) + 1) return;
    const [given, wanted] = [held.subarray(5, held.readInt32BE(1)), Buffer.from(password, "utf8")];
    if (given.byteLength !== wanted.byteLength || !timingSafeEqual(given, wanted)) return caller.destroy();
    caller.removeListener("data", listen);
    return welcome();
  };
  caller.on("data", listen);
}

/** Tells the caller what the server told us, and lets the two speak. */
function join(caller: Socket, session: Session): void {
  const socket = session.takeSocket();
  const told = [...session.told].map(([name, value]) => message("S", Buffer.from(`${name}\0${value}\0`, "utf8")));
  // No key to cancel by: nobody but this pair knows the connection.
  caller.write(
    Buffer.concat([
      message("R", number(0)),
      ...told,
      message("K", Buffer.concat([number(session.backend), number(0)])),
      message("Z", Buffer.from("I")),
    ]),
  );
  socket.on("error", () => caller.destroy());
  socket.once("close", () => caller.destroy());
  caller.once("close", () => socket.destroy());
  caller.pipe(socket);
  socket.pipe(caller);
  socket.resume();
}
