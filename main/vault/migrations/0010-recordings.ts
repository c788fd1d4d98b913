/** Frozen once shipped: a migration never imports living code. */
export const migration0010 = {
  version: 10,
  statements: [
    // The sound itself lies in a file of its own, sealed to `public_key`; without `private_key` nobody hears it again.
    `CREATE TABLE recordings (
       id TEXT PRIMARY KEY, patient_id TEXT NOT NULL REFERENCES patients(id) ON DELETE CASCADE,
       clinician_id TEXT NOT NULL REFERENCES users(id),
       encounter_id TEXT UNIQUE REFERENCES encounters(id) ON DELETE SET NULL,
       source TEXT NOT NULL CHECK (source IN ('microphone', 'file')), channels INTEGER NOT NULL CHECK (channels IN (1, 2)),
       state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'transcribing', 'transcribed', 'discarded')),
       public_key TEXT NOT NULL, private_key BLOB, progress BLOB, lines BLOB,
       length_ms INTEGER NOT NULL DEFAULT 0, started_at TEXT NOT NULL, ended_at TEXT, confirmed_at TEXT, destroyed_at TEXT,
       CHECK (destroyed_at IS NULL OR private_key IS NULL)
     ) STRICT`,
    `CREATE INDEX recordings_patient ON recordings(patient_id, started_at)`,
  ],
} as const;
