// Promises: nothing leaves without an agreement in force and an intent on record, and every outcome is recorded.
// Callers: workflows, through the gate; compose builds the vendors.
// Never: fetch a chart, accept text that still holds identifiers, keep a prompt or a reply.
export { assemble, ElementNotAllowed, type Elements } from "./assemble.ts";
export { isBound } from "./binding.ts";
export { createGate, type Gate, type Prospect, proveAgreement } from "./gate.ts";
export { decide, findProvenDay } from "./policy.ts";
export type {
  AgreementFile,
  Attempt,
  GatePorts,
  OutgoingLine,
  OutputForm,
  Prompt,
  SendOutcome,
  SendRequest,
  TaskStamp,
  Vendor,
  Vendors,
} from "./ports.ts";
export { locateLines, measurePrompt } from "./prompt.ts";
export { createVendors } from "./vendors/index.ts";
export { usualPatience } from "./vendors/patience.ts";
