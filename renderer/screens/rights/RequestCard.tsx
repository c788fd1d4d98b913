import { type ReactElement, useState } from "react";
import type { RightsRequest } from "../../../shared/domain/rights.ts";
import { useWithdrawRequest, useWriteLetter } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, Notice, Panel } from "../../ui/index.ts";
import { formatDay, nameGround, requestWords } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { RequestState } from "./ClocksTab.tsx";
import { DecideDialog } from "./DecideDialog.tsx";
import { StatementDialog, type StatementKind } from "./StatementDialog.tsx";

interface CardProps {
  readonly request: RightsRequest;
  readonly today: string;
  readonly onExport: () => void;
}

/** One request with everything that was said about it, and what can be done next. */
export function RequestCard({ request, today, onExport }: CardProps): ReactElement {
  const { id, kind, state, receivedOn, dueOn, content, extension, decided, disagreement, rebuttal } = request;
  const [deciding, setDeciding] = useState<"accepted" | "denied" | null>(null);
  const [writing, setWriting] = useState<StatementKind | null>(null);
  const letter = useWriteLetter();
  const withdraw = useWithdrawRequest();
  const open = state === "open";
  const deniedAmendment = kind === "amendment" && state === "denied";
  return (
    <Panel
      title={t("{kind}, received {day}", { kind: requestWords.kinds[kind], day: formatDay(receivedOn) })}
      actions={<RequestState state={state} />}
    >
      <p className="prewrap">{content.asked}</p>
      <p className="quiet">
        {requestWords.channels[content.channel]}. {requestWords.requesters[content.requester]}
        {content.requesterName === "" ? "" : ` (${content.requesterName})`}. {content.proof}.
      </p>
      {open && (
        <p>
          {t("Answer by {day}.", { day: formatDay(dueOn) })} {dueOn < today && <strong>{t("This day is past.")}</strong>}
        </p>
      )}
      {extension !== null && <p className="quiet">{t("Extended on {day}: {reason}", { day: formatDay(extension.on), reason: extension.reason })}</p>}
      {decided !== null && <Decided request={request} />}
      {disagreement !== null && (
        <Notice tone="info" title={t("Statement of disagreement")}>
          {disagreement.text}
        </Notice>
      )}
      {rebuttal !== null && (
        <Notice tone="info" title={t("Rebuttal")}>
          {rebuttal.text}
        </Notice>
      )}
      <FailureNotice error={letter.error ?? withdraw.error} />
      {letter.data !== undefined && <Notice tone="done" title={t("The letter was written.")} />}
      <div className="form-foot">
        {open && kind === "access" && (
          <Button variant="primary" onPress={onExport}>
            {t("Export and answer")}
          </Button>
        )}
        {open && kind === "amendment" && (
          <Button variant="primary" onPress={() => setDeciding("accepted")}>
            {t("Accept")}
          </Button>
        )}
        {open && (
          <Button variant="secondary" onPress={() => setDeciding("denied")}>
            {t("Deny")}
          </Button>
        )}
        {open && extension === null && (
          <Button variant="secondary" onPress={() => setWriting("extension")}>
            {t("Extend")}
          </Button>
        )}
        {deniedAmendment && disagreement === null && (
          <Button variant="secondary" onPress={() => setWriting("disagreement")}>
            {t("Add the patient's statement")}
          </Button>
        )}
        {deniedAmendment && disagreement !== null && rebuttal === null && (
          <Button variant="secondary" onPress={() => setWriting("rebuttal")}>
            {t("Add a rebuttal")}
          </Button>
        )}
        {(decided !== null || extension !== null) && (
          <Button variant="secondary" busy={letter.isPending} onPress={() => letter.mutate({ id })}>
            {t("Write the letter")}
          </Button>
        )}
        {open && (
          <Button variant="quiet" busy={withdraw.isPending} onPress={() => withdraw.mutate({ id })}>
            {t("The patient took it back")}
          </Button>
        )}
      </div>
      {deciding !== null && <DecideDialog request={request} answer={deciding} onClose={() => setDeciding(null)} />}
      {writing !== null && <StatementDialog request={request} kind={writing} onClose={() => setWriting(null)} />}
    </Panel>
  );
}

function Decided({ request: { decision, decided } }: { readonly request: RightsRequest }): ReactElement | null {
  if (decision === null || decided === null) return null;
  const by = t("{day}, {name}", { day: formatDay(decided.decidedOn), name: decided.decidedByName });
  if (decision.kind === "accepted") {
    return (
      <Notice tone="done" title={t("Granted on {by}.", { by })}>
        {decision.text}
      </Notice>
    );
  }
  const ground = nameGround(decision.ground);
  return (
    <Notice tone="caution" title={t("Denied on {by}.", { by })}>
      {ground.label} ({ground.citation}). {decision.rationale}
      {decision.professional === "" ? "" : ` ${t("Judged by {name}.", { name: decision.professional })}`}
    </Notice>
  );
}
