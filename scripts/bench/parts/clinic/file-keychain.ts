import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createMemoryKeychain, type MemoryKeychain } from "../../../../tests/support/memory-keychain.ts";

/** Stands where the system's keychain stands, for a host that is killed and started again without a desktop around it. */
export function openFileKeychain(path: string): MemoryKeychain {
  const keychain = createMemoryKeychain();
  if (existsSync(path)) {
    const kept = JSON.parse(readFileSync(path, "utf8")) as [string, string][];
    for (const [account, secret] of kept) keychain.items.set(account, Buffer.from(secret, "base64"));
  }
  const keep = () =>
    writeFileSync(path, JSON.stringify([...keychain.items].map(([account, secret]) => [account, Buffer.from(secret).toString("base64")])));
  return {
    ...keychain,
    async set(account, secret) {
      const kept = await keychain.set(account, secret);
      keep();
      return kept;
    },
    async remove(account) {
      await keychain.remove(account);
      keep();
    },
  };
}
