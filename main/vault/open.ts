import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { Clock } from "../clock.ts";
import type { ServerPorts } from "./engine-parts.ts";
import type { Engine } from "./engines/engine.ts";
import { hideNothing } from "./hidden-columns.ts";
import { hideUnder } from "./hide-under.ts";
import { type HighWater, openHighWater } from "./high-water.ts";
import type { Keychain } from "./keychain.ts";
import type { Envelope } from "./keys/envelope.ts";
import { type Key, wipe } from "./keys/seal.ts";
import type { OpenSealingKeys } from "./keys/sealing-keys.ts";
import { migrate } from "./migrate.ts";
import { openEngine } from "./open-engine.ts";
import { openRecordKeys } from "./open-keys.ts";
import type { RecordFiles } from "./record-files.ts";
import type { ChartRules } from "./sql.ts";
import { lastAuditEntry, readLastAuditEntry } from "./stores/audit-entries.ts";
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
  readonly keychain: Keychain;
  readonly servers: ServerPorts;
  readonly clock: Clock;
  readonly bootId: string;
  readonly chartRules: ChartRules;
  readonly create: boolean;
}

export { deriveDatabaseKey } from "./open-engine.ts";

/** Opens the database and the keybag, brings the schema up and puts the audited door before them. */
export async function openRecord(parts: OpenParts): Promise<Result<OpenRecord, AppError>> {
  const { files, envelope, masterKey, create, keychain, servers } = parts;
  const unlocked = openRecordKeys({ files, envelope, masterKey, create, now: () => parts.clock.now() });
  if (!unlocked.ok) return unlocked;
  const { keys, clinicKey } = unlocked.value;
  const highWater = openHighWater(files.highWater, clinicKey, envelope.installId);
  const opened = await openEngine({ files, envelope, masterKey, clinicKey, keychain, highWater, servers, create });
  wipe(clinicKey);
  const fault = opened.ok
    ? ((envelope.place === undefined ? await bringUp(opened.value) : null) ?? (await checkHighWater(opened.value, highWater)))
    : opened.error;
  if (!opened.ok || fault !== null) {
    for (const open of [keys, highWater]) open.close();
    if (opened.ok) await opened.value.close();
    return err(fault ?? failure("vault.damaged"));
  }
  const engine = opened.value;
  const { clock, bootId, chartRules } = parts;
  const hiding = envelope.place === undefined ? hideNothing : hideUnder(keys);
  const vault = createVault({ engine, keys, hiding, clock, installId: envelope.installId, bootId, chartRules, onCommitted: highWater.raise });
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

/** The newest entry of a record that has no vault over it yet, or null in an empty log. */
export function readLogEnd(engine: Engine): Promise<ReturnType<typeof readLastAuditEntry>> {
  return engine.transact(async (_handle, known) => readLastAuditEntry(known), lastAuditEntry);
}

/** A log shorter than its mark was cut off or put back; a mark that was changed proves nothing and is named too. */
async function checkHighWater(engine: Engine, highWater: HighWater): Promise<AppError | null> {
  const last = await readLogEnd(engine);
  const found = last?.seq ?? -1;
  if (highWater.reached === null) return failure("vault.damaged-mark");
  return found < highWater.reached ? failure("vault.rolled-back", { missing: highWater.reached - found }) : null;
}
