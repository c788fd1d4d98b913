import { request } from "node:https";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { permitHost } from "../egress.ts";
import type { TimestampToken } from "./timestamp-token.ts";

/** The time-stamping authority a policy names. */
export interface TimestampAuthority {
  /** HTTPS only. */
  readonly url: string;
  /** Certificate authorities for its tokens and its TLS certificate, PEM; no other is trusted. */
  readonly authorities: readonly string[];
}

const patienceMs = 15_000;
const largestReplyBytes = 64 * 1_024;

/** Asks for a time stamp over a text and checks what comes back. Sends the text's hash and a random number. */
export async function requestTimestamp({ url, authorities }: TimestampAuthority, text: string): Promise<Result<TimestampToken, AppError>> {
  // The library of ASN.1 is large, and most clinics name no authority.
  const { readTimestampReply, writeTimestampRequest } = await import("./timestamp-token.ts");
  const asked = writeTimestampRequest(text);
  const reply = await post(url, authorities, asked.bytes);
  return reply.ok ? readTimestampReply(reply.value, text, asked.nonce, authorities) : reply;
}

function post(url: string, authorities: readonly string[], body: Uint8Array): Promise<Result<Uint8Array, AppError>> {
  return new Promise((resolve) => {
    const fail = () => resolve(err(failure("anchor.timestamp-unreachable")));
    const headers = { "content-type": "application/timestamp-query", "content-length": body.byteLength };
    // No agent: one connection, one question, nothing kept open.
    const options = { method: "POST", headers, ca: [...authorities], minVersion: "TLSv1.2" as const, rejectUnauthorized: true, agent: false };
    const release = permitHost(new URL(url));
    const sent = request(new URL(url), { ...options, signal: AbortSignal.timeout(patienceMs) }, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.byteLength;
        if (bytes > largestReplyBytes) response.destroy();
        else chunks.push(chunk);
      });
      response.on("error", fail);
      response.on("close", fail);
      response.on("end", () => {
        const replied = response.statusCode === 200 && response.headers["content-type"]?.startsWith("application/timestamp-reply") === true;
        resolve(replied ? ok(Buffer.concat(chunks)) : err(failure("anchor.timestamp-refused")));
      });
    });
    sent.on("error", fail);
    sent.on("close", release);
    sent.end(body);
  });
}
