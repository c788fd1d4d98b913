import { useInfiniteQuery } from "@tanstack/react-query";
import type { CallInput } from "../../shared/contract/index.ts";
import type { Stretch } from "../../shared/domain/access-review.ts";
import type { PatientId, UserId } from "../../shared/domain/ids.ts";
import { ask } from "./client.ts";
import { useAsk, useChange } from "./hooks.ts";

const pageLength = 200;
export type AuditFilter = CallInput<"audit.find">["filter"];

/** What of the log fits a filter, newest first, page by page. */
export function useAuditFind(filter: AuditFilter) {
  return useInfiniteQuery({
    queryKey: ["audit.find", filter],
    queryFn: ({ pageParam }) => ask("audit.find", { filter, beforeSeq: pageParam, limit: pageLength }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ nextBeforeSeq }) => nextBeforeSeq ?? undefined,
    gcTime: 0,
    retry: false,
  });
}

export const useWhoSaw = (patientId: PatientId, stretch: Stretch) => useAsk("audit.whoSaw", { patientId, stretch });
export const useWhatDid = (userId: UserId, stretch: Stretch) => useAsk("audit.whatDid", { userId, stretch });
export const useReviewLook = (look: CallInput<"reviews.look">) => useAsk("reviews.look", look);
export const useSignReview = () => useChange("reviews.sign", ["reviews.list"]);
export const useSignedReviews = () => useAsk("reviews.list", {});
export const useSendTally = (input: CallInput<"sends.tally">) => useAsk("sends.tally", input);
export const useSendTrace = (sendId: CallInput<"sends.trace">["sendId"]) => useAsk("sends.trace", { sendId });
export const useAnchors = () => useAsk("audit.anchors", {});
export const useExportAudit = () => useChange("audit.export", []);
export const useRotateAuditKey = () => useChange("audit.rotateKey", ["audit.anchors"]);
export const useRetention = () => useAsk("audit.retention", {});
export const useProposeRemoval = () => useChange("audit.proposeRemoval", ["audit.retention"]);
export const useApproveRemoval = () => useChange("audit.approveRemoval", ["audit.retention", "audit.find"]);
