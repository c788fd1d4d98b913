import type { PatientId } from "../../shared/domain/ids.ts";
import { useAsk, useChange } from "./hooks.ts";

export const useDisclosures = (patientId: PatientId) => useAsk("disclosures.list", { patientId });
export const useRecordDisclosure = () => useChange("disclosures.record", ["disclosures.list"]);
export const usePrintAccounting = () => useChange("disclosures.print", ["disclosures.list"]);
