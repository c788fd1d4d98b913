/** Frozen once shipped: a migration never imports living code. */
export const migration0011 = {
  version: 11,
  statements: [
    // Kept apart from the record's notes (45 CFR 164.501): sealed under the author's own key and the patient's record key.
    `CREATE TABLE private_notes (
       encounter_id TEXT NOT NULL REFERENCES encounters(id) ON DELETE CASCADE, author_id TEXT NOT NULL REFERENCES users(id),
       patient_id TEXT NOT NULL REFERENCES patients(id) ON DELETE CASCADE, key_id TEXT NOT NULL, body BLOB NOT NULL, saved_at TEXT NOT NULL,
       PRIMARY KEY (encounter_id, author_id)
     ) STRICT`,
    `CREATE INDEX private_notes_patient ON private_notes(patient_id)`,
  ],
} as const;
