import { request as askInTheClear } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { LLMock } from "@copilotkit/aimock";
import { writeBedrockStream } from "./bedrock-stream.ts";
import type { Certificates } from "./certificates.ts";

/** Far ends of several makers' protocols behind one real TLS address. */
export interface ProtocolStandIn {
  readonly origin: string;
  readonly requests: { method: string; path: string; headers: Record<string, string | string[] | undefined>; body: string }[];
  /** Headers every answer carries, such as the organization's name. */
  readonly replyHeaders: Record<string, string>;
  /** Answers given here and not by the protocols' own stand-in, by start of the path. */
  readonly answers: Map<string, { status?: number; type: string; body: string | Buffer }>;
  close(): Promise<void>;
}

/** What every answer cost, in each protocol's own names. */
const usage = {
  ...{ prompt_tokens: 21, completion_tokens: 13, total_tokens: 34 },
  ...{ input_tokens: 21, output_tokens: 13 },
  ...{ promptTokenCount: 21, candidatesTokenCount: 13, totalTokenCount: 34 },
};

/** The answer every model gives. */
export const spoken = '{"section":"data","text":"Client slept four hours.","lines":[1]}';

/** Starts them: Anthropic, OpenAI, Azure, Gemini on Vertex and Bedrock speak as their makers' libraries expect. */
export async function startProtocols(certificates: Certificates): Promise<ProtocolStandIn> {
  const mock = new LLMock({ port: 0 });
  mock.onMessage(/.*/s, { content: spoken, usage });
  await mock.start();
  const requests: ProtocolStandIn["requests"] = [];
  const replyHeaders: ProtocolStandIn["replyHeaders"] = {};
  const answers: ProtocolStandIn["answers"] = new Map();
  const server: Server = createServer({ key: certificates.keyPem, cert: certificates.certPem }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      const path = request.url ?? "";
      requests.push({ method: request.method ?? "", path, headers: request.headers, body: body.toString("utf8") });
      if (path.endsWith("/invoke-with-response-stream") && !answers.has("/")) {
        response.writeHead(200, { "content-type": "application/vnd.amazon.eventstream", "x-amzn-requestid": "req_invented0003", ...replyHeaders });
        response.end(writeBedrockStream(spoken, usage));
        return;
      }
      const own = [...answers].find(([start]) => path.startsWith(start))?.[1];
      if (own !== undefined) {
        response.writeHead(own.status ?? 200, { "content-type": own.type, ...replyHeaders });
        response.end(own.body);
        return;
      }
      const onward = askInTheClear(
        `${mock.url}${path}`,
        { method: request.method, headers: { ...request.headers, host: new URL(mock.url).host } },
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...replyHeaders });
          answer.pipe(response);
        },
      );
      onward.on("error", () => response.destroy());
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `https://localhost:${(server.address() as AddressInfo).port}`,
    requests,
    replyHeaders,
    answers,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await mock.stop();
    },
  };
}
