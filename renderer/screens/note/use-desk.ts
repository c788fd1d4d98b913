import { useEffect, useState, useSyncExternalStore } from "react";
import type { Note } from "../../../shared/domain/note.ts";
import { useSaveNote } from "../../api/index.ts";
import { type Desk, type DeskState, openDesk } from "./note-desk.ts";
import { readCode } from "./read-code.ts";

/** Keeps one note on a desk for as long as it is on screen; leaving saves what still waits. */
export function useDesk(note: Note, reload: () => Promise<Note>): { readonly desk: Desk; readonly state: DeskState } {
  const { mutateAsync: save } = useSaveNote();
  const [desk] = useState(() => openDesk(note, { save: (revision, sections) => save({ noteId: note.id, revision, sections }), reload, readCode }));
  const state = useSyncExternalStore(desk.listen, desk.read);

  useEffect(() => desk.adopt(note), [desk, note]);
  useEffect(() => () => void desk.settle(), [desk]);
  return { desk, state };
}
