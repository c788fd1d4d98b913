import { type ReactElement, useState } from "react";
import type { AssessmentId } from "../../../shared/domain/ids.ts";
import { type AssessmentView, useBreach } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Badge, Button, ScreenTitle } from "../../ui/index.ts";
import { formatDay, formatSome } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { AffectedStep } from "./AffectedStep.tsx";
import { outcomeWords } from "./breach-words.ts";
import { ConcludeStep } from "./ConcludeStep.tsx";
import { FoundStep } from "./FoundStep.tsx";
import { LettersStep } from "./LettersStep.tsx";
import { NoticesStep } from "./NoticesStep.tsx";
import { RiskStep } from "./RiskStep.tsx";
import { SecuredStep } from "./SecuredStep.tsx";
import { type StepProps, useDraft } from "./use-draft.ts";
import "./breach.css";

const steps = [
  { id: "affected", label: t("Who is affected"), Step: AffectedStep },
  { id: "found", label: t("Found out"), Step: FoundStep },
  { id: "secured", label: t("Secured or not"), Step: SecuredStep },
  { id: "risk", label: t("Risk"), Step: RiskStep },
  { id: "letters", label: t("Letters"), Step: LettersStep },
  { id: "conclude", label: t("Conclude"), Step: ConcludeStep },
  { id: "notices", label: t("Notices"), Step: NoticesStep },
] as const satisfies readonly { id: string; label: string; Step: (props: StepProps) => ReactElement }[];

/** One incident from the first question to the last notice, a step at a time. */
export function AssessmentScreen({ id, onDone }: { readonly id: AssessmentId; readonly onDone: () => void }): ReactElement | null {
  const { data, error } = useBreach(id);
  if (data === undefined) return error === null ? null : <FailureNotice error={error} />;
  return <Assessment view={data} onDone={onDone} />;
}

function Assessment({ view, onDone }: { readonly view: AssessmentView; readonly onDone: () => void }): ReactElement {
  const [at, setAt] = useState(view.state === "concluded" ? steps.length - 1 : 0);
  const draft = useDraft(view);
  const { label, Step } = steps[at] ?? steps[0];
  const next = steps[at + 1];
  const goTo = (index: number) => draft.settle(() => setAt(index));
  return (
    <div className="screen">
      <ScreenTitle lead={summarise(view)}>{view.body.title}</ScreenTitle>
      <div className="breach">
        <nav aria-label={t("Steps")}>
          <ol className="breach-steps">
            {steps.map((step, index) => (
              <li key={step.id}>
                <button type="button" className="breach-step" aria-current={index === at ? "step" : undefined} onClick={() => goTo(index)}>
                  <span className="breach-step-number">{index + 1}</span> {step.label}
                </button>
              </li>
            ))}
          </ol>
          <Button variant="quiet" onPress={() => draft.settle(onDone)}>
            {t("All incidents")}
          </Button>
        </nav>
        <section className="breach-leaf" aria-label={label}>
          <h2>{label}</h2>
          <Step view={view} body={draft.body} change={draft.change} isFinal={view.state === "concluded"} />
          <FailureNotice error={draft.error} />
          <div className="form-foot">
            {next !== undefined && (
              <Button variant={next.id === "notices" ? "secondary" : "primary"} busy={draft.saving} onPress={() => goTo(at + 1)}>
                {draft.dirty ? t("Save and go on to: {label}", { label: next.label }) : t("Go on to: {label}", { label: next.label })}
              </Button>
            )}
          </div>
        </section>
      </div>
    </div>
  );
}

function summarise({ affected, outcome, state, discoveredOn, duties }: AssessmentView): ReactElement {
  const due = duties.find(({ doneOn }) => doneOn === null);
  return (
    <>
      {state === "open" && outcome === "breach" ? (
        <Badge tone="caution">{t("Presumed a breach")}</Badge>
      ) : (
        <Badge tone={outcomeWords[outcome].tone}>{outcomeWords[outcome].label}</Badge>
      )}{" "}
      {t("{affected} affected{discoveredOn}.{dueOn}", {
        affected: formatSome(affected.patients, t("patient")),
        discoveredOn: discoveredOn === null ? "" : t(", found out on {discoveredOn}", { discoveredOn: formatDay(discoveredOn) }),
        dueOn: due === undefined ? "" : t(" Next due {due}.", { due: formatDay(due.dueOn) }),
      })}
    </>
  );
}
