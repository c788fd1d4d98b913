import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { Clock } from "../clock.ts";
import type { Engine } from "./engines/engine.ts";
import { openSqlcipher } from "./engines/sqlcipher.ts";
import { deriveKey, type Key } from "./keys/seal.ts";
import { createSealingKeys } from "./keys/sealing-keys.ts";
import { migrate } from "./migrate.ts";
import type { RecordFiles } from "./record-files.ts";
import { createVault, type Vault } from "./vault.ts";

/** An open record: the audited door, and the engine's own account of itself for the doctor. */
export interface OpenRecord {
  readonly vault: Vault;
  describe(): Readonly<Record<string, string | number>>;
}

export interface OpenParts {
  readonly files: RecordFiles;
  readonly masterKey: Key;
  readonly installId: string;
  readonly clock: Clock;
  readonly bootId: string;
  readonly create: boolean;
}

/** Derives the database key, opens the file, brings the schema up and puts the audited door before it. */
export async function openRecord({ files, masterKey, installId, clock, bootId, create }: OpenParts): Promise<Result<OpenRecord, AppError>> {
  const databaseKey = deriveKey(masterKey, "database/v1", Buffer.from(installId, "hex"));
  const engine = openSqlcipher(files.database, databaseKey, { create });
  databaseKey.fill(0);
  if (typeof engine === "string") return err(failure(`vault.${engine}`));
  return finishOpening(engine, { masterKey, installId, clock, bootId });
}

async function finishOpening(
  engine: Engine,
  parts: Pick<OpenParts, "masterKey" | "installId" | "clock" | "bootId">,
): Promise<Result<OpenRecord, AppError>> {
  try {
    if ((await migrate(engine)) === "newer-schema") {
      engine.close();
      return err(failure("vault.newer-schema"));
    }
  } catch {
    // A file whose first pages do not read cannot be migrated; the way out is a backup, not a retry.
    engine.close();
    return err(failure("vault.damaged"));
  }
  const { installId, clock, bootId } = parts;
  const vault = createVault({ engine, keys: createSealingKeys(parts.masterKey), clock, installId, bootId });
  return ok({ vault, describe: () => engine.describe() });
}
