import type { ReactNode } from "react";
import type { Drafter } from "../../../shared/domain/note.ts";
import { Notice } from "../../ui/index.ts";
import { t } from "../../words/language.ts";

/** What became of the placeholders in a vendor's reply. */
export interface RoundTrip {
  readonly restored: number;
  readonly invented: number;
  readonly identifiersInReply: number;
}

export interface RoundTripReportProps {
  readonly drafter: Drafter;
  readonly roundTrip: RoundTrip | null;
}

/** The Privacy tab once there is a note: what left, and whether what came back was put right. */
export function RoundTripReport({ drafter, roundTrip }: RoundTripReportProps): ReactNode {
  if (drafter.kind !== "vendor") {
    return (
      <Notice tone="done" title={t("Nothing left the building.")}>
        {drafter.kind === "device" ? t("This note was drafted on this computer.") : t("This note was written by hand.")}
      </Notice>
    );
  }
  const sent = t("The transcript went to {vendorName} with identifiers removed. The send is in the list under Sends.", {
    vendorName: drafter.vendorName,
  });
  if (roundTrip === null)
    return (
      <Notice tone="info" title={t("Drafted by {vendorName}.", { vendorName: drafter.vendorName })}>
        {sent}
      </Notice>
    );
  const clean = roundTrip.invented === 0 && roundTrip.identifiersInReply === 0;
  return (
    <div className="panel-part">
      <Notice
        tone={clean ? "done" : "caution"}
        title={
          clean ? t("Every placeholder came back and was put right.") : t("The reply held something that was not sent. Check the marked sentences.")
        }
      >
        {sent}
      </Notice>
      <dl className="facts facts-numbers">
        <dt>{t("Identifiers put back")}</dt>
        <dd>{roundTrip.restored}</dd>
        <dt>{t("Placeholders the model made up")}</dt>
        <dd>{roundTrip.invented}</dd>
        <dt>{t("Identifiers found in the reply")}</dt>
        <dd>{roundTrip.identifiersInReply}</dd>
      </dl>
    </div>
  );
}
