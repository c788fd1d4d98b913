import { spawnSync } from "node:child_process";
import { policyVersion } from "./schema.ts";
import { listSettings } from "./settings.ts";

/** Where Group Policy writes what the administrative template sets; only administrators can. */
export const registryKey = "SOFTWARE\\Policies\\Chartwell";

/** The policy Group Policy has set on a Windows machine, as the JSON it stands for; null where there is none. */
export function readRegistry(): string | null {
  if (process.platform !== "win32") return null;
  const asked = spawnSync("C:\\Windows\\System32\\reg.exe", ["query", `HKLM\\${registryKey}`], { encoding: "utf8", windowsHide: true });
  return asked.status === 0 ? readRegistryValues(asked.stdout) : null;
}

/**
 * Turns what `reg query` prints into a policy's JSON. What is no setting, or does not have its form,
 * goes in as it is and is refused by the schema: nothing an administrator set is dropped in silence.
 */
export function readRegistryValues(printed: string): string | null {
  const rows = printed.split(/\r?\n/).flatMap((line) => {
    const [, name, type, value] = /^ {4}(\S+) {4}(REG_\w+) {4}(.*)$/.exec(line) ?? [];
    return name === undefined || type === undefined ? [] : [{ name, type, value: value ?? "" }];
  });
  if (rows.length === 0) return null;
  const settings = new Map(listSettings().map((setting) => [setting.path, setting]));
  const policy: Record<string, unknown> = { version: policyVersion };
  for (const { name, type, value } of rows) place(policy, name.split("."), understand(settings.get(name)?.kind ?? "text", type, value));
  return JSON.stringify(policy);
}

function understand(kind: string, type: string, value: string): unknown {
  if (kind === "switch") return Number(value) === 1;
  if (type === "REG_DWORD") return Number(value);
  if (kind === "list") return value.split("\\0").filter((each) => each !== "");
  // Choices that are numbers, and numbers with a fraction, travel as text.
  if (kind === "json" || kind === "share" || (kind === "choice" && /^\d+$/.test(value))) return parse(value);
  return value;
}

function parse(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function place(into: Record<string, unknown>, [name, ...rest]: readonly string[], value: unknown): void {
  if (name === undefined) return;
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  const held = into[name];
  const inner: Record<string, unknown> = typeof held === "object" && held !== null ? Object.fromEntries(Object.entries(held)) : {};
  place(inner, rest, value);
  into[name] = inner;
}
