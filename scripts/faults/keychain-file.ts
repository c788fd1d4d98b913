import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Keychain } from "../../main/vault/keychain.ts";

/** A keychain in files, for runs where two processes must share one and no session bus is at hand. */
export function createFileKeychain(folder: string): Keychain {
  const path = (account: string) => join(folder, account);
  return {
    probe: async () => (existsSync(folder) ? "libsecret" : null),
    get: async (account) => (existsSync(path(account)) ? readFileSync(path(account)) : null),
    async set(account, key) {
      writeFileSync(path(account), key);
      return "kept";
    },
    remove: async (account) => rmSync(path(account), { force: true }),
  };
}
