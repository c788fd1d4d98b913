import { ApiError, GoogleGenAI } from "@google/genai";
import { ok, type Result } from "../../../shared/result.ts";
import type { StreamEnd, StreamFault, StreamOrder, Vendor } from "../ports.ts";
import type { Transport } from "../transport.ts";
import { createGoogleAuth } from "./google.ts";
import type { Patience } from "./patience.ts";
import { goThrough, Interrupted, type ReadError } from "./through.ts";
import { proveByKeyFile } from "./vertex.ts";

/** Gemini on Google Vertex AI over Google's own library; the consumer interface beside it has no agreement. */
export function createGeminiVendor(patience: Patience): Vendor {
  return {
    stream(order) {
      const way = { origin: new URL(order.endpoint).origin, replyTypes: ["text/event-stream"], readError: readGeminiError };
      return goThrough(order, patience, way, (transport, signal) => streamGemini(createClient(order, transport, patience), order, signal, transport));
    },
    prove: async (to) => ok(proveByKeyFile(to.credential)),
  };
}

function createClient(order: StreamOrder, transport: Transport, patience: Patience): GoogleGenAI {
  const { client: authClient, projectId } = createGoogleAuth(order);
  return new GoogleGenAI({
    vertexai: true,
    project: projectId,
    location: order.cloudRegion,
    apiVersion: "v1",
    googleAuthOptions: { authClient } as never,
    httpOptions: {
      baseUrl: order.endpoint,
      timeout: patience.totalTimeoutMs,
      retryOptions: { attempts: patience.maxRetries + 1, initialDelay: 0.5 },
      fetch: (input: unknown, init?: unknown) => transport.fetch(input as string | URL | Request, init as RequestInit),
    },
  });
}

async function streamGemini(
  client: GoogleGenAI,
  order: StreamOrder,
  signal: AbortSignal,
  transport: Transport,
): Promise<Result<StreamEnd, StreamFault>> {
  const { modelId, system, user, maxOutputTokens, form, onText } = order;
  const stream = await client.models.generateContentStream({
    model: modelId,
    contents: [{ role: "user", parts: [{ text: user }] }],
    config: {
      systemInstruction: system,
      maxOutputTokens,
      abortSignal: signal,
      ...(form === null ? {} : { responseMimeType: "application/json", responseJsonSchema: form.schema }),
    },
  });
  let tokensIn = 0;
  let tokensOut = 0;
  let finished = false;
  for await (const chunk of stream) {
    const text = chunk.text ?? "";
    if (text !== "") onText(text);
    tokensIn = chunk.usageMetadata?.promptTokenCount ?? tokensIn;
    tokensOut = chunk.usageMetadata?.candidatesTokenCount ?? tokensOut;
    if (chunk.candidates?.some(({ finishReason }) => finishReason !== undefined) === true) finished = true;
  }
  if (!finished) throw new Interrupted();
  const vendorRequestId = transport.readHeader("x-goog-request-id") ?? transport.readHeader("x-request-id");
  return ok({ tokensIn, tokensOut, httpStatus: 200, vendorRequestId, organizationId: null });
}

function readGeminiError(error: unknown): ReadError {
  if (error instanceof ApiError) return { kind: "status", status: error.status, requestId: null, retryAfterMs: null };
  const kind = error instanceof Error && error.name === "AbortError" ? "aborted" : error instanceof TypeError ? "connection" : "other";
  return { kind, status: null, requestId: null, retryAfterMs: null };
}
