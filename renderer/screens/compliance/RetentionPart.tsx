import { type ReactElement, useState } from "react";
import { useApproveRemoval, useProposeRemoval, useRetention, useSession } from "../../api/index.ts";
import { FailureNotice, PolicyMark, ProofDialog } from "../../parts/index.ts";
import { Button } from "../../ui/index.ts";
import { formatCount, formatSome } from "../../words/index.ts";
import { t } from "../../words/language.ts";

/** How long the log is kept, and the two persons it takes to let the oldest go. */
export function RetentionPart(): ReactElement | null {
  const { data, error } = useRetention();
  const user = useSession().data?.session?.user;
  const [asking, setAsking] = useState<"propose" | "approve" | null>(null);
  const propose = useProposeRemoval();
  const approve = useApproveRemoval();
  if (data === undefined) return error === null ? null : <FailureNotice error={error} />;
  const { years, removableBefore, proposal } = data;
  const act = asking === "approve" ? approve : propose;
  const beforeSeq = asking === "approve" ? (proposal?.size ?? 0) : (removableBefore ?? 0);
  const mayAct = user?.role === "practice-manager" || user?.role === "privacy-officer";
  return (
    <section aria-labelledby="retention" className="form-stack">
      <h2 id="retention" className="section-title">
        {t("How long it is kept")}
      </h2>
      <PolicyMark settings={["audit.retentionYears"]} />
      <p>
        {formatSome(years, t("year"))}.{" "}
        {removableBefore === null
          ? t("Nothing is older than that.")
          : t("{removableBefore} entries are older and may go, in whole stretches, the oldest first.", {
              removableBefore: formatCount(removableBefore),
            })}
        {proposal === null ? "" : t(" A colleague has proposed it; a second person decides.")}
      </p>
      {mayAct && (
        <div className="row-actions">
          {removableBefore !== null && proposal === null && (
            <Button variant="secondary" onPress={() => setAsking("propose")}>
              {t("Propose to let them go")}
            </Button>
          )}
          {proposal !== null && proposal.proposedBy !== user?.id && (
            <Button variant="secondary" onPress={() => setAsking("approve")}>
              {t("Let them go")}
            </Button>
          )}
        </div>
      )}
      {asking !== null && (
        <ProofDialog
          title={asking === "approve" ? t("Let the oldest entries go") : t("Propose to let the oldest entries go")}
          actionLabel={asking === "approve" ? t("Let them go") : t("Propose")}
          tone={asking === "approve" ? "danger" : "plain"}
          busy={act.isPending}
          error={act.error}
          onClose={() => setAsking(null)}
          onProve={(password) => act.mutate({ beforeSeq, password }, { onSuccess: () => setAsking(null) })}
        >
          <p>{t("A marker with the last signed checkpoint stays, from which the rest of the log still verifies.")}</p>
        </ProofDialog>
      )}
    </section>
  );
}
