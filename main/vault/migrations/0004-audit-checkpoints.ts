/** Frozen once shipped: a migration never imports living code. */
export const migration0004 = {
  version: 4,
  statements: [
    `CREATE TABLE audit_keys (
       id INTEGER PRIMARY KEY, name TEXT NOT NULL, public_key TEXT NOT NULL, private_key BLOB NOT NULL, created_at TEXT NOT NULL
     ) STRICT`,
    // The peaks are the tree's right edge: with them the next root needs only the entries since.
    `CREATE TABLE audit_checkpoints (
       size INTEGER PRIMARY KEY, at TEXT NOT NULL, note TEXT NOT NULL, peaks TEXT NOT NULL
     ) STRICT`,
    `CREATE TRIGGER audit_checkpoints_no_update BEFORE UPDATE ON audit_checkpoints BEGIN SELECT RAISE(ABORT, 'checkpoints are final'); END`,
    `CREATE TRIGGER audit_checkpoints_no_delete BEFORE DELETE ON audit_checkpoints BEGIN SELECT RAISE(ABORT, 'checkpoints are final'); END`,
  ],
} as const;
