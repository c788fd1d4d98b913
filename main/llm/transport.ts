import { rootCertificates } from "node:tls";
import { Agent, buildConnector, fetch as undiciFetch } from "undici";
import type { ErrorCode } from "../../shared/errors.ts";

export interface TransportOptions {
  /** The one origin this transport may reach. */
  readonly origin: string;
  /** Certificate authorities added by policy, PEM; nothing else can add one. */
  readonly extraCertificateAuthorities: readonly string[];
  readonly connectTimeoutMs: number;
  /** Longest silence between two chunks. */
  readonly idleTimeoutMs: number;
  readonly largestReplyBytes: number;
}

/** A fetch that can reach one origin, and what it noticed that an SDK above would hide. */
export interface Transport {
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** Why the reply was refused here, if it was. */
  fault(): ErrorCode | null;
  close(): Promise<void>;
}

const refusedCertificate = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|EPROTO)/;

/**
 * Makes a transport below the SDK: TLS 1.2 or better, verified whatever the environment says, no
 * proxy, no redirect, connections to one origin only, replies of the expected kind and size. A bug
 * above this line cannot reach anything else.
 */
export function createTransport(options: TransportOptions): Transport {
  const allowed = new URL(options.origin);
  let noticed: ErrorCode | null = null;
  const connect = buildConnector({
    ca: [...rootCertificates, ...options.extraCertificateAuthorities],
    minVersion: "TLSv1.2",
    rejectUnauthorized: true,
    timeout: options.connectTimeoutMs,
  });
  const agent = new Agent({
    connect(target, done) {
      const port = target.port === "" ? "443" : target.port;
      const ours = target.protocol === "https:" && target.hostname === allowed.hostname && port === (allowed.port === "" ? "443" : allowed.port);
      if (ours) connect(target, done);
      else done(new Error("connection outside the agreement"), null);
    },
    headersTimeout: options.idleTimeoutMs,
    bodyTimeout: options.idleTimeoutMs,
    maxResponseSize: options.largestReplyBytes,
  });

  /** Answers the SDK with a refusal it does not retry. */
  function refuse(code: ErrorCode): Response {
    noticed = code;
    return new Response(null, { status: 422, headers: { "x-should-retry": "false" } });
  }

  return {
    fault: () => noticed,
    close: () => agent.destroy(),
    async fetch(input, init) {
      const url = new URL(typeof input === "string" || input instanceof URL ? input : input.url);
      if (url.origin !== allowed.origin) return refuse("gate.endpoint-not-allowed");
      try {
        // Two fetch types meet here: the SDK speaks the platform's, the agent belongs to the library's.
        const sent = { ...init, dispatcher: agent, redirect: "manual" } as unknown as Parameters<typeof undiciFetch>[1];
        const response = (await undiciFetch(url, sent)) as unknown as Response;
        if (response.status >= 300 && response.status < 400) return refuse("vendor.redirected");
        const streamed = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
        return response.ok && !streamed ? refuse("vendor.invalid-reply") : response;
      } catch (error) {
        if (refusedCertificate.test(findCode(error))) return refuse("vendor.certificate-refused");
        throw error;
      }
    },
  };
}

/** The innermost error code of a chain of causes. */
export function findCode(error: unknown): string {
  let code = "";
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const own = (at as NodeJS.ErrnoException).code;
    if (typeof own === "string") code = own;
  }
  return code;
}
