import Anthropic from "@anthropic-ai/sdk";
import { ok } from "../../../shared/result.ts";
import type { Destination, Vendor } from "../ports.ts";
import type { Transport } from "../transport.ts";
import { claudeSettings, readClaudeError, streamClaude } from "./claude.ts";
import type { Patience } from "./patience.ts";
import { goThrough } from "./through.ts";

/**
 * Anthropic's Messages API over its own SDK. The SDK is given everything explicitly and told to read
 * nothing: no environment, no profile, no telemetry, no log.
 */
export function createAnthropicVendor(patience: Patience): Vendor {
  const way = (to: Destination, replyTypes: readonly string[]) => ({ origin: new URL(to.endpoint).origin, replyTypes, readError: readClaudeError });

  function createClient(to: Destination, transport: Transport): Anthropic {
    const baseURL = to.endpoint.replace(/\/$/, "");
    return new Anthropic({
      ...claudeSettings(transport, patience),
      apiKey: to.credential["apiKey"] ?? "",
      authToken: null,
      webhookKey: null,
      baseURL,
    });
  }

  return {
    stream: (order) =>
      goThrough(order, patience, way(order, ["text/event-stream"]), (transport, signal) =>
        streamClaude(createClient(order, transport), order, signal, transport),
      ),
    /** Looks the model up: the reply's headers name the organization. What it keeps, this vendor states on paper only. */
    prove: (to) =>
      goThrough(to, patience, way(to, ["application/json"]), async (transport, signal) => {
        await createClient(to, transport).models.retrieve(to.modelId, undefined, { signal });
        return ok({ organizationId: transport.readHeader("anthropic-organization-id") ?? "", retentionMode: null });
      }),
  };
}
