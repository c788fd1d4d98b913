import { createHash, X509Certificate } from "node:crypto";
import { lookup as lookUpHost } from "node:dns";
import type { LookupFunction } from "node:net";
import { checkServerIdentity, type PeerCertificate, rootCertificates } from "node:tls";
import { Agent, buildConnector, fetch as undiciFetch } from "undici";
import type { ErrorCode } from "../../shared/errors.ts";
import { permitHost } from "../egress.ts";
import { isPrivateAddress } from "./private-address.ts";

export interface TransportOptions {
  /** The one origin this transport may reach. */
  readonly origin: string;
  /** Certificate authorities added by policy, PEM; nothing else can add one. */
  readonly extraCertificateAuthorities: readonly string[];
  /** SHA-256 of accepted public keys, base64; none: whatever the authorities vouch for. */
  readonly pinnedKeys: readonly string[];
  /** Kinds of a good reply, by the start of its content type. */
  readonly replyTypes: readonly string[];
  /** The host must stand on the clinic's own network. */
  readonly ownNetworkOnly: boolean;
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
  /** Whether the far end began to answer. */
  answered(): boolean;
  /** A header of the last reply that was let through, or null. */
  readHeader(name: string): string | null;
  close(): Promise<void>;
}

const refusedCertificate = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|EPROTO|KEY_NOT_PINNED)/;

/**
 * Makes a transport below the SDK: TLS 1.2 or better, verified whatever the environment says, no
 * proxy, no redirect, connections to one origin only, replies of the expected kind and size. A bug
 * above this line cannot reach anything else.
 */
export function createTransport(options: TransportOptions): Transport {
  const allowed = new URL(options.origin);
  let noticed: ErrorCode | null = null;
  let headers = new Headers();
  let answered = false;
  const agent = createAgent(options, allowed);
  const release = permitHost(allowed);

  /** Answers the SDK with a refusal it does not retry. */
  function refuse(code: ErrorCode): Response {
    noticed = code;
    return new Response(null, { status: 422, headers: { "x-should-retry": "false" } });
  }

  return {
    fault: () => noticed,
    answered: () => answered,
    readHeader: (name) => headers.get(name),
    async close() {
      release();
      await agent.destroy();
    },
    async fetch(input, init) {
      const url = new URL(typeof input === "string" || input instanceof URL ? input : input.url);
      if (url.origin !== allowed.origin) return refuse("gate.endpoint-not-allowed");
      try {
        const response = await send(input, url, init, agent);
        if (response.status >= 300 && response.status < 400) return refuse("vendor.redirected");
        const type = response.headers.get("content-type") ?? "";
        if (response.ok && !options.replyTypes.some((expected) => type.startsWith(expected))) return refuse("vendor.invalid-reply");
        headers = response.headers;
        answered = true;
        return response;
      } catch (error) {
        const code = findCode(error);
        if (code === "OUTSIDE_OWN_NETWORK") return refuse("gate.endpoint-not-allowed");
        if (refusedCertificate.test(code)) return refuse("vendor.certificate-refused");
        throw error;
      }
    },
  };
}

/** Two fetch types meet here: the SDKs speak the platform's, the agent belongs to the library's. */
async function send(input: string | URL | Request, url: URL, init: RequestInit | undefined, agent: Agent): Promise<Response> {
  const given = input instanceof Request ? await takeApart(input) : {};
  const sent = { ...given, ...init, dispatcher: agent, redirect: "manual" } as unknown as Parameters<typeof undiciFetch>[1];
  return (await undiciFetch(url, sent)) as unknown as Response;
}

async function takeApart(request: Request): Promise<RequestInit> {
  const body = request.method === "GET" ? null : await request.arrayBuffer();
  return { method: request.method, headers: request.headers, body, signal: request.signal };
}

function createAgent(options: TransportOptions, allowed: URL): Agent {
  const connect = buildConnector({
    ca: [...rootCertificates, ...options.extraCertificateAuthorities],
    minVersion: "TLSv1.2",
    rejectUnauthorized: true,
    timeout: options.connectTimeoutMs,
    checkServerIdentity: (host, certificate) => checkServerIdentity(host, certificate) ?? checkPin(certificate, options.pinnedKeys),
    ...(options.ownNetworkOnly ? { lookup: lookUpOwnNetwork } : {}),
  });
  return new Agent({
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
}

/** Fails where keys are pinned and this is none of them, whoever vouched for it. */
function checkPin(certificate: PeerCertificate, pinnedKeys: readonly string[]): Error | undefined {
  if (pinnedKeys.length === 0) return undefined;
  const key = new X509Certificate(certificate.raw).publicKey.export({ type: "spki", format: "der" });
  if (pinnedKeys.includes(createHash("sha256").update(key).digest("base64"))) return undefined;
  return Object.assign(new Error("the key is not one of the pinned"), { code: "KEY_NOT_PINNED" });
}

/** Looks a host up, and takes only addresses no router of the Internet forwards. */
const lookUpOwnNetwork: LookupFunction = (host, options, done) => {
  lookUpHost(host, { ...options, all: true }, (error, found) => {
    if (error !== null) return done(error, "", 0);
    const own = found.filter(({ address }) => isPrivateAddress(address));
    const [first] = own;
    if (first === undefined) return done(Object.assign(new Error("not on the clinic's own network"), { code: "OUTSIDE_OWN_NETWORK" }), "", 0);
    if (options.all === true) return done(null, own);
    return done(null, first.address, first.family);
  });
};

/** The innermost error code of a chain of causes. */
export function findCode(error: unknown): string {
  let code = "";
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const own = (at as NodeJS.ErrnoException).code;
    if (typeof own === "string") code = own;
  }
  return code;
}
