import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import type { CallName } from "../../shared/contract/index.ts";
import type { AssessmentId, PatientId } from "../../shared/domain/ids.ts";
import { ask } from "./client.ts";
import { useAsk, useChange } from "./hooks.ts";

export type { AffectedPerson, AssessmentView, DutyLine } from "../../shared/contract/breach.ts";

const pageLength = 300;
const everything: readonly CallName[] = ["breach.list", "breach.read", "breach.affected"];

export const useBreaches = () => useAsk("breach.list", {});
export const useBreach = (id: AssessmentId) => useAsk("breach.read", { id });
export const useOpenBreach = () => useChange("breach.open", ["breach.list"]);
export const useConcludeBreach = () => useChange("breach.conclude", [...everything, "disclosures.list"]);
export const useRecordBreachStep = () => useChange("breach.recordStep", everything);
export const useExportBreach = () => useChange("breach.export", []);

/** Saves an assessment; the answer is what follows from it, and is shown without asking again. */
export function useSaveBreach() {
  const client = useQueryClient();
  const save = useChange("breach.save", ["breach.list", "breach.affected"]);
  return { ...save, show: (id: AssessmentId, view: unknown) => client.setQueryData(["breach.read", { id }], view) };
}

/** Who an assessment reaches, page by page. */
export function useAffected(id: AssessmentId) {
  return useInfiniteQuery({
    queryKey: ["breach.affected", { id }],
    queryFn: ({ pageParam }) => ask("breach.affected", { id, after: pageParam, limit: pageLength }),
    initialPageParam: null as PatientId | null,
    getNextPageParam: ({ next }) => next ?? undefined,
    gcTime: 0,
    retry: false,
  });
}
