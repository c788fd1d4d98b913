import Anthropic, { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from "@anthropic-ai/sdk";
import type { ErrorCode } from "../../../shared/errors.ts";
import { err, ok, type Result } from "../../../shared/result.ts";
import type { StreamEnd, StreamFault, StreamOrder, Vendor } from "../ports.ts";
import { createTransport, findCode, type Transport } from "../transport.ts";

export interface AnthropicOptions {
  readonly extraCertificateAuthorities: readonly string[];
  readonly connectTimeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly maxRetries: number;
}

/** Patience with the vendor: a long note streams for a minute; silence of 45 s is a broken line. */
export const anthropicDefaults: Omit<AnthropicOptions, "extraCertificateAuthorities"> = {
  connectTimeoutMs: 10_000,
  idleTimeoutMs: 45_000,
  totalTimeoutMs: 300_000,
  maxRetries: 2,
};

const largestReplyBytes = 4 * 1024 * 1024;

/**
 * Anthropic's Messages API over its own SDK. The SDK is given everything explicitly and told to read
 * nothing: no environment, no profile, no telemetry, no log. Retries happen before the first byte of
 * a reply and never after.
 */
export function createAnthropicVendor(options: AnthropicOptions): Vendor {
  return {
    async stream(order) {
      dropVendorEnvironment();
      const transport = createTransport({ ...options, origin: new URL(order.endpoint).origin, largestReplyBytes });
      const total = AbortSignal.timeout(options.totalTimeoutMs);
      try {
        return await readStream(order, createClient(order, transport, options), AbortSignal.any([order.signal, total]));
      } catch (error) {
        return err(explain(error, { transport, cancelled: order.signal.aborted, late: total.aborted }));
      } finally {
        await transport.close();
      }
    },
  };
}

/** The SDK takes headers from the environment even when told its options; there must be none to take. */
function dropVendorEnvironment(): void {
  for (const name of Object.keys(process.env)) if (name.startsWith("ANTHROPIC_")) delete process.env[name];
}

function createClient(order: StreamOrder, transport: Transport, options: AnthropicOptions): Anthropic {
  return new Anthropic({
    apiKey: order.credential,
    authToken: null,
    webhookKey: null,
    baseURL: order.endpoint.replace(/\/$/, ""),
    logLevel: "off",
    openTelemetry: false,
    maxRetries: options.maxRetries,
    timeout: options.totalTimeoutMs,
    fetch: (input, init) => transport.fetch(input as string | URL | Request, init as RequestInit),
  });
}

/** Ends with no message_stop: the line broke, whatever had come so far. */
class Interrupted extends Error {}

async function readStream(order: StreamOrder, client: Anthropic, signal: AbortSignal): Promise<Result<StreamEnd, StreamFault>> {
  const { modelId, system, user, maxOutputTokens, onText } = order;
  const body = { model: modelId, max_tokens: maxOutputTokens, system, messages: [{ role: "user" as const, content: user }], stream: true as const };
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
  return ok({ tokensIn, tokensOut, httpStatus: response.status, vendorRequestId: vendorRequestId ?? null });
}

function explain(error: unknown, known: { transport: Transport; cancelled: boolean; late: boolean }): StreamFault {
  const { status: httpStatus, requestId: vendorRequestId } = readStatus(error);
  return { code: nameFault(error, known, httpStatus), httpStatus: known.transport.fault() === null ? httpStatus : null, vendorRequestId };
}

/** What the far end said of itself in an error; the SDK's type leaves both open. */
function readStatus(error: unknown): { status: number | null; requestId: string | null } {
  if (!(error instanceof APIError)) return { status: null, requestId: null };
  const { status, requestID } = error as { status?: unknown; requestID?: unknown };
  return { status: typeof status === "number" ? status : null, requestId: typeof requestID === "string" ? requestID : null };
}

function nameFault(
  error: unknown,
  { transport, cancelled, late }: { transport: Transport; cancelled: boolean; late: boolean },
  status: number | null,
): ErrorCode {
  if (cancelled) return "vendor.cancelled";
  const noticed = transport.fault();
  if (noticed !== null) return noticed;
  const code = findCode(error);
  if (late || error instanceof APIConnectionTimeoutError || /TIMEOUT|ETIMEDOUT/.test(code)) return "vendor.timed-out";
  if (error instanceof Interrupted || code === "UND_ERR_SOCKET" || code === "ECONNRESET" || code === "UND_ERR_ABORTED") return "vendor.interrupted";
  if (error instanceof APIUserAbortError) return "vendor.cancelled";
  if (status !== null) return nameStatus(status);
  return error instanceof APIConnectionError ? "vendor.unreachable" : "vendor.invalid-reply";
}

function nameStatus(status: number): ErrorCode {
  if (status === 429) return "vendor.rate-limited";
  return status >= 500 ? "vendor.overloaded" : "vendor.refused";
}
