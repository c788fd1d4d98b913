import { type ReactElement, useState } from "react";
import type { Agreement } from "../../../shared/domain/agreement.ts";
import { isOwnServer } from "../../../shared/domain/vendor.ts";
import { useAgreements, useAskVendor, useSession } from "../../api/index.ts";
import { FailureNotice, PolicyMark } from "../../parts/index.ts";
import { Button, Checkbox, EmptyState, ScreenTitle } from "../../ui/index.ts";
import { formatSome, localDay } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { AgreementCard } from "./AgreementCard.tsx";
import { AgreementDialog } from "./AgreementDialog.tsx";

/** May anything leave, to whom, until when; and the agreements that say so. */
export function VendorsScreen({ begin }: { readonly begin: "agreement" | undefined }): ReactElement {
  const { data, error } = useAgreements();
  const user = useSession().data?.session?.user;
  const [recording, setRecording] = useState<{ readonly renewed: Agreement | null } | null>(begin === undefined ? null : { renewed: null });
  const [showsReplaced, setShowsReplaced] = useState(false);
  const ask = useAskVendor();
  const agreements = data?.agreements ?? [];
  const mayRecord = user?.role === "practice-manager" || user?.role === "privacy-officer";
  const replaced = agreements.filter(({ state }) => state === "superseded");
  const shown = showsReplaced ? agreements : agreements.filter(({ state }) => state !== "superseded");
  return (
    <div className="screen">
      <ScreenTitle lead={describeStanding(agreements)}>{t("Vendors and agreements")}</ScreenTitle>
      <PolicyMark settings={["vendors", "agreementChanges", "retentionProofDays", "secondDetector"]} />
      <FailureNotice error={error ?? ask.error} />
      {mayRecord && (
        <div className="form-foot">
          <Button variant="primary" onPress={() => setRecording({ renewed: null })}>
            {t("Record agreement")}
          </Button>
        </div>
      )}
      {data !== undefined && agreements.length === 0 && (
        <EmptyState title={t("No agreements yet")}>
          {t(
            "A vendor may get text only under a signed Business Associate Agreement; a server of the clinic's own needs none. Until one is recorded, notes are drafted on this computer.",
          )}
        </EmptyState>
      )}
      {shown.map((agreement) => (
        <AgreementCard
          key={agreement.id}
          agreement={agreement}
          mayChange={mayRecord && agreement.state !== "superseded"}
          isOwnProposal={agreement.proposedBy === user?.id}
          proofDays={data?.proofDays ?? 0}
          onRenew={() => setRecording({ renewed: agreement })}
        />
      ))}
      {replaced.length > 0 && (
        <Checkbox isSelected={showsReplaced} onChange={setShowsReplaced}>
          {t("Show {replaced} too", { replaced: formatSome(replaced.length, t("replaced agreement")) })}
        </Checkbox>
      )}
      {recording !== null && (
        <AgreementDialog
          renewed={recording.renewed}
          onClose={() => setRecording(null)}
          onRecorded={(agreement) => {
            setRecording(null);
            // Nothing is sent under a key nobody has asked about, so the question is put at once.
            if (agreement.state === "active" && !isOwnServer(agreement.terms.vendorId)) ask.mutate({ agreementId: agreement.id });
          }}
        />
      )}
    </div>
  );
}

function describeStanding(agreements: readonly Agreement[]): string {
  const inForce = agreements.filter(({ state, terms }) => state === "active" && terms.expiresOn >= localDay(new Date()));
  if (inForce.length === 0) return t("No agreement is in force, so nothing can leave the building.");
  return t("{inForce} in force.", { inForce: formatSome(inForce.length, t("agreement is"), t("agreements are")) });
}
