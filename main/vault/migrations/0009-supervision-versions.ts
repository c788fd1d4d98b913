/** Frozen once shipped: a migration never imports living code. */
export const migration0009 = {
  version: 9,
  statements: [
    `CREATE TABLE supervision (
       user_id TEXT PRIMARY KEY REFERENCES users(id), supervisor_id TEXT NOT NULL REFERENCES users(id), set_at TEXT NOT NULL,
       CHECK (user_id <> supervisor_id)
     ) STRICT`,
    `CREATE TABLE note_cosigning (
       note_id TEXT PRIMARY KEY REFERENCES notes(id) ON DELETE CASCADE,
       state TEXT NOT NULL CHECK (state IN ('awaiting', 'returned', 'cosigned')),
       supervisor_id TEXT NOT NULL REFERENCES users(id), submitted_by TEXT NOT NULL REFERENCES users(id), submitted_at TEXT NOT NULL,
       submitted_name TEXT NOT NULL, content_sha256 TEXT NOT NULL, decided_at TEXT, decided_by TEXT REFERENCES users(id), decided_name TEXT,
       CHECK (decided_by IS NULL OR decided_by <> submitted_by)
     ) STRICT`,
    `CREATE INDEX note_cosigning_waiting ON note_cosigning(supervisor_id, state)`,
    `CREATE TRIGGER note_cosigning_final BEFORE UPDATE ON note_cosigning WHEN OLD.state = 'cosigned'
       BEGIN SELECT RAISE(ABORT, 'a co-signature is final'); END`,
    // What was handed in is what the supervisor signs: nobody changes it meanwhile, whatever a workflow forgets.
    `CREATE TRIGGER notes_awaiting_still BEFORE UPDATE OF body ON notes
       WHEN EXISTS (SELECT 1 FROM note_cosigning WHERE note_id = OLD.id AND state = 'awaiting')
       BEGIN SELECT RAISE(ABORT, 'the note waits for its supervisor'); END`,
    `CREATE TABLE note_comments (
       id INTEGER PRIMARY KEY, note_id TEXT NOT NULL REFERENCES notes(id) ON DELETE CASCADE, body BLOB NOT NULL,
       added_at TEXT NOT NULL, added_by TEXT NOT NULL REFERENCES users(id)
     ) STRICT`,
    `CREATE INDEX note_comments_note ON note_comments(note_id)`,
    `CREATE TABLE note_versions (
       note_id TEXT NOT NULL REFERENCES notes(id) ON DELETE CASCADE, revision INTEGER NOT NULL, saved_at TEXT NOT NULL,
       kept_at TEXT NOT NULL, kept_by TEXT NOT NULL, reason TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (note_id, revision)
     ) STRICT`,
    `CREATE TABLE snippets (
       user_id TEXT NOT NULL REFERENCES users(id), name TEXT NOT NULL, body BLOB NOT NULL, saved_at TEXT NOT NULL, PRIMARY KEY (user_id, name)
     ) STRICT`,
  ],
} as const;
