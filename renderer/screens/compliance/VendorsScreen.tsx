import { type ReactElement, useState } from "react";
import { type Agreement, vendorNames } from "../../../shared/domain/vendor.ts";
import { useAgreements, useResumeAgreement, useSession, useSuspendAgreement } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Badge, Button, EmptyState, Notice, ScreenTitle } from "../../ui/index.ts";
import { formatDay, formatSome, localDay } from "../../words/index.ts";
import { AgreementDialog } from "./AgreementDialog.tsx";

const soonDays = 60;

/** May anything leave, to whom, until when; and the agreements that say so. */
export function VendorsScreen(): ReactElement {
  const { data, error } = useAgreements();
  const role = useSession().data?.session?.user.role;
  const [recording, setRecording] = useState(false);
  const agreements = data?.agreements ?? [];
  const mayRecord = role === "practice-manager" || role === "privacy-officer";
  const inForce = agreements.filter((agreement) => agreement.state === "active" && agreement.terms.expiresOn >= localDay(new Date()));
  const lead =
    inForce.length === 0
      ? "No agreement is in force, so nothing can leave the building."
      : `${formatSome(inForce.length, "agreement is", "agreements are")} in force.`;
  return (
    <div className="screen">
      <ScreenTitle lead={lead}>Vendors and agreements</ScreenTitle>
      <FailureNotice error={error} />
      {mayRecord && (
        <div className="form-foot">
          <Button variant="primary" onPress={() => setRecording(true)}>
            Record agreement
          </Button>
        </div>
      )}
      {data !== undefined && agreements.length === 0 && (
        <EmptyState title="No agreements yet">
          A vendor may get text only under a signed Business Associate Agreement. Until one is recorded, notes are drafted on this computer.
        </EmptyState>
      )}
      {agreements.map((agreement) => (
        <AgreementCard key={agreement.id} agreement={agreement} mayChange={mayRecord} />
      ))}
      {recording && <AgreementDialog onClose={() => setRecording(false)} />}
    </div>
  );
}

function AgreementCard({ agreement, mayChange }: { readonly agreement: Agreement; readonly mayChange: boolean }): ReactElement {
  const suspend = useSuspendAgreement();
  const resume = useResumeAgreement();
  const { terms, state } = agreement;
  const daysLeft = Math.ceil((Date.parse(terms.expiresOn) - Date.parse(localDay(new Date()))) / 86_400_000);
  const facts: readonly (readonly [string, string])[] = [
    ["With", terms.counterparty],
    ["In force", `${formatDay(terms.effectiveOn)} to ${formatDay(terms.expiresOn)}`],
    ["Address", new URL(terms.endpoint).host],
    ["Models", terms.modelIds.join(", ")],
    ["Text", terms.dataClasses.includes("identified") ? "With identifiers" : "Identifiers removed only"],
    ["Kept by the vendor", terms.retentionMode === "limited-days" ? formatSome(terms.retentionDays, "day") : "Nothing kept"],
    ["In case of trouble", terms.incidentContact],
  ];
  return (
    <section className="agreement" aria-label={`${vendorNames[terms.vendorId]}: ${terms.title}`}>
      <h2 className="section-title">
        {vendorNames[terms.vendorId]} <AgreementState state={state} daysLeft={daysLeft} />
      </h2>
      {state === "active" && daysLeft >= 0 && daysLeft <= soonDays && (
        <Notice tone="caution" title={`Ends in ${formatSome(daysLeft, "day")}. Renew it, or drafting goes on on this computer only.`} />
      )}
      <dl className="fact-list">
        {facts.map(([name, fact]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
      {mayChange && (
        <Button variant="quiet" onPress={() => (state === "active" ? suspend : resume).mutate({ agreementId: agreement.id })}>
          {state === "active" ? "Suspend" : "Resume"}
        </Button>
      )}
    </section>
  );
}

function AgreementState({ state, daysLeft }: { readonly state: Agreement["state"]; readonly daysLeft: number }): ReactElement {
  if (state === "suspended") return <Badge tone="refused">Suspended</Badge>;
  return daysLeft < 0 ? <Badge tone="refused">Ended</Badge> : <Badge tone="done">In force</Badge>;
}
