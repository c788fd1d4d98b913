import { rmSync } from "node:fs";
import type { EngineRows, EngineSearch, SearchEntry } from "./engines/engine.ts";
import { keepStatements } from "./engines/keep-statements.ts";
import type { Driver } from "./engines/load-driver.ts";
import { guardFaults, isSound, openDriver, rekeyNow } from "./engines/sqlcipher.ts";
import type { Key } from "./keys/seal.ts";
import type { Sql, SqlValue } from "./sql.ts";
import { createWordTidying, type WordTidying } from "./tidy-words.ts";

/** Counts up when what lies in the file changes; an older one is built again. */
const fileVersion = 3;
/** Pieces of the word index are joined between transactions; should more gather all the same, as when the whole file is filled, FTS5 joins them itself: with two thousand it would take no more. */
const piecesAtMost = 256;
const schema = `
  CREATE TABLE patient_index (
    patient_id TEXT PRIMARY KEY, family_folded TEXT NOT NULL, given_folded TEXT NOT NULL, preferred_folded TEXT NOT NULL,
    family_name TEXT NOT NULL, given_name TEXT NOT NULL, born_on TEXT NOT NULL, mrn TEXT NOT NULL UNIQUE) STRICT;
  CREATE INDEX patient_index_family ON patient_index(family_folded, given_folded);
  CREATE INDEX patient_index_given ON patient_index(given_folded);
  CREATE INDEX patient_index_preferred ON patient_index(preferred_folded) WHERE preferred_folded <> '';
  CREATE INDEX patient_index_born ON patient_index(born_on);
  CREATE VIRTUAL TABLE note_words USING fts5(body, content='', contentless_delete=1, prefix='2 3 4 5', tokenize="unicode61 remove_diacritics 2");
  INSERT INTO note_words (note_words, rank) VALUES ('secure-delete', 1);
  INSERT INTO note_words (note_words, rank) VALUES ('automerge', 0);
  INSERT INTO note_words (note_words, rank) VALUES ('crisismerge', ${piecesAtMost});
  CREATE TABLE standing (id INTEGER PRIMARY KEY CHECK (id = 1), applied_to INTEGER NOT NULL, whole INTEGER NOT NULL CHECK (whole IN (0, 1))) STRICT;
  INSERT INTO standing VALUES (1, 0, 0);
  PRAGMA user_version = ${fileVersion};`;

/**
 * What search looks in when the record lies on a server: names, birth dates and words in clear, in an
 * encrypted file of this computer and nowhere else. No token of anything about a patient goes to the
 * server, where a dictionary would open it. The file holds nothing of its own: it is built again from
 * the sealed rows whenever it cannot be trusted.
 */
export interface SearchFile {
  readonly handle: EngineSearch;
  /** Which entries the running transaction has changed. */
  touched(): readonly SearchEntry[];
  /** Makes the changes durable, with the journal's position they belong to. */
  commit(appliedTo: number | null): void;
  rollback(): void;
  /** Takes the changes back but remembers them: whether they stand is asked later. */
  keepUnsure(appliedTo: number | null): void;
  settleUnsure(stands: boolean): void;
  /** Tries once more what could not be written after the server had committed. */
  settleOwed(): void;
  /** Its word index, to be kept in few pieces. */
  readonly words: WordTidying;
  /** The journal's position up to which the file has been told. */
  appliedTo(): number;
  /** False until it has been built whole. */
  isWhole(): boolean;
  noteWhole(): void;
  rekey(key: Key): void;
  truncateLog(): void;
  isSound(): boolean;
  close(): void;
}

/** A change that waits: what to write, and the journal's position it belongs to. */
interface Waiting {
  readonly statements: readonly Sql[];
  readonly appliedTo: number | null;
}

/** Opens the file, or begins a new one where there is none that can be read. */
export function openSearchFile(path: string, key: Key): SearchFile {
  const driver = openReadable(path, key) ?? beginAnew(path, key);
  const statements = keepStatements(driver);
  let changes: Sql[] = [];
  let entries = new Map<string, SearchEntry>();
  let unsure: Waiting | null = null;
  let owed: Waiting[] = [];

  const runNow = ({ text, values }: Sql) => guardFaults(() => statements.prepare(text).run(...(values as SqlValue[])).changes);
  const readStanding = () => driver.prepare("SELECT applied_to, whole FROM standing").get() as { applied_to: number; whole: number };
  const forget = () => {
    changes = [];
    entries = new Map();
  };

  function apply({ statements, appliedTo }: Waiting): void {
    guardFaults(() => driver.exec("BEGIN IMMEDIATE"));
    try {
      for (const statement of statements) runNow(statement);
      finish(appliedTo);
    } finally {
      if (driver.inTransaction) driver.exec("ROLLBACK");
    }
  }

  function finish(appliedTo: number | null): void {
    if (appliedTo !== null) runNow({ text: "UPDATE standing SET applied_to = ?", values: [appliedTo] });
    guardFaults(() => driver.exec("COMMIT"));
  }

  const rows: EngineRows = {
    all: async ({ text, values }) => guardFaults(() => statements.prepare(text).all(...values)),
    run: async (statement) => runNow(statement),
  };
  const words = createWordTidying(rows);
  return {
    handle: {
      ...rows,
      async change(entry, statement) {
        if (!driver.inTransaction) guardFaults(() => driver.exec("BEGIN IMMEDIATE"));
        changes.push(statement);
        entries.set(`${entry.kind}:${entry.ref}`, entry);
        return runNow(statement);
      },
    },
    touched: () => [...entries.values()],
    commit(appliedTo) {
      if (changes.length === 0) return;
      try {
        // What is owed comes first: the position must not pass over it.
        if (owed.length === 0) finish(appliedTo);
        words.note();
      } catch {
        // The server has committed, so the act stands; the disk of this computer is full, and the file catches up.
      }
      if (driver.inTransaction) {
        driver.exec("ROLLBACK");
        owed.push({ statements: changes, appliedTo });
      }
      forget();
    },
    rollback() {
      if (driver.open && driver.inTransaction) driver.exec("ROLLBACK");
      forget();
    },
    keepUnsure(appliedTo) {
      if (driver.open && driver.inTransaction) driver.exec("ROLLBACK");
      if (changes.length > 0) unsure = { statements: changes, appliedTo };
      forget();
    },
    settleUnsure(stands) {
      if (stands && unsure !== null) owed.push(unsure);
      unsure = null;
    },
    settleOwed() {
      const waiting = owed;
      owed = [];
      for (const one of waiting) {
        try {
          if (owed.length > 0) owed.push(one);
          else apply(one);
        } catch {
          owed.push(one);
        }
      }
    },
    words,
    appliedTo: () => readStanding().applied_to,
    isWhole: () => readStanding().whole === 1,
    noteWhole: () => void guardFaults(() => driver.exec("UPDATE standing SET whole = 1")),
    rekey: (next) => rekeyNow(driver, next),
    truncateLog: () => void guardFaults(() => driver.pragma("wal_checkpoint(TRUNCATE)")),
    isSound: () => isSound(driver),
    close() {
      statements.forget();
      if (driver.open) driver.close();
    },
  };
}

/** The file as it lies there, when it is ours and of this version. */
function openReadable(path: string, key: Key): Driver | null {
  const driver = openDriver(path, key, { create: false });
  if (typeof driver === "string") return null;
  try {
    settle(driver);
    if (driver.pragma("user_version", { simple: true }) === fileVersion) return driver;
  } catch {
    // A damaged file: nothing in it is worth saving.
  }
  driver.close();
  return null;
}

/**
 * What a commit leaves to the disk's own time may be lost with the power: the position it stands for is lost
 * with it, and the journal says what to tell the file again.
 */
function settle(driver: Driver): void {
  // What it points to lies elsewhere.
  driver.pragma("foreign_keys=OFF");
  driver.pragma("synchronous=NORMAL");
}

function beginAnew(path: string, key: Key): Driver {
  removeSearchFile(path);
  const driver = openDriver(path, key, { create: true });
  if (typeof driver === "string") throw new Error("a fresh search file could not be opened");
  settle(driver);
  driver.exec(schema);
  return driver;
}

/** Removes the file, as after a move back. */
export function removeSearchFile(path: string): void {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${path}${suffix}`, { force: true });
}
