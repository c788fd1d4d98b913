import { AnthropicBedrock } from "@anthropic-ai/bedrock-sdk";
import { BedrockClient, GetAccountDataRetentionCommand } from "@aws-sdk/client-bedrock";
import type { RetentionMode } from "../../../shared/domain/vendor.ts";
import { ok } from "../../../shared/result.ts";
import { readAwsAccount } from "../binding.ts";
import type { Vendor } from "../ports.ts";
import { awsSettings, readAwsError, readAwsKeys } from "./aws.ts";
import { claudeSettings, readClaudeError, streamClaude } from "./claude.ts";
import type { Patience } from "./patience.ts";
import { goThrough } from "./through.ts";

/**
 * Claude on AWS Bedrock over its maker's library, signed with the clinic's own AWS key. What AWS
 * keeps is a setting of the account in one Region, so it is read back from that Region's own
 * control plane and must be "none".
 */
export function createBedrockVendor(patience: Patience): Vendor {
  return {
    stream(order) {
      const way = { origin: new URL(order.endpoint).origin, replyTypes: ["application/vnd.amazon.eventstream"], readError: readClaudeError };
      return goThrough(order, patience, way, (transport, signal) => {
        const { accessKeyId, secretAccessKey, sessionToken = null } = readAwsKeys(order.credential);
        const client = new AnthropicBedrock({
          ...claudeSettings(transport, patience),
          baseURL: order.endpoint.replace(/\/$/, ""),
          awsRegion: order.cloudRegion,
          awsAccessKey: accessKeyId,
          awsSecretKey: secretAccessKey,
          awsSessionToken: sessionToken,
        });
        return streamClaude(client as unknown as Parameters<typeof streamClaude>[0], order, signal, transport);
      });
    },
    prove(to) {
      const way = { origin: new URL(to.proofEndpoint).origin, replyTypes: ["application/json"], readError: readAwsError };
      return goThrough(to, patience, way, async (transport, signal) => {
        const client = new BedrockClient(awsSettings(to, to.proofEndpoint, transport, patience));
        const { mode } = await client.send(new GetAccountDataRetentionCommand({}), { abortSignal: signal });
        return ok({ organizationId: readAwsAccount(to.credential["accessKeyId"] ?? "") ?? "", retentionMode: nameMode(mode) });
      });
    },
  };
}

/** Only "none" is nothing kept; every other mode may keep, so it counts as kept for some days. */
function nameMode(mode: string | undefined): RetentionMode {
  return mode === "none" ? "zero-data-retention" : "limited-days";
}
