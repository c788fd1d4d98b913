/** Frozen once shipped: a migration never imports living code. */
export const migration0007 = {
  version: 7,
  statements: [
    // What retention removed: everything before `size`, which the checkpoint of that size still vouches for.
    `CREATE TABLE audit_tombstones (
       size INTEGER PRIMARY KEY REFERENCES audit_checkpoints(size), head TEXT NOT NULL, removed_at TEXT NOT NULL,
       proposed_by TEXT NOT NULL, approved_by TEXT NOT NULL, CHECK (proposed_by <> approved_by)
     ) STRICT`,
    `CREATE TRIGGER audit_tombstones_no_update BEFORE UPDATE ON audit_tombstones BEGIN SELECT RAISE(ABORT, 'tombstones are final'); END`,
    `CREATE TRIGGER audit_tombstones_no_delete BEFORE DELETE ON audit_tombstones BEGIN SELECT RAISE(ABORT, 'tombstones are final'); END`,
    `CREATE TABLE audit_removal_proposal (
       id INTEGER PRIMARY KEY CHECK (id = 1), size INTEGER NOT NULL, proposed_by TEXT NOT NULL, proposed_at TEXT NOT NULL
     ) STRICT`,
    // An entry can go only where a tombstone of two persons already stands.
    `DROP TRIGGER audit_events_no_delete`,
    `CREATE TRIGGER audit_events_no_delete BEFORE DELETE ON audit_events
       WHEN NOT EXISTS (SELECT 1 FROM audit_tombstones WHERE size > OLD.seq)
       BEGIN SELECT RAISE(ABORT, 'audit entries are final'); END`,
    `CREATE TABLE audit_anchors (
       anchor TEXT PRIMARY KEY, size INTEGER NOT NULL, at TEXT, failed_code TEXT, failed_at TEXT, attempts INTEGER NOT NULL
     ) STRICT`,
    `CREATE TABLE audit_timestamps (
       size INTEGER PRIMARY KEY REFERENCES audit_checkpoints(size), stamped_at TEXT NOT NULL, token BLOB NOT NULL
     ) STRICT`,
    `CREATE TABLE audit_shipping_key (
       id INTEGER PRIMARY KEY CHECK (id = 1), certificate TEXT NOT NULL, private_key BLOB NOT NULL, added_at TEXT NOT NULL
     ) STRICT`,
    `CREATE TABLE audit_sink_secrets (sink TEXT PRIMARY KEY, secret BLOB NOT NULL, added_at TEXT NOT NULL) STRICT`,
  ],
} as const;
