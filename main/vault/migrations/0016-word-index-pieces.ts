/** Frozen once shipped: a migration never imports living code. */
export const migration0016 = {
  version: 16,
  statements: [
    // Pieces of the word index are joined between saves, a step at a time, and no longer within one: at a hundred thousand notes a save waited for 200 ms.
    `INSERT INTO note_words (note_words, rank) VALUES ('automerge', 0)`,
    `INSERT INTO note_words (note_words, rank) VALUES ('crisismerge', 256)`,
  ],
  // On a server the word index lies in a file beside it, which has its own way of being made.
  postgres: [],
} as const;
