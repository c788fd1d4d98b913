import type { ReactElement } from "react";
import type { NoticeWords } from "../../../shared/domain/breach.ts";
import { Checkbox, TextField } from "../../ui/index.ts";
import { formatSome } from "../../words/index.ts";
import type { StepProps } from "./use-draft.ts";

const parts = [
  { id: "happened", label: "What happened", help: "In plain words. The days are added for each person." },
  { id: "involved", label: "What information was involved", help: "Kinds, not contents: never a name or a diagnosis." },
  { id: "patientSteps", label: "What people can do", help: "Steps to protect themselves." },
  { id: "clinicSteps", label: "What we are doing", help: "To look into it, to limit it, to keep it from happening again." },
] as const;

/** The five parts every letter must have (164.404(c)), written once for everyone. */
export function LettersStep({ view, body, change, isFinal }: StepProps): ReactElement {
  const { words } = body;
  const set = (part: Partial<NoticeWords>) => change({ words: { ...words, ...part } });
  const reachable = view.affected.patients - view.affected.withoutAddress;
  return (
    <>
      <p className="answer">
        {`${formatSome(reachable, "letter")} can be written. ${view.affected.withoutAddress === 0 ? "Everybody has an address on record." : `${formatSome(view.affected.withoutAddress, "person has", "people have")} no address on record.`}`}
      </p>
      {parts.map(({ id, label, help }) => (
        <TextField
          key={id}
          label={label}
          description={help}
          value={words[id]}
          onChange={(text) => set({ [id]: text })}
          multiline
          rows={3}
          maxLength={4000}
          isDisabled={isFinal}
        />
      ))}
      <TextField
        label="Whom to ask"
        description="A toll-free number, an e-mail or web address, or a postal address"
        value={words.contact}
        onChange={(contact) => set({ contact })}
        multiline
        rows={2}
        maxLength={600}
        isDisabled={isFinal}
      />
      <div className="form-grid">
        <TextField label="Signed by" value={words.signer} onChange={(signer) => set({ signer })} maxLength={160} isDisabled={isFinal} />
        <TextField
          label="Who had it"
          description="For the accounting: a name, or not known"
          value={words.recipient}
          onChange={(recipient) => set({ recipient })}
          maxLength={300}
          isDisabled={isFinal}
        />
        <TextField
          label="Letters that came back"
          description="Ten or more without a good address: a public notice for 90 days"
          value={String(words.returnedLetters)}
          onChange={(text) => /^\d{0,6}$/.test(text) && set({ returnedLetters: Number(text) })}
          inputMode="numeric"
          isDisabled={isFinal}
        />
      </div>
      <Checkbox isSelected={body.licensedInCalifornia} onChange={(licensedInCalifornia) => change({ licensedInCalifornia })} isDisabled={isFinal}>
        This clinic is licensed in California (Health and Safety Code 1204)
      </Checkbox>
    </>
  );
}
