import type { EncounterId } from "../../shared/domain/ids.ts";
import type { AddedRedaction, ReleasedRedaction } from "../../shared/domain/privacy.ts";
import { useAsk, useChange } from "./hooks.ts";

const lists = ["worklist.list", "patients.open", "encounters.open", "notes.open", "notes.openForEncounter"] as const;

export const useTemplates = () => useAsk("templates.list", {});
export const usePreview = (encounterId: EncounterId, templateId: string, added: AddedRedaction[], released: ReleasedRedaction[]) =>
  useAsk("drafts.preview", { encounterId, templateId, added, released }, { enabled: templateId !== "" });
export const useCreateDraft = () => useChange("drafts.create", [...lists, "drafts.preview", "sends.list"]);
export const useCancelDraft = () => useChange("drafts.cancel", []);
export const useNoteForEncounter = (encounterId: EncounterId) => useAsk("notes.openForEncounter", { encounterId });
export const useSaveNote = () => useChange("notes.save", ["worklist.list"]);
export const useSignNote = () => useChange("notes.sign", lists);
export const useAddAddendum = () => useChange("notes.addAddendum", lists);
export const useDiscardNote = () => useChange("notes.discard", lists);
export const useCopySection = () => useChange("notes.copySection", []);
