import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { EngineParts } from "./engine-parts.ts";
import type { Engine } from "./engines/engine.ts";
import { openSqlcipher } from "./engines/sqlcipher.ts";
import { deriveKey, type Key, wipe } from "./keys/seal.ts";

/** The raw key of this computer's own database file, one per install and master key. */
export function deriveDatabaseKey(masterKey: Key, installId: string): Key {
  return deriveKey(masterKey, "database/v1", Buffer.from(installId, "hex"));
}

/** Opens the engine the key envelope names: the encrypted file, or the server with the search file beside it. */
export async function openEngine(parts: EngineParts): Promise<Result<Engine, AppError>> {
  const { files, envelope, masterKey, create } = parts;
  const databaseKey = deriveDatabaseKey(masterKey, envelope.installId);
  try {
    if (envelope.place !== undefined) {
      // Not read at a start that does not need it: most clinics keep their record in a file.
      const { openOnServer } = await import("./open-on-server.ts");
      return await openOnServer(parts, envelope.place, databaseKey);
    }
    const engine = openSqlcipher(files.database, databaseKey, { create });
    return typeof engine === "string" ? err(failure(`vault.${engine}`)) : ok(engine);
  } finally {
    wipe(databaseKey);
  }
}
