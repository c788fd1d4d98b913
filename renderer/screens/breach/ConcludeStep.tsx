import { type ReactElement, useState } from "react";
import { useConcludeBreach } from "../../api/index.ts";
import { ProofDialog } from "../../parts/index.ts";
import { Button, Notice } from "../../ui/index.ts";
import { formatMoment, formatSome } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { gapWords, outcomeWords, protectionWords } from "./breach-words.ts";
import type { StepProps } from "./use-draft.ts";

/** What it comes to, what is missing, and the signature that makes it final. */
export function ConcludeStep({ view }: StepProps): ReactElement {
  const [concluding, setConcluding] = useState(false);
  const conclude = useConcludeBreach();
  const { outcome, gaps, affected, protection, state, concludedAt, concludedByName } = view;
  return (
    <>
      <p className="answer">{outcomeWords[outcome].sentence}</p>
      {protection.steps.length > 0 && (
        <ul className="breach-why" aria-label={t("Why")}>
          {protection.steps.map(({ question, answer }) => (
            <li key={question}>{`${protectionWords[question]} ${answer === "unknown" ? t("Not known") : answer === "yes" ? t("Yes") : t("No")}.`}</li>
          ))}
        </ul>
      )}
      {state === "concluded" && concludedAt !== null && (
        <Notice
          tone="done"
          title={t("Concluded by {concludedByName} on {concludedAt}.", {
            concludedByName: concludedByName ?? "",
            concludedAt: formatMoment(concludedAt),
          })}
        >
          {t("It is final and kept for six years. If something new comes to light, look into it as another incident.")}
        </Notice>
      )}
      {gaps.length > 0 && (
        <Notice tone="caution" title={t("Before it can be concluded:")}>
          <ul className="breach-why">
            {gaps.map((gap) => (
              <li key={gap}>{gapWords[gap]}</li>
            ))}
          </ul>
        </Notice>
      )}
      {state === "open" && (
        <div className="form-foot">
          <Button variant="primary" isDisabled={gaps.length > 0} onPress={() => setConcluding(true)}>
            {t("Conclude")}
          </Button>
        </div>
      )}
      {concluding && (
        <ProofDialog
          title={t("Conclude this assessment")}
          actionLabel={t("Conclude")}
          busy={conclude.isPending}
          error={conclude.error}
          onProve={(password) => conclude.mutate({ id: view.id, revision: view.revision, password }, { onSuccess: () => setConcluding(false) })}
          onClose={() => setConcluding(false)}
        >
          <p>{outcomeWords[outcome].sentence}</p>
          <p className="quiet">
            {outcome === "breach"
              ? t("It is entered in the accounting of {affected}, and cannot be changed afterwards.", {
                  affected: formatSome(affected.patients, t("patient")),
                })
              : t("It cannot be changed afterwards.")}
          </p>
        </ProofDialog>
      )}
    </>
  );
}
