import type { EncounterId, PatientId } from "../../shared/domain/ids.ts";
import { useAsk, useChange } from "./hooks.ts";

export const usePatients = (query: string, { limit = 50, enabled = true, keepsPrevious = false } = {}) =>
  useAsk("patients.search", { query, limit }, { enabled, keepsPrevious });
export const usePatient = (patientId: PatientId) => useAsk("patients.open", { patientId });
export const useRegisterPatient = () => useChange("patients.register", ["patients.search"]);
export const useRecordConsent = () => useChange("consents.record", ["patients.open", "drafts.preview"]);
export const useRevokeConsent = () => useChange("consents.revoke", ["patients.open", "drafts.preview"]);
export const useWorklist = () => useAsk("worklist.list", {});
export const useBeginEncounter = () => useChange("encounters.begin", ["patients.open", "worklist.list"]);
export const useImportTranscript = () => useChange("transcripts.import", ["patients.open", "worklist.list"]);
export const useEncounter = (encounterId: EncounterId) => useAsk("encounters.open", { encounterId });
export const useAssignSpeaker = () => useChange("transcripts.assignSpeaker", ["encounters.open", "drafts.preview"]);
