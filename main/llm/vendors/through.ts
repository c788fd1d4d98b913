import { type ErrorCode } from "../../../shared/errors.ts";
import { err, type Result } from "../../../shared/result.ts";
import type { Destination, StreamFault } from "../ports.ts";
import { createTransport, findCode, type Transport } from "../transport.ts";
import type { Patience } from "./patience.ts";

/** Four thousand tokens, each in an envelope of its own, come to about a megabyte. */
const largestReplyBytes = 2 * 1024 * 1024;

/** Ends without its last event: the line broke, whatever had come so far. */
export class Interrupted extends Error {}

/** What an SDK's own error says of itself. */
export interface ReadError {
  readonly kind: "timed-out" | "aborted" | "connection" | "status" | "other";
  readonly status: number | null;
  readonly requestId: string | null;
  readonly retryAfterMs: number | null;
}

export interface Way {
  readonly origin: string;
  readonly replyTypes: readonly string[];
  readonly ownNetworkOnly?: boolean;
  readError(error: unknown): ReadError;
}

type Work<T> = (transport: Transport, signal: AbortSignal) => Promise<Result<T, StreamFault>>;

/** Does one call over a transport of its own, and names whatever ends it early. */
export async function goThrough<T>(to: Destination, patience: Patience, way: Way, work: Work<T>): Promise<Result<T, StreamFault>> {
  dropVendorEnvironment();
  const transport = createTransport({
    ...patience,
    origin: way.origin,
    pinnedKeys: to.pinnedKeys,
    replyTypes: way.replyTypes,
    ownNetworkOnly: way.ownNetworkOnly === true,
    largestReplyBytes,
  });
  const total = AbortSignal.timeout(patience.totalTimeoutMs);
  try {
    return await work(transport, AbortSignal.any([to.signal, total]));
  } catch (error) {
    return err(explain(error, way.readError(error), { transport, cancelled: to.signal.aborted, late: total.aborted }));
  } finally {
    await transport.close();
  }
}

const vendorNames = /^(?:ANTHROPIC|AWS|BEDROCK|OPENAI|AZURE_OPENAI|GOOGLE|GEMINI|GENAI|CLOUD_ML|GCLOUD)_/;

/** The libraries take hosts, keys and headers from the environment even when told theirs; there must be none to take. */
function dropVendorEnvironment(): void {
  for (const name of Object.keys(process.env)) if (vendorNames.test(name)) delete process.env[name];
}

interface Circumstances {
  readonly transport: Transport;
  readonly cancelled: boolean;
  readonly late: boolean;
}

function explain(error: unknown, read: ReadError, known: Circumstances): StreamFault {
  const noticed = known.transport.fault();
  return {
    code: nameFault(error, read, known),
    httpStatus: noticed === null ? read.status : null,
    vendorRequestId: read.requestId,
    retryAfterMs: read.retryAfterMs,
  };
}

function nameFault(error: unknown, { kind, status }: ReadError, { transport, cancelled, late }: Circumstances): ErrorCode {
  if (cancelled) return "vendor.cancelled";
  const noticed = transport.fault();
  if (noticed !== null) return noticed;
  const code = findCode(error);
  if (late || kind === "timed-out" || /TIMEOUT|ETIMEDOUT/.test(code)) return "vendor.timed-out";
  if (error instanceof Interrupted || code === "UND_ERR_SOCKET" || code === "ECONNRESET" || code === "UND_ERR_ABORTED") return "vendor.interrupted";
  if (kind === "aborted") return "vendor.cancelled";
  if (status !== null) return nameStatus(status);
  return kind === "connection" && !transport.answered() ? "vendor.unreachable" : "vendor.invalid-reply";
}

function nameStatus(status: number): ErrorCode {
  if (status === 429) return "vendor.rate-limited";
  return status >= 500 ? "vendor.overloaded" : "vendor.refused";
}

/** A number of seconds in a header, as milliseconds. */
export function readRetryAfter(value: string | null | undefined): number | null {
  const seconds = Number(value);
  return value === null || value === undefined || !Number.isFinite(seconds) ? null : Math.round(seconds * 1_000);
}
