import type { destructionReasons } from "../../shared/domain/access.ts";
import type { PatientId } from "../../shared/domain/ids.ts";
import { useAsk, useChange } from "./hooks.ts";

const requests = ["rights.clocks", "rights.ofPatient"] as const;
const destructions = ["destructions.list", "destructions.weigh"] as const;

export const useClocks = () => useAsk("rights.clocks", {});
export const useRightsOfPatient = (patientId: PatientId) => useAsk("rights.ofPatient", { patientId });
export const useRecordRequest = () => useChange("rights.record", requests);
export const useExtendRequest = () => useChange("rights.extend", requests);
export const useDecideRequest = () => useChange("rights.decide", requests);
export const useWithdrawRequest = () => useChange("rights.withdraw", requests);
export const useAddStatement = () => useChange("rights.addStatement", requests);
export const useWriteLetter = () => useChange("rights.writeLetter", []);
export const usePlaceHold = () => useChange("holds.place", [...requests, ...destructions]);
export const useLiftHold = () => useChange("holds.lift", [...requests, ...destructions]);
export const useWeighDestruction = (patientId: PatientId, reason: (typeof destructionReasons)[number] | null) =>
  useAsk("destructions.weigh", { patientId, reason: reason ?? "court-order" }, { enabled: reason !== null });
export const useProposeDestruction = () => useChange("destructions.propose", destructions);
export const useDestructions = () => useAsk("destructions.list", {});
export const useWithdrawDestruction = () => useChange("destructions.withdraw", destructions);
export const useApproveDestruction = () => useChange("destructions.approve", [...destructions, "patients.search"]);
export const useWriteCertificate = () => useChange("destructions.certificate", []);
export const useRetentionPreview = () => useAsk("retention.preview", {});
export const useExportFormats = () => useAsk("exports.formats", {});
export const useExportRecord = () => useChange("records.export", [...requests]);
export const useExports = () => useAsk("exports.list", {});
export const useBeginExport = () => useChange("exports.begin", ["exports.list"]);
export const usePauseExport = () => useChange("exports.pause", ["exports.list"]);
export const useResumeExport = () => useChange("exports.resume", ["exports.list"]);
export const useCancelExport = () => useChange("exports.cancel", ["exports.list"]);
export const useLookAtImport = () => useChange("imports.look", []);
export const useRunImport = () => useChange("imports.run", []);
export const useTakePackage = () => useChange("imports.takePackage", ["patients.search"]);
