/** Frozen once shipped: a migration never imports living code. */
export const migration0002 = {
  version: 2,
  statements: [
    `CREATE TABLE encounters (
       id TEXT PRIMARY KEY, patient_id TEXT NOT NULL REFERENCES patients(id) ON DELETE CASCADE,
       clinician_id TEXT NOT NULL REFERENCES users(id), started_at TEXT NOT NULL, ended_at TEXT,
       transcript_kind TEXT NOT NULL, turn_count INTEGER NOT NULL, transcript BLOB NOT NULL,
       draft_state TEXT NOT NULL CHECK (draft_state IN ('none', 'drafting', 'interrupted')), created_at TEXT NOT NULL
     ) STRICT`,
    `CREATE INDEX encounters_patient ON encounters(patient_id, started_at)`,
    `CREATE INDEX encounters_clinician ON encounters(clinician_id, started_at)`,
    `CREATE TABLE notes (
       id TEXT PRIMARY KEY, encounter_id TEXT NOT NULL UNIQUE REFERENCES encounters(id) ON DELETE CASCADE,
       patient_id TEXT NOT NULL REFERENCES patients(id) ON DELETE CASCADE,
       template_id TEXT NOT NULL, template_name TEXT NOT NULL,
       state TEXT NOT NULL CHECK (state IN ('draft', 'signed')), revision INTEGER NOT NULL,
       body BLOB NOT NULL, unresolved_count INTEGER NOT NULL, saved_at TEXT NOT NULL,
       signed_at TEXT, signed_by TEXT REFERENCES users(id), printed_name TEXT, content_sha256 TEXT
     ) STRICT`,
    // "Signed" is sealed here, below every screen and workflow.
    `CREATE TRIGGER notes_signed_final BEFORE UPDATE ON notes WHEN OLD.state = 'signed'
       BEGIN SELECT RAISE(ABORT, 'a signed note is final'); END`,
    `CREATE TABLE addenda (
       id INTEGER PRIMARY KEY, note_id TEXT NOT NULL REFERENCES notes(id) ON DELETE CASCADE,
       body BLOB NOT NULL, added_at TEXT NOT NULL, added_by TEXT NOT NULL REFERENCES users(id)
     ) STRICT`,
    `CREATE TRIGGER addenda_final BEFORE UPDATE ON addenda BEGIN SELECT RAISE(ABORT, 'an addendum is final'); END`,
    `CREATE TABLE agreements (
       id TEXT PRIMARY KEY, vendor_id TEXT NOT NULL, terms TEXT NOT NULL,
       state TEXT NOT NULL CHECK (state IN ('active', 'suspended')), credential BLOB,
       recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES users(id)
     ) STRICT`,
    `CREATE TABLE sends (
       id TEXT PRIMARY KEY, at TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES users(id),
       patient_id TEXT NOT NULL, encounter_id TEXT NOT NULL, vendor_id TEXT NOT NULL, model_id TEXT NOT NULL,
       host TEXT NOT NULL, task TEXT NOT NULL, data_class TEXT NOT NULL, agreement_id TEXT,
       outcome TEXT NOT NULL CHECK (outcome IN ('refused', 'in-flight', 'completed', 'failed')), code TEXT,
       identifiers_replaced INTEGER NOT NULL, bytes_sent INTEGER NOT NULL, tokens_in INTEGER, tokens_out INTEGER,
       vendor_request_id TEXT, http_status INTEGER
     ) STRICT`,
    `CREATE INDEX sends_at ON sends(at)`,
    `CREATE INDEX sends_patient ON sends(patient_id, at)`,
  ],
} as const;
