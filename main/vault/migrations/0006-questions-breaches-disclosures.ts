/** Frozen once shipped: a migration never imports living code. */
export const migration0006 = {
  version: 6,
  statements: [
    // Time needs no index: positions and times rise together, so a day is found by halving.
    `CREATE INDEX audit_events_event ON audit_events(ev, seq)`,
    `CREATE INDEX sends_vendor ON sends(vendor_id, at, patient_id, data_class, outcome)`,
    `CREATE INDEX sends_user ON sends(user_id, at)`,
    `CREATE TABLE access_reviews (
       id TEXT PRIMARY KEY, kind TEXT NOT NULL, from_at TEXT NOT NULL, to_at TEXT NOT NULL, findings INTEGER NOT NULL,
       verdict TEXT NOT NULL CHECK (verdict IN ('nothing-unusual', 'followed-up')), remarks BLOB NOT NULL,
       signed_at TEXT NOT NULL, signed_by TEXT NOT NULL REFERENCES users(id)
     ) STRICT`,
    `CREATE INDEX access_reviews_signed ON access_reviews(signed_at)`,
    `CREATE TRIGGER access_reviews_final BEFORE UPDATE ON access_reviews BEGIN SELECT RAISE(ABORT, 'a signed review is final'); END`,
    `CREATE TABLE breach_assessments (
       id TEXT PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('open', 'concluded')), revision INTEGER NOT NULL, body BLOB NOT NULL,
       opened_at TEXT NOT NULL, opened_by TEXT NOT NULL REFERENCES users(id), saved_at TEXT NOT NULL,
       concluded_at TEXT, concluded_by TEXT REFERENCES users(id), outcome BLOB, affected BLOB, keep_until TEXT
     ) STRICT`,
    `CREATE TRIGGER breach_assessments_final BEFORE UPDATE ON breach_assessments WHEN OLD.state = 'concluded'
       BEGIN SELECT RAISE(ABORT, 'a concluded assessment is final'); END`,
    // 45 CFR 164.530(j): documentation is kept six years.
    `CREATE TRIGGER breach_assessments_kept BEFORE DELETE ON breach_assessments WHEN OLD.keep_until IS NULL OR OLD.keep_until > date('now')
       BEGIN SELECT RAISE(ABORT, 'assessments are kept six years'); END`,
    `CREATE TABLE breach_steps (
       assessment_id TEXT NOT NULL REFERENCES breach_assessments(id), duty TEXT NOT NULL, done_on TEXT NOT NULL,
       done_by TEXT NOT NULL REFERENCES users(id), recorded_at TEXT NOT NULL, PRIMARY KEY (assessment_id, duty)
     ) STRICT`,
    // No reference to the patient: what was disclosed is accounted for after a record is destroyed too.
    `CREATE TABLE disclosures (
       id TEXT PRIMARY KEY, patient_id TEXT NOT NULL, disclosed_on TEXT NOT NULL, purpose TEXT NOT NULL, body BLOB NOT NULL,
       recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES users(id)
     ) STRICT`,
    `CREATE INDEX disclosures_patient ON disclosures(patient_id, disclosed_on)`,
    `CREATE TRIGGER disclosures_final BEFORE UPDATE ON disclosures BEGIN SELECT RAISE(ABORT, 'a recorded disclosure is final'); END`,
    `CREATE TABLE accountings (
       id TEXT PRIMARY KEY, patient_id TEXT NOT NULL, given_on TEXT NOT NULL, entries INTEGER NOT NULL,
       given_by TEXT NOT NULL REFERENCES users(id)
     ) STRICT`,
    `CREATE INDEX accountings_patient ON accountings(patient_id, given_on)`,
  ],
} as const;
