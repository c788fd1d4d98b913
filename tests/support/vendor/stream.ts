import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

/** Writes one server-sent event of the Messages API. */
function send(response: ServerResponse, type: string, body: object): void {
  response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...body })}\n\n`);
}

/** Begins a streamed answer. */
export function beginStream(response: ServerResponse, model: string, organization = "org-larkspur"): void {
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache",
    "request-id": "req_invented0001",
    "anthropic-organization-id": organization,
  });
  const message = {
    id: "msg_invented0001",
    type: "message",
    role: "assistant",
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { input_tokens: 812, output_tokens: 1 },
  };
  send(response, "message_start", { message });
  send(response, "content_block_start", { index: 0, content_block: { type: "text", text: "" } });
  send(response, "ping", {});
}

/** Streams text in small pieces with a breath between them. */
export async function streamText(response: ServerResponse, text: string, pieceLength = 37, breathMs = 2): Promise<void> {
  for (let at = 0; at < text.length; at += pieceLength) {
    if (response.destroyed) return;
    send(response, "content_block_delta", { index: 0, delta: { type: "text_delta", text: text.slice(at, at + pieceLength) } });
    await wait(breathMs);
  }
}

/** Ends a streamed answer. */
export function endStream(response: ServerResponse, outputTokens: number): void {
  send(response, "content_block_stop", { index: 0 });
  send(response, "message_delta", { delta: { stop_reason: "end_turn", stop_sequence: null }, usage: { output_tokens: outputTokens } });
  send(response, "message_stop", {});
  response.end();
}
