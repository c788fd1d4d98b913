/** Frozen once shipped: a migration never imports living code. */
export const migration0013 = {
  version: 13,
  statements: [
    // A patient's notes and a note's addenda were found by reading all there are.
    `CREATE INDEX notes_patient ON notes(patient_id, template_id, saved_at)`,
    `CREATE INDEX addenda_note ON addenda(note_id)`,
  ],
  postgres: [`CREATE INDEX notes_patient ON notes(patient_id, template_id, saved_at)`, `CREATE INDEX addenda_note ON addenda(note_id)`],
} as const;
