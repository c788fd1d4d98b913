import { type ReactElement, useState } from "react";
import { useConcludeBreach } from "../../api/index.ts";
import { ProofDialog } from "../../parts/index.ts";
import { Button, Notice } from "../../ui/index.ts";
import { formatMoment, formatSome } from "../../words/index.ts";
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
        <ul className="breach-why" aria-label="Why">
          {protection.steps.map(({ question, answer }) => (
            <li key={question}>{`${protectionWords[question]} ${answer === "unknown" ? "Not known" : answer === "yes" ? "Yes" : "No"}.`}</li>
          ))}
        </ul>
      )}
      {state === "concluded" && concludedAt !== null && (
        <Notice tone="done" title={`Concluded by ${concludedByName ?? ""} on ${formatMoment(concludedAt)}.`}>
          It is final and kept for six years. If something new comes to light, look into it as another incident.
        </Notice>
      )}
      {gaps.length > 0 && (
        <Notice tone="caution" title="Before it can be concluded:">
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
            Conclude
          </Button>
        </div>
      )}
      {concluding && (
        <ProofDialog
          title="Conclude this assessment"
          actionLabel="Conclude"
          busy={conclude.isPending}
          error={conclude.error}
          onProve={(password) => conclude.mutate({ id: view.id, revision: view.revision, password }, { onSuccess: () => setConcluding(false) })}
          onClose={() => setConcluding(false)}
        >
          <p>{outcomeWords[outcome].sentence}</p>
          <p className="quiet">
            {outcome === "breach"
              ? `It is entered in the accounting of ${formatSome(affected.patients, "patient")}, and cannot be changed afterwards.`
              : "It cannot be changed afterwards."}
          </p>
        </ProofDialog>
      )}
    </>
  );
}
