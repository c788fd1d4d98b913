import { parseArgs } from "node:util";

/** What the program was started with. */
export interface StartArguments {
  /** Folder of the record, log and settings; null for the system's own place. */
  readonly profile: string | null;
  /** The operators' command line, with its words. */
  readonly cli: readonly string[] | null;
  /** To keep the clinic's record for its workstations, without a window. */
  readonly host: boolean;
}

/** Switches that open the program to others; a release refuses to start with any of them. */
const forbiddenSwitches =
  /^--(inspect|inspect-brk|inspect-port|remote-debugging|remote-allow|js-flags|load-extension|disable-web-security|proxy-|host-rules|host-resolver-rules|ignore-certificate|allow-insecure|no-sandbox$|user-data-dir)/;

/** Reads the arguments after the program's own. */
export function readArguments(words: readonly string[]): StartArguments {
  const at = words.indexOf("--cli");
  const own = at === -1 ? words : words.slice(0, at);
  const { values } = parseArgs({ args: [...own], options: { profile: { type: "string" }, host: { type: "boolean" } }, strict: false });
  const profile = typeof values["profile"] === "string" ? values["profile"] : null;
  return { profile, cli: at === -1 ? null : words.slice(at + 1), host: values["host"] === true };
}

/** The first switch a release must not run with, or null. */
export function findForbiddenSwitch(words: readonly string[]): string | null {
  return words.find((word) => forbiddenSwitches.test(word)) ?? null;
}
