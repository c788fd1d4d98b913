/** Frozen once shipped: a migration never imports living code. */
export const migration0012 = {
  version: 12,
  statements: [
    `CREATE TABLE rights_requests (
       id TEXT PRIMARY KEY, patient_id TEXT NOT NULL REFERENCES patients(id) ON DELETE CASCADE,
       kind TEXT NOT NULL CHECK (kind IN ('access', 'amendment')),
       state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'denied', 'withdrawn')),
       received_on TEXT NOT NULL, due_on TEXT NOT NULL, extended INTEGER NOT NULL DEFAULT 0 CHECK (extended IN (0, 1)), body BLOB NOT NULL,
       recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES users(id), closed_on TEXT
     ) STRICT`,
    `CREATE INDEX rights_requests_patient ON rights_requests(patient_id, received_on)`,
    `CREATE INDEX rights_requests_due ON rights_requests(due_on) WHERE state = 'open'`,
    `CREATE TABLE legal_holds (
       id TEXT PRIMARY KEY, patient_id TEXT NOT NULL REFERENCES patients(id) ON DELETE CASCADE, reason TEXT NOT NULL, body BLOB NOT NULL,
       placed_at TEXT NOT NULL, placed_by TEXT NOT NULL REFERENCES users(id), lifted_at TEXT, lifted_by TEXT REFERENCES users(id)
     ) STRICT`,
    `CREATE INDEX legal_holds_patient ON legal_holds(patient_id)`,
    // No reference to the patient: what was proposed and what was certified outlives the record (NIST SP 800-88r2, 4.7).
    `CREATE TABLE destructions (
       id TEXT PRIMARY KEY, patient_id TEXT NOT NULL, reason TEXT NOT NULL,
       state TEXT NOT NULL CHECK (state IN ('proposed', 'withdrawn', 'destroyed')),
       proposed_at TEXT NOT NULL, proposed_by TEXT NOT NULL REFERENCES users(id), not_before TEXT NOT NULL,
       ended_at TEXT, ended_by TEXT REFERENCES users(id), draft BLOB, certificate BLOB
     ) STRICT`,
    `CREATE UNIQUE INDEX destructions_open ON destructions(patient_id) WHERE state = 'proposed'`,
    `CREATE TRIGGER destructions_final BEFORE UPDATE ON destructions WHEN OLD.state <> 'proposed' AND OLD.certificate IS NOT NULL
       BEGIN SELECT RAISE(ABORT, 'a certificate is final'); END`,
    `CREATE TABLE export_jobs (
       id TEXT PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'done', 'cancelled')), body BLOB NOT NULL,
       started_at TEXT NOT NULL, started_by TEXT NOT NULL REFERENCES users(id), ended_at TEXT, total INTEGER NOT NULL
     ) STRICT`,
    `CREATE TABLE export_job_files (
       job_id TEXT NOT NULL REFERENCES export_jobs(id) ON DELETE CASCADE, position INTEGER NOT NULL, patient_id TEXT NOT NULL,
       name TEXT, bytes INTEGER, sha256 TEXT, PRIMARY KEY (job_id, position)
     ) STRICT`,
  ],
} as const;
