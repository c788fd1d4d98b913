import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqlcipher } from "../vault/engines/sqlcipher.ts";
import { createKey } from "../vault/keys/seal.ts";

const marker = "chartwell-plain-text-marker";

/** What a freshly written encrypted file proves about this machine's database module. */
export interface CipherCheck {
  readonly settings: Readonly<Record<string, string | number>>;
  /** The first bytes and the whole file hold nothing readable. */
  readonly plainTextFound: boolean;
  readonly wrongKeyRefused: boolean;
}

/** Writes a small encrypted file, reads its settings back from it, looks at its bytes and throws it away. */
export async function checkCipher(): Promise<CipherCheck> {
  const folder = mkdtempSync(join(tmpdir(), "chartwell-check-"));
  const path = join(folder, "check.db");
  try {
    const engine = openSqlcipher(path, createKey(), { create: true });
    if (typeof engine === "string") throw new Error(engine);
    await engine.transact(async (handle) => {
      await handle.run({ text: "CREATE TABLE marks (text TEXT NOT NULL) STRICT", values: [] });
      await handle.run({ text: "INSERT INTO marks (text) VALUES (?)", values: [marker] });
    });
    const settings = engine.describe();
    await engine.close();
    const bytes = readFileSync(path).toString("latin1");
    const plainTextFound = bytes.includes(marker) || bytes.includes("SQLite format 3");
    return { settings, plainTextFound, wrongKeyRefused: openSqlcipher(path, createKey(), { create: false }) === "wrong-key" };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
