import { existsSync } from "node:fs";
import { readPolicy } from "../policy.ts";

/** Says whether a policy file would be accepted on this machine; status 0 when it would. */
export async function checkPolicy(words: readonly string[]): Promise<number> {
  const [verb, path] = words;
  if (verb !== "check" || path === undefined || !existsSync(path)) {
    process.stderr.write("Say: policy check FILE, with a file that exists.\n");
    return 2;
  }
  const policy = readPolicy({ path, trustOwner: false });
  process.stdout.write(policy.ok ? `Accepted; set by ${policy.value.owner}.\n` : `Refused: ${policy.error.code}\n`);
  return policy.ok ? 0 : 1;
}
