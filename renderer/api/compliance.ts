import { useAsk, useChange } from "./hooks.ts";

export const useAgreements = () => useAsk("agreements.list", {});
export const useRecordAgreement = () => useChange("agreements.record", ["agreements.list", "drafts.preview"]);
export const useSuspendAgreement = () => useChange("agreements.suspend", ["agreements.list", "drafts.preview"]);
export const useResumeAgreement = () => useChange("agreements.resume", ["agreements.list", "drafts.preview"]);
const registry = ["agreements.list", "drafts.preview"] as const;
export const useApproveAgreement = () => useChange("agreements.approve", registry);
export const useWithdrawAgreement = () => useChange("agreements.withdraw", registry);
export const useReviewAgreement = () => useChange("agreements.review", registry);
export const useAskVendor = () => useChange("agreements.ask", registry);
export const useSaveAgreementDocument = () => useChange("agreements.saveDocument", []);
export const useSends = () => useAsk("sends.list", { limit: 200 });
export const useVerifyAudit = () => useChange("audit.verify", []);

export const useAuditLength = () => useAsk("audit.list", { beforeSeq: null, limit: 1 });
