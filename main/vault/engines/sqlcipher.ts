import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import type { Key } from "../keys/seal.ts";
import type { Sql } from "../sql.ts";
import { createWordTidying } from "../tidy-words.ts";
import { type Engine, EngineError, type EngineFault, type EngineHandle, type EngineRows } from "./engine.ts";
import { keepStatements } from "./keep-statements.ts";
import { type Driver, openFile } from "./load-driver.ts";
import { createTurns } from "./take-turns.ts";

export type OpenFault = "plain-text-file" | "missing-file" | "wrong-key";

/**
 * Opens an SQLCipher 4 file with a raw 256-bit key. Order matters and each step has bitten someone:
 * the cipher and its format come before the key (the library's default cipher is another one); the
 * key before anything that reads; without a key the library would quietly make a plain-text file,
 * so the header is looked at before and after.
 */
export function openDriver(path: string, key: Key, options: { create: boolean; readOnly?: boolean }): Driver | OpenFault {
  if (!options.create && (!existsSync(path) || statSync(path).size === 0)) return "missing-file";
  if (hasPlainTextHeader(path)) return "plain-text-file";
  const driver = openFile(path, { mustExist: !options.create, readOnly: options.readOnly ?? false });
  if (!applyKey(driver, key)) {
    driver.close();
    return "wrong-key";
  }
  // A file that is only read, a backup on somebody's share, is left exactly as it lies there.
  if (options.readOnly === true) return driver;
  applySettings(driver);
  if (hasPlainTextHeader(path)) {
    driver.close();
    return "plain-text-file";
  }
  return driver;
}

/** Opens an SQLCipher 4 file as the vault's engine. */
export function openSqlcipher(path: string, key: Key, options: { create: boolean }): Engine | OpenFault {
  const driver = openDriver(path, key, options);
  return typeof driver === "string" ? driver : createEngine(driver);
}

/** Whether a file begins with SQLite's own clear header: then it was never encrypted. */
export function hasPlainTextHeader(path: string): boolean {
  if (!existsSync(path)) return false;
  const header = Buffer.alloc(16);
  const file = openSync(path, "r");
  readSync(file, header, 0, 16, 0);
  closeSync(file);
  return header.toString("latin1").startsWith("SQLite format 3");
}

function applyKey(driver: Driver, key: Key): boolean {
  try {
    driver.pragma("cipher='sqlcipher'");
    driver.pragma("legacy=4");
    const spelled = spellRawKey(key);
    driver.key(spelled);
    spelled.fill(0);
    driver.pragma("schema_version");
    return true;
  } catch {
    // With a wrong key the first read says "file is not a database"; nothing else can be told apart.
    return false;
  }
}

/**
 * Spells a raw key the way SQLCipher takes it, x'…', as bytes that can be overwritten afterwards: a
 * JavaScript string could not be.
 */
export function spellRawKey(key: Key): Buffer {
  const digits = Buffer.from("0123456789abcdef", "ascii");
  const spelled = Buffer.alloc(3 + key.byteLength * 2);
  spelled.write("x'", 0, "ascii");
  key.forEach((byte, index) => {
    spelled[2 + index * 2] = digits[byte >> 4] as number;
    spelled[3 + index * 2] = digits[byte & 15] as number;
  });
  spelled.write("'", spelled.byteLength - 1, "ascii");
  return spelled;
}

function applySettings(driver: Driver): void {
  driver.pragma("journal_mode=WAL");
  driver.pragma("synchronous=FULL");
  driver.pragma("foreign_keys=ON");
  driver.pragma("secure_delete=ON");
  driver.pragma("temp_store=MEMORY");
  driver.pragma("cache_size=-64000");
  driver.pragma("busy_timeout=5000");
  driver.pragma("trusted_schema=OFF");
}

function createEngine(driver: Driver): Engine {
  const { prepare, forget } = keepStatements(driver);
  // Compiled once: an audited read is a transaction too, and there are many.
  const [begin, commit] = [driver.prepare("BEGIN IMMEDIATE"), driver.prepare("COMMIT")];
  let changesWords = false;

  const rows: EngineRows = {
    all: async (query: Sql) => guardFaults(() => prepare(query.text).all(...query.values)),
    run: async (statement: Sql) => guardFaults(() => prepare(statement.text).run(...statement.values).changes),
  };
  const handle: EngineHandle = {
    ...rows,
    owe: async (statement) => void (await rows.run(statement)),
    search: {
      ...rows,
      change(_entry, statement) {
        changesWords = true;
        return rows.run(statement);
      },
    },
  };
  const words = createWordTidying(rows);
  const turns = createTurns(words);

  async function transactNow<T>(work: (handle: EngineHandle, known: unknown[]) => Promise<T>, ahead?: Sql): Promise<T> {
    if (!driver.open) throw new EngineError("locked");
    guardFaults(() => begin.run());
    try {
      const value = await work(handle, ahead === undefined ? [] : await rows.all(ahead));
      guardFaults(() => commit.run());
      if (changesWords) words.note();
      return value;
    } finally {
      changesWords = false;
      if (driver.open && driver.inTransaction) driver.exec("ROLLBACK");
    }
  }

  return {
    transact: (work, ahead) => turns.take(() => transactNow(work, ahead)),
    describe: () => describeCipher(driver),
    alone(work) {
      const files = {
        rekey: (next: Key) => rekeyNow(driver, next),
        truncateLog: () => void guardFaults(() => driver.pragma("wal_checkpoint(TRUNCATE)")),
        check: () => isSound(driver),
      };
      return turns.takeAlone(() => work(files));
    },
    beside: null,
    comeIntoForce: async () => undefined,
    lag: async () => "even",
    noteWhole: () => undefined,
    async close() {
      forget();
      if (driver.open) driver.close();
    },
  };
}

/** SQLCipher rewrites every page under the new key; the library does so only outside the write-ahead log. */
export function rekeyNow(driver: Driver, key: Key): void {
  const spelled = spellRawKey(key);
  try {
    guardFaults(() => driver.pragma("journal_mode=DELETE"));
    guardFaults(() => driver.rekey(spelled));
  } finally {
    spelled.fill(0);
    if (driver.open) driver.pragma("journal_mode=WAL");
  }
}

/** Every page authenticated (SQLCipher's HMAC), then the structure itself. */
export function isSound(driver: Driver): boolean {
  try {
    return driver.pragma("integrity_check", { simple: true }) === "ok";
  } catch {
    // A page whose HMAC does not fit throws as soon as it is read.
    return false;
  }
}

const faultsByCode: ReadonlyArray<readonly [prefix: string, fault: EngineFault]> = [
  ["SQLITE_FULL", "disk-full"],
  ["SQLITE_IOERR", "disk-full"],
  ["SQLITE_CORRUPT", "damaged"],
  ["SQLITE_NOTADB", "damaged"],
  ["SQLITE_BUSY", "busy"],
];

/** Runs a step of the driver and names its fault in the vault's own words. */
export function guardFaults<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = String((error as { code?: unknown }).code ?? "");
    const fault = faultsByCode.find(([prefix]) => code.startsWith(prefix))?.[1];
    throw fault === undefined ? error : new EngineError(fault);
  }
}

function describeCipher(driver: Driver): Record<string, string | number> {
  const read = (pragma: string) => driver.pragma(pragma, { simple: true }) as string | number;
  return {
    cipher: read("cipher"),
    format: Number(read("legacy")),
    pageSize: read("page_size"),
    keyDerivationIterations: read("kdf_iter"),
    hmac: read("hmac_use"),
    journalMode: read("journal_mode"),
    synchronous: read("synchronous"),
    secureDelete: read("secure_delete"),
    foreignKeys: read("foreign_keys"),
    schemaVersion: read("user_version"),
    sqlite: driver.prepare("SELECT sqlite_version()").raw(true).all().flat()[0] as string,
  };
}
