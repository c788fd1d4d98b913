import { ComprehendMedicalClient, DetectPHICommand } from "@aws-sdk/client-comprehendmedical";
import { err, ok } from "../../../shared/result.ts";
import { readAwsAccount } from "../binding.ts";
import type { Vendor } from "../ports.ts";
import { awsSettings, readAwsError } from "./aws.ts";
import type { Patience } from "./patience.ts";
import { goThrough } from "./through.ts";

/**
 * AWS Comprehend Medical's DetectPHI: a second opinion on what is still an identifier in text whose
 * identifiers were removed here first. Its answer is streamed as one line of JSON a place.
 */
export function createComprehendVendor(patience: Patience): Vendor {
  return {
    stream(order) {
      const way = { origin: new URL(order.endpoint).origin, replyTypes: ["application/x-amz-json-1.1"], readError: readAwsError };
      return goThrough(order, patience, way, async (transport, signal) => {
        const client = new ComprehendMedicalClient(awsSettings(order, order.endpoint, transport, patience));
        const { Entities = [], $metadata } = await client.send(new DetectPHICommand({ Text: order.user }), { abortSignal: signal });
        const toUtf16 = mapCodePoints(order.user);
        for (const { BeginOffset = 0, EndOffset = 0, Type = "", Score = 0 } of Entities) {
          order.onText(`${JSON.stringify({ start: toUtf16(BeginOffset), end: toUtf16(EndOffset), type: Type, score: Score })}\n`);
        }
        return ok({
          tokensIn: 0,
          tokensOut: 0,
          httpStatus: $metadata.httpStatusCode ?? 200,
          vendorRequestId: $metadata.requestId ?? null,
          organizationId: null,
        });
      });
    },
    async prove({ credential }) {
      const organizationId = readAwsAccount(credential["accessKeyId"] ?? "");
      if (organizationId === null) return err({ code: "gate.key-not-bound", httpStatus: null, vendorRequestId: null, retryAfterMs: null });
      return ok({ organizationId, retentionMode: null });
    },
  };
}

/** The service counts characters, JavaScript counts halves of some of them. */
function mapCodePoints(text: string): (offset: number) => number {
  const starts: number[] = [];
  let at = 0;
  for (const character of text) {
    starts.push(at);
    at += character.length;
  }
  return (offset) => starts[offset] ?? at;
}
