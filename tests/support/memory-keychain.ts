import type { Keychain } from "../../main/vault/keychain.ts";

/** A keychain for unit tests of what stands above it; the real one is tested in the real app. */
export interface MemoryKeychain extends Keychain {
  readonly items: Map<string, Uint8Array>;
  backend: string | null;
}

/** Makes an empty keychain that answers. */
export function createMemoryKeychain(): MemoryKeychain {
  const items = new Map<string, Uint8Array>();
  return {
    items,
    backend: "libsecret",
    async probe() {
      return this.backend;
    },
    async get(account) {
      return this.backend === null ? "unavailable" : (items.get(account) ?? null);
    },
    async set(account, key) {
      if (this.backend === null) return "unavailable";
      items.set(account, Uint8Array.from(key));
      return "kept";
    },
    async remove(account) {
      items.delete(account);
    },
  };
}
