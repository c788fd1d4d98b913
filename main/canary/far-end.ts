import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { makeLocalCertificate } from "../wire/certificates.ts";

/** A server on this computer alone that keeps every byte sent to it and answers as a model would. */
export interface FarEnd {
  readonly origin: string;
  readonly certificate: string;
  /** Everything that arrived: request lines, headers and bodies. */
  received(): Buffer;
  close(): Promise<void>;
}

/** Starts one over real TLS; what it answers cites the first line it was given. */
export async function startFarEnd(now: Date): Promise<FarEnd> {
  const { certificate, privateKey } = await makeLocalCertificate(now, "Chartwell leak test");
  const pieces: Buffer[] = [];
  const server = createServer({ key: privateKey, cert: certificate, minVersion: "TLSv1.3" }, (request, response) => {
    void keep(request, pieces).then((body) => answer(request, body, response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `https://localhost:${(server.address() as AddressInfo).port}`,
    certificate,
    received: () => Buffer.concat(pieces),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function keep(request: IncomingMessage, pieces: Buffer[]): Promise<string> {
  pieces.push(Buffer.from(`${request.method ?? ""} ${request.url ?? ""}\n${request.rawHeaders.join("\n")}\n`));
  const body: Buffer[] = [];
  for await (const chunk of request) body.push(Buffer.from(chunk as Uint8Array));
  pieces.push(...body);
  return Buffer.concat(body).toString("utf8");
}

function answer(request: IncomingMessage, body: string, response: ServerResponse): void {
  if (request.method === "GET") {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ id: "leak-test", object: "model", created: 0, owned_by: "chartwell" }));
    return;
  }
  const section = /section \\"([^"\\]+)\\"/.exec(body)?.[1] ?? "data";
  const text = `${JSON.stringify({ section, text: "Reported sleeping about four hours a night.", lines: [2] })}\n`;
  response.writeHead(200, { "content-type": "text/event-stream" });
  const chunk = (delta: object, finish: string | null) =>
    response.write(
      `data: ${JSON.stringify({ id: "c1", object: "chat.completion.chunk", created: 0, model: "leak-test", choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`,
    );
  chunk({ role: "assistant", content: text }, null);
  chunk({}, "stop");
  response.end("data: [DONE]\n\n");
}
