import { noteRoles } from "../../shared/contract/call.ts";
import type { CallName } from "../../shared/contract/index.ts";
import type { NoteId } from "../../shared/domain/ids.ts";
import type { Asking, Sessions } from "../session.ts";
import type { Announce } from "./announce.ts";
import type { Handlers } from "./guard.ts";

/** Calls after which a note, or where it stands, is not what others have on their screens. */
const changing = [
  ...["notes.save", "notes.sign", "notes.addAddendum", "notes.discard", "notes.cosign", "notes.return", "notes.withdraw"],
  ...["notes.comment", "notes.carryForward", "sections.redraft", "transcripts.edit", "transcripts.assignSpeaker", "drafts.create"],
  "conflicts.settle",
] as readonly CallName[];

interface Telling {
  readonly sessions: Pick<Sessions, "list">;
  readonly announce: Announce;
}

/** Tells every other window of a person who reads notes that one of them has changed; its id is all that is said. */
export function createTellNote({ sessions, announce }: Telling): (byCaller: string, noteId: NoteId) => void {
  return (byCaller, noteId) => {
    for (const { callerId, session } of sessions.list()) {
      const reads = (noteRoles as readonly string[]).includes(session.user.role);
      if (callerId !== byCaller && reads) announce(callerId, "note.changed", { noteId });
    }
  };
}

/** Has it told after every call that changes a note. */
export function tellOthers(handlers: Handlers, telling: Telling): Handlers {
  const tell = createTellNote(telling);
  const andTelling = Object.fromEntries(
    changing.map((name) => {
      // One entry of the map fits its own call; the compiler cannot follow a union of names.
      const handle = handlers[name] as (input: unknown, asking: Asking) => Promise<{ readonly ok: boolean; readonly value?: unknown }>;
      return [name, handleAndTell(handle)];
    }),
  );
  return { ...handlers, ...andTelling };

  function handleAndTell(handle: (input: unknown, asking: Asking) => Promise<{ readonly ok: boolean; readonly value?: unknown }>) {
    return async function andTell(input: unknown, asking: Asking) {
      const reply = await handle(input, asking);
      const noteId = reply.ok ? (findNote(input) ?? findNote(reply.value)) : null;
      if (noteId !== null) tell(asking.callerId, noteId);
      return reply;
    };
  }
}

/** The note a call named, or the one it made or changed, or gave as a whole. */
function findNote(said: unknown): NoteId | null {
  if (typeof said !== "object" || said === null) return null;
  if ("noteId" in said && typeof said.noteId === "string") return said.noteId as NoteId;
  if ("note" in said && typeof said.note === "object" && said.note !== null && "id" in said.note) return said.note.id as NoteId;
  if ("sections" in said && "id" in said) return said.id as NoteId;
  return null;
}
