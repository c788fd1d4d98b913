/** Frozen once shipped: a migration never imports living code. */
export const migration0014 = {
  version: 14,
  statements: [
    // What a person has at one workstation while the host is away: a key shared with the host, which their deliveries are known by.
    `CREATE TABLE away_grants (
       id TEXT PRIMARY KEY, station_id TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES users(id), secret BLOB NOT NULL,
       issued_at TEXT NOT NULL, until_at TEXT NOT NULL, UNIQUE (station_id, user_id)
     ) STRICT`,
    // What was delivered, and what became of it: whatever is delivered again is answered from here.
    `CREATE TABLE deliveries (
       id TEXT PRIMARY KEY, station_id TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES users(id), kind TEXT NOT NULL, made_at TEXT NOT NULL,
       received_at TEXT NOT NULL, outcome TEXT NOT NULL CHECK (outcome IN ('applied', 'conflict', 'refused')), revision INTEGER
     ) STRICT`,
    // A note written in two places at once: what came later is kept beside the note until a person has compared them.
    `CREATE TABLE note_conflicts (
       id TEXT PRIMARY KEY, note_id TEXT NOT NULL REFERENCES notes(id) ON DELETE CASCADE, patient_id TEXT NOT NULL REFERENCES patients(id) ON DELETE CASCADE,
       made_by TEXT NOT NULL REFERENCES users(id), made_at TEXT NOT NULL, from_revision INTEGER NOT NULL, body BLOB NOT NULL,
       settled_at TEXT, settled_by TEXT REFERENCES users(id), choice TEXT CHECK (choice IN ('record', 'away'))
     ) STRICT`,
    // The workstation that hears a recording; until the whole of it has come, only there can it go on.
    `ALTER TABLE recordings ADD COLUMN station_id TEXT`,
    `CREATE INDEX note_conflicts_open ON note_conflicts(made_by) WHERE settled_at IS NULL`,
  ],
  postgres: [
    `CREATE TABLE away_grants (
       id text PRIMARY KEY, station_id text NOT NULL, user_id text NOT NULL REFERENCES users(id), secret bytea NOT NULL,
       issued_at text NOT NULL, until_at text NOT NULL, UNIQUE (station_id, user_id)
     )`,
    `CREATE TABLE deliveries (
       id text PRIMARY KEY, station_id text NOT NULL, user_id text NOT NULL REFERENCES users(id), kind text NOT NULL, made_at text NOT NULL,
       received_at text NOT NULL, outcome text NOT NULL CHECK (outcome IN ('applied', 'conflict', 'refused')), revision bigint
     )`,
    `CREATE TABLE note_conflicts (
       id text PRIMARY KEY, note_id text NOT NULL REFERENCES notes(id) ON DELETE CASCADE, patient_id text NOT NULL REFERENCES patients(id) ON DELETE CASCADE,
       made_by text NOT NULL REFERENCES users(id), made_at text NOT NULL, from_revision bigint NOT NULL, body bytea NOT NULL,
       settled_at text, settled_by text REFERENCES users(id), choice text CHECK (choice IN ('record', 'away'))
     )`,
    `ALTER TABLE recordings ADD COLUMN station_id text`,
    `CREATE INDEX note_conflicts_open ON note_conflicts(made_by) WHERE settled_at IS NULL`,
  ],
} as const;
