/** Frozen once shipped: a migration never imports living code. */
export const migration0015 = {
  version: 15,
  statements: [
    // When a session's note was signed, beside the session: a clinician's day was found by reading every session they ever held.
    `ALTER TABLE encounters ADD COLUMN signed_at TEXT`,
    `UPDATE encounters SET signed_at = (SELECT n.signed_at FROM notes n WHERE n.encounter_id = encounters.id AND n.state = 'signed')`,
    `CREATE INDEX encounters_open ON encounters(clinician_id, started_at) WHERE signed_at IS NULL`,
    `CREATE INDEX encounters_signed ON encounters(clinician_id, signed_at) WHERE signed_at IS NOT NULL`,
  ],
  postgres: [
    `ALTER TABLE encounters ADD COLUMN signed_at text COLLATE "C"`,
    // Rows belong to the program's role; their owner sees them only while the wall between owners is not forced on it too.
    `ALTER TABLE encounters NO FORCE ROW LEVEL SECURITY`,
    `ALTER TABLE notes NO FORCE ROW LEVEL SECURITY`,
    `UPDATE encounters SET signed_at = (SELECT n.signed_at FROM notes n WHERE n.encounter_id = encounters.id AND n.state = 'signed')`,
    `ALTER TABLE encounters FORCE ROW LEVEL SECURITY`,
    `ALTER TABLE notes FORCE ROW LEVEL SECURITY`,
    `CREATE INDEX encounters_open ON encounters(clinician_id, started_at) WHERE signed_at IS NULL`,
    `CREATE INDEX encounters_signed ON encounters(clinician_id, signed_at) WHERE signed_at IS NOT NULL`,
  ],
} as const;
