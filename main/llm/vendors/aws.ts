import { FetchHttpHandler } from "@smithy/fetch-http-handler";
import type { VendorCredential } from "../../../shared/domain/agreement.ts";
import type { Destination } from "../ports.ts";
import type { Transport } from "../transport.ts";
import type { Patience } from "./patience.ts";
import { type ReadError, readRetryAfter } from "./through.ts";

/** What an AWS client is told: whose key, which Region, one host, and our transport under it. */
export function awsSettings(to: Destination, endpoint: string, transport: Transport, patience: Patience) {
  return {
    region: to.cloudRegion,
    endpoint,
    credentials: readAwsKeys(to.credential),
    maxAttempts: patience.maxRetries + 1,
    requestHandler: new FetchHttpHandler({ customFetch: (input: unknown, init?: unknown) => transport.fetch(input as Request, init as RequestInit) }),
    // Neither profile files nor the environment have a say in where text goes.
    userAgentAppId: "chartwell",
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    defaultsMode: "standard" as const,
    retryMode: "standard" as const,
  };
}

/** An AWS key pair, with its session token where it is a passing one. */
export function readAwsKeys(credential: VendorCredential): { accessKeyId: string; secretAccessKey: string; sessionToken?: string } {
  const { accessKeyId = "", secretAccessKey = "", sessionToken = "" } = credential;
  return { accessKeyId, secretAccessKey, ...(sessionToken === "" ? {} : { sessionToken }) };
}

interface AwsError {
  readonly name?: unknown;
  readonly $metadata?: { httpStatusCode?: unknown; requestId?: unknown };
  readonly $response?: { headers?: Record<string, string> };
}

/** Reads an error of an AWS client. */
export function readAwsError(error: unknown): ReadError {
  const { name, $metadata, $response } = (error ?? {}) as AwsError;
  const status = typeof $metadata?.httpStatusCode === "number" ? $metadata.httpStatusCode : null;
  const kind = name === "TimeoutError" ? "timed-out" : name === "AbortError" ? "aborted" : status === null ? "connection" : "status";
  const requestId = typeof $metadata?.requestId === "string" ? $metadata.requestId : null;
  return {
    kind,
    status: name === "ThrottlingException" ? 429 : status,
    requestId,
    retryAfterMs: readRetryAfter($response?.headers?.["retry-after"]),
  };
}
