import type { ReactElement } from "react";
import type { Hold, Knowledge } from "../../../shared/domain/breach.ts";
import { Button, EmptyState, RadioCards, SelectField, TextField } from "../../ui/index.ts";
import { formatDay, localDay } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import type { StepProps } from "./use-draft.ts";

const knowers = [
  { id: "workforce", label: t("Somebody who works here") },
  { id: "agent", label: t("Somebody acting for us") },
  { id: "associate-notice", label: t("A vendor told us") },
  { id: "wrongdoer", label: t("Only whoever did it") },
] as const;
const holds = [
  { id: "none", label: t("No"), description: t("Nobody asked for a delay") },
  { id: "written", label: t("In writing"), description: t("For the time the letter names") },
  { id: "oral", label: t("By word of mouth"), description: t("For 30 days at the most") },
] as const;

/** Who first knew, and when: the clock starts at the earliest who counts, a receptionist too. */
export function FoundStep({ view, body, change, isFinal }: StepProps): ReactElement {
  const { knowledge, notice, hold } = body;
  const set = (index: number, part: Partial<Knowledge>) =>
    change({ knowledge: knowledge.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <>
      <p>
        {t(
          "The days count from the first day anybody here knew, or would have known by looking: the front desk counts as much as the privacy officer. Whoever did it does not.",
        )}
      </p>
      {notice !== null && (
        <p className="answer">
          {t("The vendor's notice came on {notice}; it found out on {notice2}. {counts}", {
            notice: formatDay(notice.receivedOn),
            notice2: formatDay(notice.discoveredOn),
            counts: notice.actsAsAgent ? t("It acts as our agent, so its day counts.") : t("It is independent, so the day of its notice counts."),
          })}
        </p>
      )}
      {knowledge.length === 0 && notice === null && (
        <EmptyState title={t("Nobody written down yet")}>{t("Ask around before you answer: the earliest day counts.")}</EmptyState>
      )}
      {knowledge.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no other name, and none is moved
        <fieldset key={index} className="breach-line" disabled={isFinal}>
          <legend className="visually-hidden">{t("Who knew, {index}", { index: index + 1 })}</legend>
          <TextField label={t("Knew on")} type="date" value={one.on} onChange={(on) => on !== "" && set(index, { on })} />
          <SelectField label={t("Who")} options={knowers} value={one.by} onChange={(by) => set(index, { by: by as Knowledge["by"] })} />
          <TextField label={t("How")} value={one.how} onChange={(how) => set(index, { how })} maxLength={400} />
          {!isFinal && (
            <Button variant="quiet" onPress={() => change({ knowledge: knowledge.filter((_one, at) => at !== index) })}>
              {t("Remove")}
            </Button>
          )}
        </fieldset>
      ))}
      {!isFinal && (
        <div className="form-foot">
          <Button
            variant="secondary"
            isDisabled={knowledge.length >= 20}
            onPress={() => change({ knowledge: [...knowledge, { on: localDay(new Date()), by: "workforce", how: "" }] })}
          >
            {t("Add who knew")}
          </Button>
        </div>
      )}
      <RadioCards
        label={t("Did the police or a prosecutor ask us to wait?")}
        options={holds}
        value={hold?.form ?? "none"}
        onChange={(form) => change({ hold: beginHold(form) })}
        isDisabled={isFinal}
      />
      {hold !== null && <HoldFields hold={hold} onChange={(next) => change({ hold: next })} isDisabled={isFinal} />}
      {view.heldUntil !== null && (
        <p className="quiet">{t("Notices wait until {view}. State deadlines do not move.", { view: formatDay(view.heldUntil) })}</p>
      )}
    </>
  );
}

function beginHold(form: string): Hold | null {
  const today = localDay(new Date());
  if (form === "written") return { form, statedOn: today, untilOn: today, official: "" };
  return form === "oral" ? { form, statedOn: today, official: "" } : null;
}

interface HoldProps {
  readonly hold: Hold;
  readonly onChange: (hold: Hold) => void;
  readonly isDisabled: boolean;
}

function HoldFields({ hold, onChange, isDisabled }: HoldProps): ReactElement {
  return (
    <div className="form-grid">
      <TextField
        label={t("Asked on")}
        type="date"
        value={hold.statedOn}
        onChange={(statedOn) => statedOn !== "" && onChange({ ...hold, statedOn })}
        isDisabled={isDisabled}
      />
      {hold.form === "written" && (
        <TextField
          label={t("To wait until")}
          type="date"
          value={hold.untilOn}
          onChange={(untilOn) => untilOn !== "" && onChange({ ...hold, untilOn })}
          isDisabled={isDisabled}
        />
      )}
      <TextField
        label={t("By whom")}
        value={hold.official}
        onChange={(official) => onChange({ ...hold, official })}
        maxLength={200}
        isDisabled={isDisabled}
      />
    </div>
  );
}
