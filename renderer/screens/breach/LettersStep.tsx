import type { ReactElement } from "react";
import type { NoticeWords } from "../../../shared/domain/breach.ts";
import { Checkbox, TextField } from "../../ui/index.ts";
import { formatSome } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import type { StepProps } from "./use-draft.ts";

const parts = [
  { id: "happened", label: t("What happened"), help: t("In plain words. The days are added for each person.") },
  { id: "involved", label: t("What information was involved"), help: t("Kinds, not contents: never a name or a diagnosis.") },
  { id: "patientSteps", label: t("What people can do"), help: t("Steps to protect themselves.") },
  { id: "clinicSteps", label: t("What we are doing"), help: t("To look into it, to limit it, to keep it from happening again.") },
] as const;

/** The five parts every letter must have (164.404(c)), written once for everyone. */
export function LettersStep({ view, body, change, isFinal }: StepProps): ReactElement {
  const { words } = body;
  const set = (part: Partial<NoticeWords>) => change({ words: { ...words, ...part } });
  const reachable = view.affected.patients - view.affected.withoutAddress;
  return (
    <>
      <p className="answer">
        {t("{reachable} can be written. {record}", {
          reachable: formatSome(reachable, t("letter")),
          record:
            view.affected.withoutAddress === 0
              ? t("Everybody has an address on record.")
              : t("{view} no address on record.", { view: formatSome(view.affected.withoutAddress, t("person has"), t("people have")) }),
        })}
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
        label={t("Whom to ask")}
        description={t("A toll-free number, an e-mail or web address, or a postal address")}
        value={words.contact}
        onChange={(contact) => set({ contact })}
        multiline
        rows={2}
        maxLength={600}
        isDisabled={isFinal}
      />
      <div className="form-grid">
        <TextField label={t("Signed by")} value={words.signer} onChange={(signer) => set({ signer })} maxLength={160} isDisabled={isFinal} />
        <TextField
          label={t("Who had it")}
          description={t("For the accounting: a name, or not known")}
          value={words.recipient}
          onChange={(recipient) => set({ recipient })}
          maxLength={300}
          isDisabled={isFinal}
        />
        <TextField
          label={t("Letters that came back")}
          description={t("Ten or more without a good address: a public notice for 90 days")}
          value={String(words.returnedLetters)}
          onChange={(text) => /^\d{0,6}$/.test(text) && set({ returnedLetters: Number(text) })}
          inputMode="numeric"
          isDisabled={isFinal}
        />
      </div>
      <Checkbox isSelected={body.licensedInCalifornia} onChange={(licensedInCalifornia) => change({ licensedInCalifornia })} isDisabled={isFinal}>
        {t("This clinic is licensed in California (Health and Safety Code 1204)")}
      </Checkbox>
    </>
  );
}
