import type { Note } from "../../shared/domain/note.ts";
import type { Turn } from "../../shared/domain/transcript.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { recheckSections } from "../drafting/index.ts";
import { nameActor } from "../session.ts";
import { editTurns, followLines, followSound } from "../transcripts/index.ts";
import type { WriteTx } from "../vault/sql.ts";
import { readEncounter, updateTurns } from "../vault/stores/encounters.ts";
import { readNoteOfEncounter, updateNote } from "../vault/stores/notes.ts";
import { readRecordingOf, readSoundLines, writeSoundLines } from "../vault/stores/recordings.ts";
import type { Vault } from "../vault/vault.ts";
import type { Workflow } from "./workflow.ts";

/**
 * Puts turns right and lets the draft follow: its sentences keep the words they rest on, and every
 * one nobody has settled is checked anew against them. A signed note's evidence stays as it was.
 */
export function editTranscript({ vault, clock }: { vault: Vault; clock: Clock }): Workflow<"transcripts.edit"> {
  return ({ encounterId, edit }, { session }) =>
    vault.write(nameActor(session), event("transcript.edited", { encounterId, kind: edit.kind }), async (tx) => {
      const encounter = await readEncounter(tx, encounterId);
      if (encounter === null) return err(failure("encounter.not-found"));
      const note = await readNoteOfEncounter(tx, encounterId);
      if (note?.state === "signed") return err(failure("note.signed"));
      const edited = editTurns(encounter.turns, edit);
      if (edited === null) return err(failure("transcript.edit-impossible"));
      await updateTurns(tx, encounter, edited.turns);
      const recording = await readRecordingOf(tx, encounterId);
      if (recording !== null) await writeSoundLines(tx, recording, followSound(await readSoundLines(tx, recording.id), edited.linesNow));
      const followed = note === null ? null : { ...note, sections: followLines(note.sections, edited.linesNow) };
      const kept = followed === null ? null : await recheckNote(tx, clock, followed, edited.turns);
      return kept === null && note !== null ? err(failure("note.awaiting-cosign")) : ok({ turns: edited.turns, note: kept });
    });
}

/** Checks a draft anew against turns that changed, and keeps it; null where it waits for its supervisor and may not change. */
export async function recheckNote(tx: WriteTx, clock: Clock, note: Note, turns: readonly Turn[]): Promise<Note | null> {
  const sections = recheckSections({ sections: note.sections, turns });
  const changed = { ...note, sections, revision: note.revision + 1, savedAt: clock.now() };
  return (await updateNote(tx, changed, note.revision, { linesMoved: true })) ? changed : null;
}
