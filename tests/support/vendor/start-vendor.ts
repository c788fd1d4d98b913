import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { TLSSocket } from "node:tls";
import type { Certificates } from "./certificates.ts";
import { composeNote } from "./compose-note.ts";
import { beginStream, endStream, streamText } from "./stream.ts";

/** How the far end behaves. */
export type Behaviour =
  | "answer"
  | "slow-answer"
  | "half-stream"
  | "no-end"
  | "invalid-json"
  | "garbage"
  | "429"
  | "529"
  | "529-then-answer"
  | "redirect"
  | "hang"
  | "stall"
  | "oversize"
  | "wrong-content-type"
  | "401"
  | "other-organization"
  | "slow-loris";

/** One request as it came over the wire. */
export interface CapturedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface VendorStandIn {
  readonly origin: string;
  readonly requests: readonly CapturedRequest[];
  /** Sockets that were opened, whether or not a request came. */
  connections(): number;
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

/** Starts a vendor's far end over real TLS on this machine's loopback. */
export async function startVendor(
  certificates: Certificates,
  behaviour: Behaviour,
  options: { maxVersion?: "TLSv1.1" | "TLSv1.3"; redirectTo?: string } = {},
): Promise<VendorStandIn> {
  const requests: CapturedRequest[] = [];
  let current = behaviour;
  let connections = 0;
  const oldest =
    options.maxVersion === "TLSv1.1" ? { minVersion: "TLSv1" as const, maxVersion: "TLSv1.1" as const, ciphers: "DEFAULT:@SECLEVEL=0" } : {};
  const server = createTlsServer({ key: certificates.keyPem, cert: certificates.certPem, ...oldest }, (request, response) => {
    void readBody(request).then((body) => {
      if (request.method === "GET") return answerModel(current, response);
      requests.push({ method: request.method ?? "", path: request.url ?? "", headers: request.headers, body });
      return answer(current, requests.length, body, response, options.redirectTo ?? "https://elsewhere.test/");
    });
  });
  server.on("connection", () => {
    connections += 1;
  });
  const sockets = new Set<TLSSocket>();
  server.on("secureConnection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `https://localhost:${(server.address() as AddressInfo).port}`,
    requests,
    connections: () => connections,
    behave(next) {
      current = next;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}

/** What a model's own page says; its headers name the organization of the key. */
function answerModel(behaviour: Behaviour, response: ServerResponse): void {
  const organization = behaviour === "other-organization" ? "org-elsewhere" : "org-larkspur";
  const refused = behaviour === "401";
  response.writeHead(refused ? 401 : 200, { "content-type": "application/json", "anthropic-organization-id": organization });
  response.end(JSON.stringify({ type: "model", id: "claude-sonnet-5-5", display_name: "Claude", created_at: "2026-01-01T00:00:00Z" }));
}

async function answer(behaviour: Behaviour, nth: number, body: string, response: ServerResponse, redirectTo: string): Promise<void> {
  const fail = (status: number, type: string) => {
    response.writeHead(status, { "content-type": "application/json", "retry-after": "0", "request-id": "req_invented0002" });
    response.end(JSON.stringify({ type: "error", error: { type, message: "invented" } }));
  };
  if (behaviour === "429") return fail(429, "rate_limit_error");
  if (behaviour === "529") return fail(529, "overloaded_error");
  if (behaviour === "529-then-answer" && nth === 1) return fail(529, "overloaded_error");
  if (behaviour === "401") return fail(401, "authentication_error");
  if (behaviour === "hang") return;
  if (behaviour === "redirect") {
    response.writeHead(307, { location: redirectTo });
    response.end();
    return;
  }
  if (behaviour === "wrong-content-type") {
    response.writeHead(200, { "content-type": "text/html" });
    response.end("<p>a captive portal</p>");
    return;
  }
  await streamAnswer(behaviour, body, response);
}

/** An answer in the form a task asks for; one code is none, one line is not there, one code has no line. */
function composeForm(properties: object): string {
  if ("type" in properties) return JSON.stringify({ type: "individual", lines: [1, 2, 9_999] });
  const codes = [
    { code: "F41.1", lines: [2, 9_999] },
    { code: "not a code", lines: [2] },
    { code: "F33.1", lines: [] },
  ];
  return JSON.stringify({ codes });
}

async function streamAnswer(behaviour: Behaviour, body: string, response: ServerResponse): Promise<void> {
  const request = JSON.parse(body) as {
    model: string;
    messages: { content: string }[];
    output_config?: { format: { schema: { properties: object } } };
  };
  if (behaviour === "garbage") {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end("event: message_start\ndata: {not json at all\n\n");
    return;
  }
  beginStream(response, request.model, behaviour === "other-organization" ? "org-elsewhere" : "org-larkspur");
  if (behaviour === "stall") return;
  if (behaviour === "slow-loris") {
    // A byte now and then keeps the line alive for ever; only the limit on the whole ends it.
    while (!response.destroyed) {
      response.write(":\n");
      await wait(200);
    }
    return;
  }
  if (behaviour === "oversize") {
    await streamText(response, "x".repeat(6 * 1024 * 1024), 256 * 1024, 0);
    return endStream(response, 9);
  }
  const note =
    behaviour === "invalid-json"
      ? "Here is the note you asked for.\nIt has no structure."
      : request.output_config !== undefined
        ? composeForm(request.output_config.format.schema.properties)
        : composeNote(request.messages[0]?.content ?? "")
            .map((line) => JSON.stringify(line))
            .join("\n");
  if (behaviour === "half-stream") {
    await streamText(response, note.slice(0, note.length / 2));
    response.destroy();
    return;
  }
  await streamText(response, note, 37, behaviour === "slow-answer" ? 150 : 2);
  if (behaviour === "no-end") {
    response.end();
    return;
  }
  if (!response.destroyed) endStream(response, 240);
  await wait(0);
}

/** A server in the clear, to see that nothing ever speaks to one. */
export async function startTrap(): Promise<{ origin: string; hits(): number; close(): Promise<void> }> {
  let hits = 0;
  const server = createServer((_request, response) => response.end());
  server.on("connection", () => {
    hits += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, hits: () => hits, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
