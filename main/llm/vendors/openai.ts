import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError, AzureOpenAI } from "openai";
import type { Proof } from "../../../shared/domain/agreement.ts";
import type { RetentionMode } from "../../../shared/domain/vendor.ts";
import { ok, type Result } from "../../../shared/result.ts";
import type { Destination, StreamEnd, StreamFault, StreamOrder, Vendor } from "../ports.ts";
import type { Transport } from "../transport.ts";
import type { Patience } from "./patience.ts";
import { goThrough, Interrupted, type ReadError, readRetryAfter } from "./through.ts";

/** Which of the three far ends that speak OpenAI's protocol. */
export type OpenAiKind = "openai" | "azure-openai" | "on-premises";

const azureApiVersion = "2024-10-21";

/**
 * OpenAI, Azure OpenAI, or a server of the clinic's own that speaks the same protocol (Ollama, vLLM),
 * over OpenAI's own library. Nothing is stored at the far end that can be told not to (`store: false`).
 */
export function createOpenAiVendor(kind: OpenAiKind, patience: Patience): Vendor {
  const way = (to: Destination, replyTypes: readonly string[]) => ({
    origin: new URL(to.endpoint).origin,
    replyTypes,
    ownNetworkOnly: kind === "on-premises",
    readError: readOpenAiError,
  });
  return {
    stream: (order) =>
      goThrough(order, patience, way(order, ["text/event-stream"]), (transport, signal) =>
        streamChat(createClient(kind, order, transport, patience), order, kind, signal, transport),
      ),
    prove: (to) =>
      goThrough<Omit<Proof, "at">>(to, patience, way(to, ["application/json"]), async (transport, signal) => {
        const client = createClient(kind, to, transport, patience);
        await client.models.retrieve(to.modelId, { signal });
        const organizationId =
          kind === "azure-openai" ? (new URL(to.endpoint).hostname.split(".")[0] ?? "") : (transport.readHeader("openai-organization") ?? "");
        const adminKey = to.credential["adminKey"] ?? "";
        if (kind !== "openai" || adminKey === "") return ok({ organizationId, retentionMode: null });
        const { type } = await client.withOptions({ adminAPIKey: adminKey }).admin.organization.dataRetention.retrieve({ signal });
        return ok({ organizationId, retentionMode: nameMode(type) });
      }),
  };
}

function createClient(kind: OpenAiKind, to: Destination, transport: Transport, patience: Patience): OpenAI {
  const settings = {
    apiKey: to.credential["apiKey"] || "none",
    logLevel: "off" as const,
    maxRetries: patience.maxRetries,
    timeout: patience.totalTimeoutMs,
    fetch: (input: unknown, init?: unknown) => transport.fetch(input as string | URL | Request, init as RequestInit),
  };
  const endpoint = to.endpoint.replace(/\/$/, "");
  if (kind === "azure-openai") return new AzureOpenAI({ ...settings, endpoint, apiVersion: azureApiVersion, deployment: to.modelId });
  const baseURL = /\/v\d+$/.test(endpoint) ? endpoint : `${endpoint}/v1`;
  return new OpenAI({ ...settings, baseURL, organization: kind === "openai" ? to.organizationId : null, project: null, webhookSecret: null });
}

async function streamChat(
  client: OpenAI,
  order: StreamOrder,
  kind: OpenAiKind,
  signal: AbortSignal,
  transport: Transport,
): Promise<Result<StreamEnd, StreamFault>> {
  const { modelId, system, user, maxOutputTokens, form, onText } = order;
  const {
    data,
    response,
    request_id: requestId,
  } = await client.chat.completions
    .create(
      {
        model: modelId,
        messages: [
          { role: "system", content: system },
          { role: "user", content: user },
        ],
        stream: true,
        stream_options: { include_usage: true },
        // A server of the clinic's own may know neither; it keeps nothing by its owner's hand.
        ...(kind === "on-premises" ? { max_tokens: maxOutputTokens } : { store: false, max_completion_tokens: maxOutputTokens }),
        ...(form === null
          ? {}
          : { response_format: { type: "json_schema" as const, json_schema: { name: form.name, strict: true, schema: { ...form.schema } } } }),
      },
      { signal },
    )
    .withResponse();
  let tokensIn = 0;
  let tokensOut = 0;
  let finished = false;
  for await (const chunk of data) {
    const [choice] = chunk.choices;
    const text = choice?.delta.content ?? "";
    if (text !== "") onText(text);
    if (choice?.finish_reason !== null && choice?.finish_reason !== undefined) finished = true;
    tokensIn = chunk.usage?.prompt_tokens ?? tokensIn;
    tokensOut = chunk.usage?.completion_tokens ?? tokensOut;
  }
  if (!finished) throw new Interrupted();
  const organizationId = kind === "openai" ? transport.readHeader("openai-organization") : null;
  return ok({
    tokensIn,
    tokensOut,
    httpStatus: response.status,
    vendorRequestId: requestId ?? transport.readHeader("apim-request-id"),
    organizationId,
  });
}

/** Modified abuse monitoring keeps what safety needs; only the two zero modes keep nothing. */
function nameMode(type: string): RetentionMode {
  return type === "zero_data_retention" || type === "enhanced_zero_data_retention" ? "zero-data-retention" : "limited-days";
}

function readOpenAiError(error: unknown): ReadError {
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
