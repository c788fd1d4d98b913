// @ts-check
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** What is made once per machine: root's is readable to all, so that tests can run the app as somebody else. */
export function locateCache() {
  if (process.getuid?.() === 0) return "/var/cache/chartwell-dev";
  return join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "chartwell-dev");
}
