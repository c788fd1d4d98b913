export type { AuditPolicy } from "./audit-schema.ts";
export { locatePolicy, nameParts } from "./locate.ts";
export { checkPolicyBytes, judgePolicy, noPolicy, type PolicyInForce, readPolicy } from "./read-policy.ts";
export { defaultPolicy, type Policy, PolicySchema, type UpdatePolicy } from "./schema.ts";
export { describePolicySchema, listSettings } from "./settings.ts";
export { isSignedBy, makePolicyKeys, nameKey, signBytes } from "./signature.ts";
