import { useInfiniteQuery } from "@tanstack/react-query";
import { ask } from "./client.ts";
import { useAsk, useChange } from "./hooks.ts";

const pageLength = 100;

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
export const useExportRecord = () => useChange("records.export", []);

/** The audit log, newest first, page by page. */
export function useAuditRows() {
  return useInfiniteQuery({
    queryKey: ["audit.list"],
    queryFn: ({ pageParam }) => ask("audit.list", { beforeSeq: pageParam, limit: pageLength }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ rows }) => {
      const oldest = rows.at(-1)?.seq ?? 0;
      return oldest === 0 ? undefined : oldest;
    },
    gcTime: 0,
    retry: false,
  });
}
