import type { EncounterId, NoteId } from "../../shared/domain/ids.ts";
import { useAsk, useChange } from "./hooks.ts";

const ofNote = ["notes.standing", "notes.openForEncounter", "notes.open", "notes.versions", "worklist.list", "patients.open"] as const;

export const useStanding = (noteId: NoteId) => useAsk("notes.standing", { noteId });
export const useCosign = () => useChange("notes.cosign", ofNote);
export const useReturnNote = () => useChange("notes.return", ofNote);
export const useWithdrawNote = () => useChange("notes.withdraw", ofNote);
export const useCommentNote = () => useChange("notes.comment", ["notes.standing"]);
export const useVersions = (noteId: NoteId, enabled: boolean) => useAsk("notes.versions", { noteId }, { enabled });
export const useVersion = (noteId: NoteId, revision: number) => useAsk("notes.version", { noteId, revision });
export const useLikeness = (noteId: NoteId) => useAsk("notes.likeness", { noteId });
export const useEarlierNote = (noteId: NoteId) => useAsk("notes.earlier", { noteId });
export const useCarryForward = () => useChange("notes.carryForward", ofNote);
export const useEditTranscript = () => useChange("transcripts.edit", [...ofNote, "encounters.open"]);
export const useNoteSearch = (query: string, enabled: boolean) => useAsk("notes.search", { query }, { enabled });
export const usePrivateState = (encounterId: EncounterId) => useAsk("privateNotes.state", { encounterId });
export const useOpenPrivateNote = () => useChange("privateNotes.open", []);
export const useSavePrivateNote = () => useChange("privateNotes.save", ["privateNotes.state"]);
export const useSnippets = () => useAsk("snippets.list", {});
export const useSaveSnippet = () => useChange("snippets.save", ["snippets.list"]);
export const useRemoveSnippet = () => useChange("snippets.remove", ["snippets.list"]);
export const useSupervision = () => useAsk("supervision.list", {});
export const useSetSupervision = () => useChange("supervision.set", ["supervision.list"]);
