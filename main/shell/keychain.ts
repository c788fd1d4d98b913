import { createRequire } from "node:module";
import { z } from "zod";
import type { Keychain } from "../vault/keychain.ts";

const service = "Chartwell";
const patienceMs = 10_000;

const backends: Partial<Record<NodeJS.Platform, string>> = {
  linux: "libsecret",
  darwin: "macos-keychain",
  win32: "windows-credential-manager",
};

interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/**
 * The operating system's keychain. On Linux that is the Secret Service over the session bus; where
 * none answers, every call says so. Nothing is ever kept anywhere else instead.
 */
export function createOsKeychain(): Keychain {
  const keytar = loadKeytar();
  if (keytar === null) return unavailableKeychain;
  return {
    async probe() {
      const answered = await ask(() => keytar.getPassword(service, "probe"));
      return answered === "unavailable" ? null : (backends[process.platform] ?? null);
    },
    async get(account) {
      const stored = await ask(() => keytar.getPassword(service, account));
      if (stored === "unavailable" || stored === null) return stored;
      const parsed = z.base64().safeParse(stored.value);
      return parsed.success ? Buffer.from(parsed.data, "base64") : null;
    },
    async set(account, key) {
      const kept = await ask(async () => {
        await keytar.setPassword(service, account, Buffer.from(key).toString("base64"));
        return "";
      });
      return kept === "unavailable" ? "unavailable" : "kept";
    },
    async remove(account) {
      await ask(async () => {
        await keytar.deletePassword(service, account);
        return "";
      });
    },
  };
}

/** A keychain that answers nothing, for systems where the module itself cannot load. */
const unavailableKeychain: Keychain = {
  probe: async () => null,
  get: async () => "unavailable",
  set: async () => "unavailable",
  remove: async () => undefined,
};

function loadKeytar(): Keytar | null {
  try {
    // Loaded late: without libsecret the native module does not load, which is a state, not a crash.
    return createRequire(import.meta.url)("keytar") as Keytar;
  } catch {
    return null;
  }
}

/** Asks with patience: a locked keyring may wait for a prompt nobody sees. */
async function ask(question: () => Promise<string | null>): Promise<{ value: string } | null | "unavailable"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"unavailable">((resolve) => {
    timer = setTimeout(() => resolve("unavailable"), patienceMs);
  });
  try {
    const answer = await Promise.race([question(), late]);
    if (answer === "unavailable" || answer === null) return answer as "unavailable" | null;
    return { value: answer };
  } catch {
    return "unavailable";
  } finally {
    clearTimeout(timer);
  }
}
