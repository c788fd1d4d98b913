/** Frozen once shipped: a migration never imports living code. */
export const migration0008 = {
  version: 8,
  statements: [
    // Everyday events are found by walking back a little; an index over them cost every read of a chart one more sealed page.
    `DROP INDEX audit_events_event`,
    `CREATE INDEX audit_events_rare ON audit_events(ev, seq)
       WHERE ev NOT IN ('worklist.viewed', 'patients.searched', 'patient.opened', 'encounter.opened', 'note.opened', 'note.saved')`,
  ],
} as const;
