import { useEffect, useState, useSyncExternalStore } from "react";
import type { Note } from "../../../shared/domain/note.ts";
import { useNoteKeeper } from "../../api/index.ts";
import { type Desk, type DeskState, openDesk } from "./note-desk.ts";
import { leaveDesk, takeDesk } from "./open-desks.ts";
import { readCode } from "./read-code.ts";
import { type Typing, watchTyping } from "./typing.ts";

interface UsedDesk {
  readonly desk: Desk;
  readonly typing: Typing;
  readonly state: DeskState;
}

/** Keeps one note on a desk for as long as it is on screen; leaving saves what still waits. */
export function useDesk(note: Note, reload: () => Promise<Note>): UsedDesk {
  const keeper = useNoteKeeper(note.id);
  const [open] = useState(() =>
    takeDesk(note.id, () => {
      const desk = openDesk(note, { save: keeper.save, reload, readCode });
      return { desk, typing: watchTyping((typed) => keeper.keepUnfinished(desk.read().revision, typed)) };
    }),
  );
  const state = useSyncExternalStore(open.desk.listen, open.desk.read);

  useEffect(() => open.desk.adopt(note), [open, note]);
  useEffect(() => () => void leaveDesk(note.id, open), [open, note.id]);
  return { ...open, state };
}
