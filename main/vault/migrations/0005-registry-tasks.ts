/** Frozen once shipped: a migration never imports living code. */
export const migration0005 = {
  version: 5,
  statements: [
    `CREATE TABLE agreements_5 (
       id TEXT PRIMARY KEY, vendor_id TEXT NOT NULL, terms TEXT NOT NULL,
       state TEXT NOT NULL CHECK (state IN ('proposed', 'active', 'suspended', 'superseded')), credential BLOB,
       recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES users(id),
       reviewed_at TEXT, proof TEXT, proposed_by TEXT REFERENCES users(id)
     ) STRICT`,
    `INSERT INTO agreements_5 (id, vendor_id, terms, state, credential, recorded_at, recorded_by)
       SELECT id, vendor_id, terms, state, credential, recorded_at, recorded_by FROM agreements ORDER BY rowid`,
    `DROP TABLE agreements`,
    `ALTER TABLE agreements_5 RENAME TO agreements`,
    `CREATE TABLE agreement_documents (
       agreement_id TEXT PRIMARY KEY REFERENCES agreements(id), body BLOB NOT NULL, stored_at TEXT NOT NULL
     ) STRICT`,
    // A clinic's own note formats. A version is final; changing one makes the next.
    `CREATE TABLE note_templates (
       id TEXT NOT NULL, version INTEGER NOT NULL, body BLOB NOT NULL,
       state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'retired')),
       proposed_by TEXT NOT NULL REFERENCES users(id), proposed_at TEXT NOT NULL, approved_by TEXT REFERENCES users(id), approved_at TEXT,
       PRIMARY KEY (id, version)
     ) STRICT`,
    // Whether a session still has its whole transcript, or what the clinic keeps of it after signing.
    `ALTER TABLE encounters ADD COLUMN transcript_whole INTEGER NOT NULL DEFAULT 1 CHECK (transcript_whole IN (0, 1))`,
    `ALTER TABLE sends ADD COLUMN cost_micro_usd INTEGER`,
    `CREATE TABLE encounter_codes (
       encounter_id TEXT PRIMARY KEY REFERENCES encounters(id) ON DELETE CASCADE,
       patient_id TEXT NOT NULL REFERENCES patients(id) ON DELETE CASCADE, body BLOB NOT NULL, saved_at TEXT NOT NULL
     ) STRICT`,
  ],
} as const;
