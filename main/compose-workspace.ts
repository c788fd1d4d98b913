import type { Note } from "../shared/domain/note.ts";
import type { Clock } from "./clock.ts";
import type { Handlers } from "./ipc/guard.ts";
import type { Vault } from "./vault/vault.ts";
import { carryForward } from "./workflows/carry-forward.ts";
import { changeSupervision, commentNote, cosignNote, readStanding, readSupervision, returnNote, withdrawNote } from "./workflows/co-sign.ts";
import { editTranscript } from "./workflows/edit-transcript.ts";
import { openPrivateNote, readPrivateState, savePrivateNote } from "./workflows/keep-private-note.ts";
import { dropSnippet, keepSnippet, readSnippets } from "./workflows/keep-snippets.ts";
import { compareWithEarlier, listNoteVersions, openNoteVersion, readEarlierNote } from "./workflows/keep-versions.ts";
import type { Reauthenticate } from "./workflows/reauthenticate.ts";

export interface WorkspaceParts {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly reauthenticate: Reauthenticate;
  hashNote(note: Note): string;
  settleTranscripts(): Promise<unknown>;
}

/** The part of the composition root that serves the note workspace beside writing: co-signing, versions, turns, snippets. */
export function composeWorkspace(parts: WorkspaceParts) {
  const { vault, clock } = parts;
  return {
    "notes.standing": readStanding({ vault }),
    "notes.cosign": cosignNote(parts),
    "notes.return": returnNote({ vault, clock }),
    "notes.withdraw": withdrawNote({ vault }),
    "notes.comment": commentNote({ vault, clock }),
    "notes.versions": listNoteVersions({ vault }),
    "notes.version": openNoteVersion({ vault }),
    "notes.likeness": compareWithEarlier({ vault }),
    "notes.earlier": readEarlierNote({ vault }),
    "notes.carryForward": carryForward({ vault, clock }),
    "transcripts.edit": editTranscript({ vault, clock }),
    "privateNotes.state": readPrivateState(parts),
    "privateNotes.open": openPrivateNote(parts),
    "privateNotes.save": savePrivateNote(parts),
    "snippets.list": readSnippets({ vault }),
    "snippets.save": keepSnippet({ vault }),
    "snippets.remove": dropSnippet({ vault }),
    "supervision.list": readSupervision({ vault }),
    "supervision.set": changeSupervision({ vault }),
  } satisfies Partial<Handlers>;
}
