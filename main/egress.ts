import dns from "node:dns";
import net from "node:net";

/** Told of a connection that was refused. */
export type OnRefused = (host: string, port: number) => void;

const permitted = new Map<string, number>();
const usualPort = 443;

/** A connection nobody agreed to; it never reached the network. */
export class EgressRefused extends Error {
  override readonly name = "EgressRefused";
  readonly code = "EGRESS_REFUSED";
}

/**
 * Lets this process reach one host and port until the returned function is called. Only those who
 * speak to the network under the clinic's own rules call it, each for as long as it speaks.
 */
export function permitHost({ hostname, port }: Pick<URL, "hostname" | "port">): () => void {
  const place = `${hostname}:${port === "" ? usualPort : port}`;
  permitted.set(place, (permitted.get(place) ?? 0) + 1);
  let released = false;
  return () => {
    if (released) return;
    released = true;
    const left = (permitted.get(place) ?? 1) - 1;
    if (left === 0) permitted.delete(place);
    else permitted.set(place, left);
  };
}

/**
 * Closes this process to the network but for permitted hosts, below every library: sockets and name
 * look-ups both. A bug above, in our code or in a library, has nothing to leave through. Local
 * sockets and pipes stay open.
 */
export function confineSockets(onRefused: OnRefused): void {
  const connect = net.Socket.prototype.connect as (this: net.Socket, ...args: unknown[]) => net.Socket;
  net.Socket.prototype.connect = function confined(this: net.Socket, ...args: unknown[]): net.Socket {
    const to = readTarget(args);
    if (to === null || permitted.has(`${to.host}:${to.port}`)) return connect.apply(this, args);
    onRefused(to.host, to.port);
    // A turn later: whoever asked listens for errors only then.
    setImmediate(() => this.destroy(new EgressRefused("a connection nobody agreed to")));
    return this;
  } as typeof net.Socket.prototype.connect;
  const lookUp = dns.lookup as (...args: unknown[]) => void;
  const confinedLookUp = (...args: unknown[]): void => {
    const [host] = args;
    const isPermitted = net.isIP(String(host)) !== 0 || [...permitted.keys()].some((place) => place.startsWith(`${String(host)}:`));
    if (isPermitted) {
      lookUp(...args);
      return;
    }
    onRefused(String(host), 0);
    const done = args.at(-1);
    if (typeof done === "function") process.nextTick(done, new EgressRefused("a name nobody agreed to look up"));
  };
  (dns as { lookup: unknown }).lookup = confinedLookUp;
}

/** Where a socket is to go; null for a local socket or pipe. Node calls with options, or with them already laid out in a list. */
function readTarget(args: readonly unknown[]): { host: string; port: number } | null {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  if (typeof first === "string" && !/^\d+$/.test(first)) return null;
  if (typeof first === "number" || typeof first === "string") return { host: typeof second === "string" ? second : "localhost", port: Number(first) };
  const options = (first ?? {}) as { path?: unknown; host?: unknown; port?: unknown };
  if (typeof options.path === "string") return null;
  return { host: typeof options.host === "string" ? options.host : "localhost", port: Number(options.port) };
}
