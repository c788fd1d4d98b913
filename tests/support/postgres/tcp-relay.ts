import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";

/** A stretch of network between a client and a server that can be cut, as a pulled cable or a dying switch does. */
export interface TcpRelay {
  readonly port: number;
  /** Ends every connection at once, without a word to the server. */
  cut(): void;
  /** From now on answers of the server do not arrive; what is sent to it does. */
  muteServer(): void;
  close(): Promise<void>;
}

/** Lays a relay before a port of this machine, on a port of its own or on one it had before. */
export async function openTcpRelay(to: number, port = 0): Promise<TcpRelay> {
  const pairs = new Set<[Socket, Socket]>();
  let muted = false;
  const server = createServer((caller) => {
    const onward = connect(to, "127.0.0.1");
    const pair: [Socket, Socket] = [caller, onward];
    pairs.add(pair);
    for (const socket of pair) socket.on("error", () => undefined);
    caller.on("data", (chunk) => onward.write(chunk));
    onward.on("data", (chunk) => muted || caller.write(chunk));
    caller.on("close", () => onward.destroy());
    onward.on("close", () => {
      pairs.delete(pair);
      caller.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      muted = false;
      for (const [caller] of pairs) caller.resetAndDestroy();
    },
    muteServer() {
      muted = true;
    },
    async close() {
      for (const [caller] of pairs) caller.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
