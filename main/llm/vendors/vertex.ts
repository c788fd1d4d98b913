import { AnthropicVertex } from "@anthropic-ai/vertex-sdk";
import { ok } from "../../../shared/result.ts";
import { readServiceAccount } from "../binding.ts";
import type { Vendor } from "../ports.ts";
import { claudeSettings, readClaudeError, streamClaude } from "./claude.ts";
import { createGoogleAuth } from "./google.ts";
import type { Patience } from "./patience.ts";
import { goThrough } from "./through.ts";

/** Claude on Google Vertex AI over its maker's library, as a service account of the clinic's own project. */
export function createVertexVendor(patience: Patience): Vendor {
  return {
    stream(order) {
      const way = { origin: new URL(order.endpoint).origin, replyTypes: ["text/event-stream"], readError: readClaudeError };
      return goThrough(order, patience, way, (transport, signal) => {
        const { client: authClient, projectId } = createGoogleAuth(order);
        const baseURL = order.endpoint.replace(/\/$/, "");
        const client = new AnthropicVertex({ ...claudeSettings(transport, patience), baseURL, region: order.cloudRegion, projectId, authClient });
        return streamClaude(client as unknown as Parameters<typeof streamClaude>[0], order, signal, transport);
      });
    },
    prove: async (to) => ok(proveByKeyFile(to.credential)),
  };
}

/** Google says what it keeps on paper only; whose key it is stands in the key. */
export function proveByKeyFile(credential: Readonly<Record<string, string>>): { organizationId: string; retentionMode: null } {
  return { organizationId: readServiceAccount(credential["serviceAccount"] ?? "")?.project_id ?? "", retentionMode: null };
}
