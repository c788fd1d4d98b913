import type { AppError } from "../../shared/errors.ts";
import { ok, type Result } from "../../shared/result.ts";
import { listSettings, type Policy, type PolicyInForce } from "../policy/index.ts";
import type { Workflow } from "./workflow.ts";

/** Shows what IT has fixed on this computer, setting by setting, and what stands where it has not. */
export function showPolicy({ policy }: { policy: Result<PolicyInForce, AppError> }): Workflow<"policy.read"> {
  return async () => {
    if (!policy.ok) return policy;
    const { rules, source, signedBy } = policy.value;
    const given = policy.value.given();
    const apart = ["owner", "issuedOn", "expiresOn"];
    const settings = listSettings()
      .filter(({ path }) => !apart.includes(path))
      .map(({ path }) => ({
        path,
        value: writeValue(readAt(rules, path)),
        fixed: given.some((name) => path === name || path.startsWith(`${name}.`)),
      }));
    const owner = source === "default" ? "" : rules.owner;
    return ok({ owner, source, signedBy, issuedOn: rules.issuedOn, expiresOn: rules.expiresOn, settings });
  };
}

function readAt(rules: Policy, path: string): unknown {
  return path.split(".").reduce<unknown>((held, name) => (typeof held === "object" && held !== null ? Reflect.get(held, name) : undefined), rules);
}

/** As a person reads it: a certificate's text tells nobody anything. */
function writeValue(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value) && value.every((each) => typeof each === "string" && !isPem(each))) return value.join(", ");
  if (typeof value !== "object") return String(value);
  return JSON.stringify(value, (_name, each: unknown) => (typeof each === "string" && isPem(each) ? "PEM" : each));
}

const isPem = (text: string) => text.startsWith("-----BEGIN ");
