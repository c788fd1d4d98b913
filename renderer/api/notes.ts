import { useQueryClient } from "@tanstack/react-query";
import type { EncounterId, NoteId } from "../../shared/domain/ids.ts";
import type { Section, Unfinished } from "../../shared/domain/note.ts";
import type { AddedRedaction, ReleasedRedaction } from "../../shared/domain/privacy.ts";
import type { VendorId } from "../../shared/domain/vendor.ts";
import { ask } from "./client.ts";
import { useBridgeEvent } from "./events.ts";
import { useAsk, useChange } from "./hooks.ts";

const lists = ["worklist.list", "patients.open", "encounters.open", "notes.open", "notes.openForEncounter"] as const;

export const useTemplates = () => useAsk("templates.list", {});
export const usePreview = (
  encounterId: EncounterId,
  templateId: string,
  vendorId: VendorId | null,
  added: AddedRedaction[],
  released: ReleasedRedaction[],
) => useAsk("drafts.preview", { encounterId, templateId, vendorId, added, released }, { enabled: templateId !== "" });
export const useProposeTemplate = () => useChange("templates.propose", ["templates.list"]);
export const useApproveTemplate = () => useChange("templates.approve", ["templates.list"]);
export const useRetireTemplate = () => useChange("templates.retire", ["templates.list"]);
export const useRedraftSection = () => useChange("sections.redraft", [...lists, "sends.list"]);
export const useSummarise = () => useChange("sessions.summarise", ["sends.list"]);
export const useProgress = () => useChange("sessions.progress", ["sends.list"]);
export const useClassify = () => useChange("sessions.classify", ["sends.list"]);
export const useCodes = (encounterId: EncounterId) => useAsk("codes.view", { encounterId });
export const useSuggestCodes = () => useChange("codes.suggest", ["sends.list"]);
export const useSaveCodes = () => useChange("codes.save", ["codes.view"]);
export const useCreateDraft = () => useChange("drafts.create", [...lists, "drafts.preview", "sends.list"]);
export const useWriteByHand = () => useChange("notes.writeByHand", [...lists]);
export const useCancelDraft = () => useChange("drafts.cancel", []);
export const useNoteForEncounter = (encounterId: EncounterId) => useAsk("notes.openForEncounter", { encounterId });
export const useSignNote = () => useChange("notes.sign", [...lists, "notes.standing", "notes.versions"]);
export const useAddAddendum = () => useChange("notes.addAddendum", lists);
export const useDiscardNote = () => useChange("notes.discard", lists);
export const useCopySection = () => useChange("notes.copySection", []);

/** Keeps a note, and what is typed beside it, whether or not the screen that asked is still there. */
export function useNoteKeeper(noteId: NoteId) {
  const client = useQueryClient();
  return {
    async save(revision: number, sections: Section[]) {
      const reply = await ask("notes.save", { noteId, revision, sections });
      void client.invalidateQueries({ queryKey: ["worklist.list"] });
      return reply;
    },
    keepUnfinished: (revision: number, unfinished: Omit<Unfinished, "keptAt"> | null) =>
      ask("notes.keepUnfinished", { noteId, revision, unfinished }),
  };
}

/** Reads a note again, and what belongs to it, when another window has changed it. */
export function useNoteNews(noteId: NoteId | null, onChanged: () => void): void {
  const client = useQueryClient();
  useBridgeEvent("note.changed", (news) => {
    if (news.noteId !== noteId) return;
    for (const name of ["notes.openForEncounter", "notes.standing", "notes.versions", "encounters.open"] as const)
      void client.invalidateQueries({ queryKey: [name] });
    onChanged();
  });
}
