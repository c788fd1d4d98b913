import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { Clock } from "../clock.ts";
import type { Engine } from "./engines/engine.ts";
import { type OpenFault, openSqlcipher } from "./engines/sqlcipher.ts";
import { type HighWater, openHighWater } from "./high-water.ts";
import { openKeybag } from "./keybag.ts";
import type { Envelope } from "./keys/envelope.ts";
import { openKeptKey } from "./keys/kept-keys.ts";
import { deriveKey, type Key, wipe } from "./keys/seal.ts";
import { createSealingKeys, type OpenSealingKeys } from "./keys/sealing-keys.ts";
import { migrate } from "./migrate.ts";
import type { RecordFiles } from "./record-files.ts";
import type { ChartRules } from "./sql.ts";
import { readLastAuditEntry } from "./stores/audit-entries.ts";
import { createVault, type Vault } from "./vault.ts";

/** An open record: the audited door, and below it what only the vault's own rooms may hold. */
export interface OpenRecord {
  readonly vault: Vault;
  readonly engine: Engine;
  readonly keys: OpenSealingKeys;
  readonly masterKey: Key;
  /** Lets what was asked for finish, closes the files and overwrites the keys. */
  close(): Promise<void>;
}

export interface OpenParts {
  readonly files: RecordFiles;
  readonly envelope: Envelope;
  readonly masterKey: Key;
  readonly clock: Clock;
  readonly bootId: string;
  readonly chartRules: ChartRules;
  readonly create: boolean;
}

/** The raw key of the database file, one per install and master key. */
export function deriveDatabaseKey(masterKey: Key, installId: string): Key {
  return deriveKey(masterKey, "database/v1", Buffer.from(installId, "hex"));
}

/** Opens the database and the keybag, brings the schema up and puts the audited door before them. */
export async function openRecord(parts: OpenParts): Promise<Result<OpenRecord, AppError>> {
  const { files, envelope, masterKey, create } = parts;
  const keybagKey = openKeptKey(masterKey, "keybag", envelope.keybag);
  const clinicKey = openKeptKey(masterKey, "clinic", envelope.clinic);
  if (keybagKey === null || clinicKey === null) return err(failure("vault.damaged-keys"));
  const databaseKey = deriveDatabaseKey(masterKey, envelope.installId);
  const engine = openSqlcipher(files.database, databaseKey, { create });
  wipe(databaseKey);
  if (typeof engine === "string") return err(nameOpenFault(engine));
  const path = files.keybag(envelope.keybag.file);
  const keybag = openKeybag(path, keybagKey, { create });
  if (typeof keybag === "string") {
    engine.close();
    return err(failure(keybag === "damaged" ? "vault.damaged-keys" : "vault.missing-keys"));
  }
  const highWater = openHighWater(files.highWater, clinicKey, envelope.installId);
  const fault = (await bringUp(engine)) ?? (await checkHighWater(engine, highWater));
  if (fault !== null) {
    for (const open of [engine, keybag, highWater]) open.close();
    return err(fault);
  }
  const keys = createSealingKeys({ keybag, keybagKey, clinicKey, now: () => parts.clock.now() });
  wipe(keybagKey);
  const { clock, bootId, chartRules } = parts;
  const vault = createVault({ engine, keys, clock, installId: envelope.installId, bootId, chartRules, onCommitted: highWater.raise });
  return ok({
    vault,
    engine,
    keys,
    masterKey,
    async close() {
      await engine.alone(async () => engine.close());
      highWater.close();
      keys.close();
      wipe(masterKey);
    },
  });
}

/** A file whose first pages do not read cannot be migrated; the way out is a backup, not a retry. */
async function bringUp(engine: Engine): Promise<AppError | null> {
  try {
    return (await migrate(engine)) === "newer-schema" ? failure("vault.newer-schema") : null;
  } catch {
    return failure("vault.damaged");
  }
}

/** A log shorter than its mark was cut off or put back; a mark that was changed proves nothing and is named too. */
async function checkHighWater(engine: Engine, highWater: HighWater): Promise<AppError | null> {
  const last = await engine.transact(readLastAuditEntry);
  const found = last?.seq ?? -1;
  if (highWater.reached === null) return failure("vault.damaged-mark");
  return found < highWater.reached ? failure("vault.rolled-back", { missing: highWater.reached - found }) : null;
}

function nameOpenFault(fault: OpenFault): AppError {
  return failure(`vault.${fault}`);
}
