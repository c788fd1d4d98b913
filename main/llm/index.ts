// Promises: nothing leaves without an agreement in force and an intent on record, and every outcome is recorded.
// Callers: workflows, through the gate; compose builds the vendors.
// Never: fetch a chart, accept text that still holds identifiers, keep a prompt or a reply.
import type { VendorId } from "../../shared/domain/vendor.ts";
import type { Vendor } from "./ports.ts";
import { anthropicDefaults, createAnthropicVendor } from "./vendors/anthropic.ts";

export { createGate, type Gate, type Prospect } from "./gate.ts";
export type { Attempt, GatePorts, OutgoingLine, Prompt, SendOutcome, SendRequest, Vendor } from "./ports.ts";
export { measurePrompt } from "./prompt.ts";

export type Vendors = Readonly<Record<VendorId, Vendor>>;

/** Builds every vendor this build can speak to. */
export function createVendors(options: { extraCertificateAuthorities: readonly string[] }): Vendors {
  return { anthropic: createAnthropicVendor({ ...anthropicDefaults, ...options }) };
}
