/** Frozen once shipped: a migration never imports living code. */
export const migration0001 = {
  version: 1,
  statements: [
    `CREATE TABLE clinic (
       id INTEGER PRIMARY KEY CHECK (id = 1),
       name TEXT NOT NULL, address TEXT NOT NULL, phone TEXT NOT NULL, state_code TEXT NOT NULL
     ) STRICT`,
    `CREATE TABLE users (
       id TEXT PRIMARY KEY, username TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL, credentials TEXT NOT NULL,
       role TEXT NOT NULL, active INTEGER NOT NULL CHECK (active IN (0, 1)), secret_key_id TEXT NOT NULL,
       must_change_password INTEGER NOT NULL DEFAULT 0 CHECK (must_change_password IN (0, 1)), created_at TEXT NOT NULL
     ) STRICT`,
    `CREATE TABLE patients (
       id TEXT PRIMARY KEY, subject TEXT NOT NULL UNIQUE, demographics BLOB NOT NULL, registered_at TEXT NOT NULL
     ) STRICT`,
    // What search needs in clear inside the encrypted file; derived, rebuilt from the sealed rows.
    `CREATE TABLE patient_index (
       patient_id TEXT PRIMARY KEY REFERENCES patients(id) ON DELETE CASCADE,
       family_folded TEXT NOT NULL, given_folded TEXT NOT NULL, preferred_folded TEXT NOT NULL,
       family_name TEXT NOT NULL, given_name TEXT NOT NULL, born_on TEXT NOT NULL, mrn TEXT NOT NULL UNIQUE
     ) STRICT`,
    `CREATE INDEX patient_index_family ON patient_index(family_folded, given_folded)`,
    `CREATE INDEX patient_index_given ON patient_index(given_folded)`,
    `CREATE INDEX patient_index_preferred ON patient_index(preferred_folded) WHERE preferred_folded <> ''`,
    `CREATE INDEX patient_index_born ON patient_index(born_on)`,
    `CREATE TABLE consents (
       id TEXT PRIMARY KEY, patient_id TEXT NOT NULL REFERENCES patients(id) ON DELETE CASCADE,
       kind TEXT NOT NULL, decision TEXT NOT NULL, method TEXT NOT NULL, text_version TEXT NOT NULL,
       recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES users(id), revoked_at TEXT
     ) STRICT`,
    `CREATE INDEX consents_patient ON consents(patient_id)`,
    `CREATE TABLE audit_events (
       seq INTEGER PRIMARY KEY, at TEXT NOT NULL, ev TEXT NOT NULL, actor TEXT NOT NULL, subject TEXT,
       canonical TEXT NOT NULL, hash TEXT NOT NULL
     ) STRICT`,
    `CREATE INDEX audit_events_subject ON audit_events(subject, seq) WHERE subject IS NOT NULL`,
    `CREATE INDEX audit_events_actor ON audit_events(actor, seq)`,
    // The log only grows: no statement of ours can change or remove an entry.
    `CREATE TRIGGER audit_events_no_update BEFORE UPDATE ON audit_events BEGIN SELECT RAISE(ABORT, 'audit entries are final'); END`,
    `CREATE TRIGGER audit_events_no_delete BEFORE DELETE ON audit_events BEGIN SELECT RAISE(ABORT, 'audit entries are final'); END`,
  ],
} as const;
