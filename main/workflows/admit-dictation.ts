import type { NoteId } from "../../shared/domain/ids.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import { nameActor, type SignedIn } from "../session.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { readNote } from "../vault/stores/notes.ts";
import type { Outcome } from "../vault/vault.ts";

/** Whether a person may dictate for a note: one of theirs that is not signed; on the record before the microphone is asked. */
export function admitDictation(door: RecordDoor): (noteId: NoteId, asking: Pick<SignedIn, "session">) => Outcome<null> {
  return (noteId, { session }) =>
    door.vault.read(nameActor(session), event("dictation.begun", { noteId }), async (tx) => {
      const note = await readNote(tx, noteId);
      if (note === null) return err(failure("note.not-found"));
      return note.state === "signed" ? err(failure("note.signed")) : ok(null);
    });
}
