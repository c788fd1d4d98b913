/** Frozen once shipped: a migration never imports living code. */
export const migration0003 = {
  version: 3,
  statements: [
    `CREATE TABLE second_factors (
       user_id TEXT PRIMARY KEY REFERENCES users(id), secret BLOB NOT NULL, confirmed_at TEXT,
       last_step INTEGER NOT NULL DEFAULT 0, code_hashes TEXT NOT NULL DEFAULT '[]'
     ) STRICT`,
    // Psychotherapy notes (45 CFR 164.501): a key per author, sealed under that author's secret alone.
    `CREATE TABLE author_keys (
       user_id TEXT PRIMARY KEY REFERENCES users(id), key_id TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL,
       kdf TEXT NOT NULL, sealed_by_secret BLOB NOT NULL, sealed_by_words BLOB NOT NULL
     ) STRICT`,
    `CREATE TABLE care_team (
       patient_id TEXT NOT NULL REFERENCES patients(id) ON DELETE CASCADE, user_id TEXT NOT NULL REFERENCES users(id),
       added_at TEXT NOT NULL, added_by TEXT NOT NULL, PRIMARY KEY (patient_id, user_id)
     ) STRICT`,
    `CREATE TABLE glass_breaks (
       id TEXT PRIMARY KEY, patient_id TEXT NOT NULL REFERENCES patients(id) ON DELETE CASCADE, user_id TEXT NOT NULL REFERENCES users(id),
       reason TEXT NOT NULL, opened_at TEXT NOT NULL, until_at TEXT NOT NULL,
       reviewed_at TEXT, reviewed_by TEXT REFERENCES users(id), verdict TEXT CHECK (verdict IN ('justified', 'not-justified'))
     ) STRICT`,
    `CREATE INDEX glass_breaks_open ON glass_breaks(opened_at) WHERE reviewed_at IS NULL`,
    `CREATE INDEX glass_breaks_user ON glass_breaks(patient_id, user_id, until_at)`,
    // Who was destroyed, so that no restore brings them back; ids are random and name nobody.
    `CREATE TABLE shred_ledger (
       patient_id TEXT PRIMARY KEY, subject TEXT NOT NULL, destroyed_at TEXT NOT NULL, destroyed_by TEXT NOT NULL, reason TEXT NOT NULL
     ) STRICT`,
    `CREATE TABLE backup_plan (
       id INTEGER PRIMARY KEY CHECK (id = 1), folder TEXT NOT NULL, every_hours INTEGER NOT NULL, keep_count INTEGER NOT NULL
     ) STRICT`,
    `CREATE TABLE backups (
       id TEXT PRIMARY KEY, folder TEXT NOT NULL, name TEXT NOT NULL, made_at TEXT NOT NULL, duration_ms INTEGER NOT NULL,
       bytes INTEGER NOT NULL, sha256 TEXT NOT NULL, patients INTEGER NOT NULL, last_seq INTEGER NOT NULL,
       removed_at TEXT, drilled_at TEXT, drill_ms INTEGER, drill_verdict TEXT
     ) STRICT`,
    `CREATE INDEX backups_made ON backups(made_at)`,
    // The words of notes, for search; derived, in clear only inside the encrypted file, never in a backup.
    `CREATE VIRTUAL TABLE note_words USING fts5(body, content='', contentless_delete=1, prefix='2 3 4 5', tokenize="unicode61 remove_diacritics 2")`,
    `INSERT INTO note_words (note_words, rank) VALUES ('secure-delete', 1)`,
    `CREATE INDEX care_team_user ON care_team(user_id)`,
  ],
} as const;
