import type { TLSSocket } from "node:tls";
import { Client, Connection, type QueryResult } from "pg";
import type { Server, ServerPlace } from "../../place.ts";
import { EngineError } from "../engine.ts";
import { answers, createSpelling } from "./dialect.ts";
import { nameFault } from "./faults.ts";
import type { Session } from "./session-shape.ts";

/** How long to wait for what, in milliseconds. */
export interface Patience {
  /** For one server to take a connection. */
  readonly connectMs: number;
  /** For an answer; after it the connection is given up. */
  readonly answerMs: number;
  /** For somebody else's transaction or hold on the record to end. */
  readonly lockMs: number;
  /** For a server to be found again, as when a standby is being promoted. */
  readonly reconnectMs: number;
}

export const usualPatience: Patience = { connectMs: 5_000, answerMs: 60_000, lockMs: 5_000, reconnectMs: 20_000 };

/** What a connection needs: where to, who we are, and leave to reach it. */
export interface Way {
  readonly place: ServerPlace;
  /** The role's password, or the private key of its certificate (PEM), whichever the place says. */
  readonly secret: string;
  /** Lets this process reach a host until the returned function is called. */
  permit(to: { hostname: string; port: string }): () => void;
  readonly patience: Patience;
}

/** A connection that proves itself by SCRAM or a certificate: a server that asks for the password itself does not get it. */
class ProvingConnection extends Connection {
  password(): void {
    this.emit("error", new Error("the server asks for a password in clear"));
  }
}

/** What every session is set to, whatever the server's own defaults: seconds and milliseconds as PostgreSQL takes them. */
function writeSettings({ place, patience }: Way): string {
  const settings: Readonly<Record<string, string | number>> = {
    search_path: `${place.schema},pg_temp`,
    row_security: "on",
    timezone: "UTC",
    client_min_messages: "warning",
    standard_conforming_strings: "on",
    lock_timeout: patience.lockMs,
    statement_timeout: patience.answerMs,
    // A host that froze in the middle, or whose network went, lets go of the record in bounded time.
    idle_in_transaction_session_timeout: patience.answerMs,
    tcp_keepalives_idle: 10,
    tcp_keepalives_interval: 5,
    tcp_keepalives_count: 3,
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(" ");
}

/**
 * Connects to one server: TLS 1.3 to a certificate of the named authority for that very host, SCRAM
 * with channel binding or a client certificate, and nothing taken from the environment or from files.
 */
export async function openSession(server: Server, way: Way): Promise<Session> {
  const { place, secret, patience } = way;
  const ssl = {
    ca: place.authority,
    minVersion: "TLSv1.3" as const,
    rejectUnauthorized: true,
    ...(place.certificate === null ? {} : { cert: place.certificate, key: secret }),
  };
  const release = way.permit({ hostname: server.host, port: String(server.port) });
  const connection = new ProvingConnection({ ssl, keepAlive: true, keepAliveInitialDelayMillis: 10_000 } as ConstructorParameters<
    typeof Connection
  >[0]);
  const client = new Client({
    ...{ host: server.host, port: server.port, user: place.role, database: place.database, ssl },
    // With a certificate nothing is left to ask for; a function keeps the driver from looking for a password elsewhere.
    password: place.certificate === null ? secret : () => Promise.reject(new Error("the server asks for a password")),
    ...{ application_name: "chartwell", client_encoding: "utf8", options: writeSettings(way), types: answers, enableChannelBinding: true },
    connectionTimeoutMillis: patience.connectMs,
    // What is asked goes out at once; nothing waits for the answer before it.
    ...({ connection, pipeline: true } as object),
  });
  let lost = false;
  let warned = false;
  const spell = createSpelling();
  const told = new Map<string, string>();
  client.on("error", () => {
    lost = true;
  });
  client.on("end", () => {
    lost = true;
    release();
  });
  client.on("notice", ({ severity }) => {
    warned ||= severity === "WARNING";
  });
  connection.on("parameterStatus", (message: { parameterName: string; parameterValue: string }) =>
    told.set(message.parameterName, message.parameterValue),
  );
  try {
    await client.connect();
  } catch (error) {
    release();
    void client.end().catch(() => undefined);
    throw nameFault(error);
  }
  const socket = () => connection.stream as TLSSocket;

  async function ask<T>(work: () => Promise<T>): Promise<T> {
    if (lost) throw new EngineError("unreachable");
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      // The server's own limit comes first; past it nobody is there any more.
      timer = setTimeout(() => {
        lost = true;
        socket().destroy();
        reject(new EngineError("unreachable"));
      }, patience.answerMs + 1_000);
    });
    try {
      return await Promise.race([work(), late]);
    } catch (error) {
      throw nameFault(error);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    server,
    backend: (client as unknown as { processID: number }).processID,
    told,
    query: ({ text, values }) => ask(() => client.query<Record<string, unknown>>({ ...spell(text), values: [...values] })),
    script: (text) =>
      ask(async () => {
        const answered = (await client.query(text)) as unknown as QueryResult<Record<string, unknown>> | QueryResult<Record<string, unknown>>[];
        const all = Array.isArray(answered) ? answered : [answered];
        return { rows: all.findLast(({ rows }) => rows.length > 0)?.rows ?? [], tags: all.map(({ command }) => command) };
      }),
    tookWarning() {
      const before = warned;
      warned = false;
      return before;
    },
    isLost: () => lost,
    async end() {
      if (!lost) await client.end().catch(() => undefined);
    },
    takeSocket() {
      socket().removeAllListeners("data");
      return socket();
    },
  };
}
