import { writeFileSync } from "node:fs";
import { makePolicyKeys, nameParts, signBytes } from "../../main/policy/index.ts";

/** Lays a policy down as a clinic's IT does: signed by a key of its own, with the key that checks it beside it. */
export function writeSignedPolicy(path: string, policy: Readonly<Record<string, unknown>>): void {
  const { privateKey, publicKey } = makePolicyKeys();
  const parts = nameParts(path);
  const bytes = Buffer.from(JSON.stringify(policy));
  writeFileSync(parts.policy, bytes);
  writeFileSync(parts.signature, signBytes(bytes, privateKey) ?? "");
  writeFileSync(parts.key, publicKey);
}
