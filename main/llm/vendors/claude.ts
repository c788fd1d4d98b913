import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from "@anthropic-ai/sdk";
import type { BaseAnthropic } from "@anthropic-ai/sdk/client";
import type { Messages } from "@anthropic-ai/sdk/resources/messages/messages";
import { ok, type Result } from "../../../shared/result.ts";
import type { StreamEnd, StreamFault, StreamOrder } from "../ports.ts";
import type { Transport } from "../transport.ts";
import type { Patience } from "./patience.ts";
import { Interrupted, type ReadError, readRetryAfter } from "./through.ts";

/** A Claude client of any of the three clouds; each has the messages of its maker's library. */
export type ClaudeClient = BaseAnthropic & { readonly messages: Pick<Messages, "create"> };

/** What every Claude client is told: read nothing, log nothing, report nothing, and go through our transport. */
export function claudeSettings(transport: Transport, patience: Patience) {
  return {
    logLevel: "off" as const,
    openTelemetry: false as const,
    maxRetries: patience.maxRetries,
    timeout: patience.totalTimeoutMs,
    fetch: (input: unknown, init?: unknown) => transport.fetch(input as string | URL | Request, init as RequestInit),
  };
}

/** Streams one answer of the Messages API. */
export async function streamClaude(
  client: ClaudeClient,
  order: StreamOrder,
  signal: AbortSignal,
  transport: Transport,
): Promise<Result<StreamEnd, StreamFault>> {
  const { modelId, system, user, maxOutputTokens, form, onText } = order;
  const body = {
    model: modelId,
    max_tokens: maxOutputTokens,
    system,
    messages: [{ role: "user" as const, content: user }],
    stream: true as const,
    ...(form === null ? {} : { output_config: { format: { type: "json_schema" as const, schema: { ...form.schema } } } }),
  };
  const { data, response, request_id: vendorRequestId } = await client.messages.create(body, { signal }).withResponse();
  let tokensIn = 0;
  let tokensOut = 0;
  let stopped = false;
  for await (const event of data) {
    if (event.type === "message_start") tokensIn = event.message.usage.input_tokens;
    else if (event.type === "content_block_delta" && event.delta.type === "text_delta") onText(event.delta.text);
    else if (event.type === "message_delta") tokensOut = event.usage.output_tokens;
    else if (event.type === "message_stop") stopped = true;
  }
  if (!stopped) throw new Interrupted();
  return ok({
    tokensIn,
    tokensOut,
    httpStatus: response.status,
    vendorRequestId: vendorRequestId ?? transport.readHeader("x-amzn-requestid"),
    organizationId: transport.readHeader("anthropic-organization-id"),
  });
}

/** Reads an error of the library; its type leaves status and request id open. */
export function readClaudeError(error: unknown): ReadError {
  const told = error instanceof APIError ? (error as { status?: unknown; requestID?: unknown; headers?: Headers }) : {};
  return {
    kind: nameKind(error),
    status: typeof told.status === "number" ? told.status : null,
    requestId: typeof told.requestID === "string" ? told.requestID : null,
    retryAfterMs: readRetryAfter(told.headers?.get("retry-after")),
  };
}

function nameKind(error: unknown): ReadError["kind"] {
  if (error instanceof APIConnectionTimeoutError) return "timed-out";
  if (error instanceof APIUserAbortError) return "aborted";
  if (error instanceof APIConnectionError) return "connection";
  return error instanceof APIError ? "status" : "other";
}
