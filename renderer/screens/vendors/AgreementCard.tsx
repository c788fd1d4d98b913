import type { ReactElement } from "react";
import { useState } from "react";
import type { Agreement } from "../../../shared/domain/agreement.ts";
import { isOwnServer, vendorNames } from "../../../shared/domain/vendor.ts";
import {
  useApproveAgreement,
  useAskVendor,
  useResumeAgreement,
  useReviewAgreement,
  useSaveAgreementDocument,
  useSuspendAgreement,
  useWithdrawAgreement,
} from "../../api/index.ts";
import { FailureNotice, ProofDialog } from "../../parts/index.ts";
import { Badge, Button, Checkbox, Notice } from "../../ui/index.ts";
import { formatDay, formatSome, localDay } from "../../words/index.ts";
import { t } from "../../words/language.ts";

export interface AgreementCardProps {
  readonly agreement: Agreement;
  readonly mayChange: boolean;
  readonly isOwnProposal: boolean;
  readonly proofDays: number;
  readonly onRenew: () => void;
}

const keptWords: Readonly<Record<Agreement["terms"]["retentionMode"], (days: number) => string>> = {
  none: () => t("Stays in the building"),
  "zero-data-retention": () => t("Nothing, zero retention"),
  "hipaa-ready": () => t("Under HIPAA-ready terms"),
  "limited-days": (days) => formatSome(days, t("day")),
};

const soonDays = 60;
const daysBetween = (from: string, to: string) => Math.ceil((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** One agreement: what it covers, how long it holds, what its vendor said of itself, and what can be done with it. */
export function AgreementCard({ agreement, mayChange, isOwnProposal, proofDays, onRenew }: AgreementCardProps): ReactElement {
  const { terms, state } = agreement;
  const daysLeft = daysBetween(localDay(new Date()), terms.expiresOn);
  return (
    <section className="agreement" aria-label={`${vendorNames[terms.vendorId]}: ${terms.title}`}>
      <h2 className="section-title">
        {vendorNames[terms.vendorId]} <StateBadge state={state} daysLeft={daysLeft} />
      </h2>
      {state === "active" && <Warnings agreement={agreement} daysLeft={daysLeft} proofDays={proofDays} />}
      <dl className="fact-list">
        {listFacts(agreement).map(([name, fact]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
      {mayChange && <Actions agreement={agreement} isOwnProposal={isOwnProposal} onRenew={onRenew} />}
    </section>
  );
}

function listFacts({ terms, proof, reviewedAt }: Agreement): (readonly [string, string])[] {
  const own = isOwnServer(terms.vendorId);
  const facts: (readonly [string, string])[] = [
    [t("With"), terms.counterparty],
    [t("In force"), t("{terms} to {terms2}", { terms: formatDay(terms.effectiveOn), terms2: formatDay(terms.expiresOn) })],
    [t("Covers"), terms.serviceName === "" ? t("Not written down") : terms.serviceName],
    [t("Address"), new URL(terms.endpoint).host],
    [t("Models"), terms.modelIds.join(", ")],
    [t("Text"), terms.dataClasses.includes("identified") ? t("With identifiers") : t("Identifiers removed only")],
    [t("Kept there"), keptWords[terms.retentionMode](terms.retentionDays)],
    [t("In case of trouble"), terms.incidentContact],
    [t("Looked over"), reviewedAt === null ? t("Never") : formatDay(reviewedAt.slice(0, 10))],
  ];
  if (own) return facts;
  const asked =
    proof === null ? t("Not asked yet") : `${formatDay(proof.at.slice(0, 10))}${proof.organizationId === "" ? "" : `, ${proof.organizationId}`}`;
  return [...facts, [t("Covers the account"), terms.organizationId], [t("The vendor was asked"), asked]];
}

function Warnings({
  agreement,
  daysLeft,
  proofDays,
}: {
  readonly agreement: Agreement;
  readonly daysLeft: number;
  readonly proofDays: number;
}): ReactElement | null {
  const { terms, proof } = agreement;
  if (daysLeft >= 0 && daysLeft <= soonDays)
    return (
      <Notice
        tone="caution"
        title={t("Ends in {daysLeft}. Renew it, or drafting goes on on this computer only.", { daysLeft: formatSome(daysLeft, t("day")) })}
      />
    );
  if (isOwnServer(terms.vendorId)) return null;
  if (proof === null) return <Notice tone="caution" title={t("Nothing is sent until the vendor was asked whose key this is.")} />;
  if (proof.organizationId !== terms.organizationId)
    return <Notice tone="refused" title={t("The key belongs to another account than the agreement covers. Nothing is sent.")} />;
  const seen = [proof.retentionMode === null ? "" : proof.at.slice(0, 10), terms.retentionVerifiedOn ?? ""].sort().at(-1) ?? "";
  if (seen === "" || daysBetween(seen, localDay(new Date())) > proofDays)
    return (
      <Notice
        tone="caution"
        title={t("What the vendor keeps was not seen for more than {proofDays}. Nothing is sent until somebody looks again.", {
          proofDays: formatSome(proofDays, t("day")),
        })}
      />
    );
  return null;
}

type Asked = "approve" | "review" | null;

function Actions({
  agreement,
  isOwnProposal,
  onRenew,
}: {
  readonly agreement: Agreement;
  readonly isOwnProposal: boolean;
  readonly onRenew: () => void;
}): ReactElement {
  const [asked, setAsked] = useState<Asked>(null);
  const [saw, setSaw] = useState(false);
  const suspend = useSuspendAgreement();
  const resume = useResumeAgreement();
  const approve = useApproveAgreement();
  const withdraw = useWithdrawAgreement();
  const review = useReviewAgreement();
  const ask = useAskVendor();
  const document = useSaveAgreementDocument();
  const { id: agreementId, state, proposedBy, terms } = agreement;
  const close = () => setAsked(null);
  const waits = proposedBy !== null;
  return (
    <>
      <FailureNotice error={suspend.error ?? resume.error ?? withdraw.error ?? ask.error ?? document.error} />
      <div className="row-actions">
        {waits && !isOwnProposal && (
          <Button variant="primary" onPress={() => setAsked("approve")}>
            {t("Approve")}
          </Button>
        )}
        {waits && (
          <Button variant="quiet" onPress={() => withdraw.mutate({ agreementId })}>
            {t("Take the proposal back")}
          </Button>
        )}
        {state === "active" && !isOwnServer(terms.vendorId) && (
          <Button variant="secondary" busy={ask.isPending} onPress={() => ask.mutate({ agreementId })}>
            {t("Ask the vendor")}
          </Button>
        )}
        {state === "active" && (
          <Button variant="quiet" onPress={() => setAsked("review")}>
            {t("Looked over")}
          </Button>
        )}
        {state !== "proposed" && (
          <Button variant="quiet" onPress={onRenew}>
            {t("Renew")}
          </Button>
        )}
        {agreement.hasDocument && (
          <Button variant="quiet" onPress={() => document.mutate({ agreementId })}>
            {t("Save the document")}
          </Button>
        )}
        {state === "active" && (
          <Button variant="quiet" onPress={() => suspend.mutate({ agreementId })}>
            {t("Suspend")}
          </Button>
        )}
        {state === "suspended" && !waits && (
          <Button variant="quiet" onPress={() => resume.mutate({ agreementId })}>
            {t("Resume")}
          </Button>
        )}
      </div>
      {asked === "approve" && (
        <ProofDialog
          title={t("Approve this change")}
          actionLabel={t("Approve")}
          busy={approve.isPending}
          error={approve.error}
          onClose={close}
          onProve={(password) => approve.mutate({ agreementId, password }, { onSuccess: close })}
        >
          <p>{t("A colleague proposed it. From your approval on, the gate goes by it.")}</p>
        </ProofDialog>
      )}
      {asked === "review" && (
        <ProofDialog
          title={t("Looked over")}
          actionLabel={t("Keep")}
          busy={review.isPending}
          error={review.error}
          onClose={close}
          onProve={(password) => review.mutate({ agreementId, sawRetention: saw, password }, { onSuccess: close })}
        >
          <p>{t("You have compared what is recorded here with the paper and with the vendor's own pages.")}</p>
          <Checkbox isSelected={saw} onChange={setSaw}>
            {t("I saw today, in writing, what the vendor keeps, and it is what stands here")}
          </Checkbox>
        </ProofDialog>
      )}
    </>
  );
}

function StateBadge({ state, daysLeft }: { readonly state: Agreement["state"]; readonly daysLeft: number }): ReactElement {
  if (state === "proposed") return <Badge tone="caution">{t("Waits for a second person")}</Badge>;
  if (state === "suspended") return <Badge tone="refused">{t("Suspended")}</Badge>;
  if (state === "superseded") return <Badge tone="neutral">{t("Replaced")}</Badge>;
  return daysLeft < 0 ? <Badge tone="refused">{t("Ended")}</Badge> : <Badge tone="done">{t("In force")}</Badge>;
}
