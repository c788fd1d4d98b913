import { join } from "node:path";
import { createSystemClock } from "../../../main/clock.ts";
import type { Engine } from "../../../main/vault/engines/engine.ts";
import { openSqlcipher } from "../../../main/vault/engines/sqlcipher.ts";
import { hideNothing } from "../../../main/vault/hidden-columns.ts";
import { openHighWater } from "../../../main/vault/high-water.ts";
import { openKeybag } from "../../../main/vault/keybag.ts";
import { createKey, type Key } from "../../../main/vault/keys/seal.ts";
import { createSealingKeys } from "../../../main/vault/keys/sealing-keys.ts";
import { migrate } from "../../../main/vault/migrate.ts";
import { createVault, type Vault } from "../../../main/vault/vault.ts";

export interface OpenVault {
  readonly vault: Vault;
  readonly engine: Engine;
  readonly path: string;
  /** The key of the file, for whoever opens it beside the vault. */
  readonly key: Key;
  close(): Promise<void>;
}

/** A vault over a new encrypted file of this name; `marks`: it writes down how far its log reached, as in earnest. */
export async function openVaultAt(folder: string, name: string, { marks }: { readonly marks: boolean }): Promise<OpenVault> {
  const [key, keybagKey] = [createKey(), createKey()];
  const path = join(folder, `${name}.db`);
  const engine = openSqlcipher(path, key, { create: true });
  const keybag = openKeybag(join(folder, `${name}-keybag.db`), keybagKey, { create: true });
  if (typeof engine === "string" || typeof keybag === "string") throw new Error("could not open");
  await migrate(engine);
  const clock = createSystemClock();
  const keys = createSealingKeys({ keybag, keybagKey, clinicKey: createKey(), now: () => clock.now() });
  const mark = marks ? openHighWater(join(folder, `${name}-mark`), createKey(), "bench") : null;
  const vault = createVault({
    ...{ engine, keys, hiding: hideNothing, clock, installId: "bench", bootId: "bench" },
    chartRules: { careTeamOnly: false, now: () => clock.now() },
    onCommitted: (seq) => mark?.raise(seq),
  });
  return {
    ...{ vault, engine, path, key },
    async close() {
      await engine.close();
      keys.close();
      mark?.close();
    },
  };
}
