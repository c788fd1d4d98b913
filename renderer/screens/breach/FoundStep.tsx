import type { ReactElement } from "react";
import type { Hold, Knowledge } from "../../../shared/domain/breach.ts";
import { Button, EmptyState, RadioCards, SelectField, TextField } from "../../ui/index.ts";
import { formatDay, localDay } from "../../words/index.ts";
import type { StepProps } from "./use-draft.ts";

const knowers = [
  { id: "workforce", label: "Somebody who works here" },
  { id: "agent", label: "Somebody acting for us" },
  { id: "associate-notice", label: "A vendor told us" },
  { id: "wrongdoer", label: "Only whoever did it" },
] as const;
const holds = [
  { id: "none", label: "No", description: "Nobody asked for a delay" },
  { id: "written", label: "In writing", description: "For the time the letter names" },
  { id: "oral", label: "By word of mouth", description: "For 30 days at the most" },
] as const;

/** Who first knew, and when: the clock starts at the earliest who counts, a receptionist too. */
export function FoundStep({ view, body, change, isFinal }: StepProps): ReactElement {
  const { knowledge, notice, hold } = body;
  const set = (index: number, part: Partial<Knowledge>) =>
    change({ knowledge: knowledge.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <>
      <p>
        The days count from the first day anybody here knew, or would have known by looking: the front desk counts as much as the privacy officer.
        Whoever did it does not.
      </p>
      {notice !== null && (
        <p className="answer">
          {`The vendor's notice came on ${formatDay(notice.receivedOn)}; it found out on ${formatDay(notice.discoveredOn)}. ${notice.actsAsAgent ? "It acts as our agent, so its day counts." : "It is independent, so the day of its notice counts."}`}
        </p>
      )}
      {knowledge.length === 0 && notice === null && (
        <EmptyState title="Nobody written down yet">Ask around before you answer: the earliest day counts.</EmptyState>
      )}
      {knowledge.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no other name, and none is moved
        <fieldset key={index} className="breach-line" disabled={isFinal}>
          <legend className="visually-hidden">{`Who knew, ${index + 1}`}</legend>
          <TextField label="Knew on" type="date" value={one.on} onChange={(on) => on !== "" && set(index, { on })} />
          <SelectField label="Who" options={knowers} value={one.by} onChange={(by) => set(index, { by: by as Knowledge["by"] })} />
          <TextField label="How" value={one.how} onChange={(how) => set(index, { how })} maxLength={400} />
          {!isFinal && (
            <Button variant="quiet" onPress={() => change({ knowledge: knowledge.filter((_one, at) => at !== index) })}>
              Remove
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
            Add who knew
          </Button>
        </div>
      )}
      <RadioCards
        label="Did the police or a prosecutor ask us to wait?"
        options={holds}
        value={hold?.form ?? "none"}
        onChange={(form) => change({ hold: beginHold(form) })}
        isDisabled={isFinal}
      />
      {hold !== null && <HoldFields hold={hold} onChange={(next) => change({ hold: next })} isDisabled={isFinal} />}
      {view.heldUntil !== null && <p className="quiet">{`Notices wait until ${formatDay(view.heldUntil)}. State deadlines do not move.`}</p>}
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
        label="Asked on"
        type="date"
        value={hold.statedOn}
        onChange={(statedOn) => statedOn !== "" && onChange({ ...hold, statedOn })}
        isDisabled={isDisabled}
      />
      {hold.form === "written" && (
        <TextField
          label="To wait until"
          type="date"
          value={hold.untilOn}
          onChange={(untilOn) => untilOn !== "" && onChange({ ...hold, untilOn })}
          isDisabled={isDisabled}
        />
      )}
      <TextField
        label="By whom"
        value={hold.official}
        onChange={(official) => onChange({ ...hold, official })}
        maxLength={200}
        isDisabled={isDisabled}
      />
    </div>
  );
}
