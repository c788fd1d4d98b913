export { writeAdministrativeTemplates } from "./administrative-templates.ts";
export type { AuditPolicy } from "./audit-schema.ts";
export { locatePolicy, nameParts } from "./locate.ts";
export { checkPolicyBytes, noPolicy, type PolicyInForce, readPolicy } from "./read-policy.ts";
export { defaultPolicy, type Policy, PolicySchema, type UpdatePolicy, type VendorRule } from "./schema.ts";
export { describePolicySchema, listSettings } from "./settings.ts";
export { isSignedBy, makePolicyKeys, nameKey, signBytes } from "./signature.ts";
