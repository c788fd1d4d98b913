import { type FormEvent, type ReactElement } from "react";
import { type Clinic, ClinicSchema, minimumPasswordLength } from "../../../shared/domain/people.ts";
import { Button, PasswordField, TextField } from "../../ui/index.ts";
import { t } from "../../words/language.ts";

interface ClinicStepProps {
  readonly clinic: Clinic;
  /** Where no keychain answers and policy allows it: the passphrase that stands in. */
  readonly passphrase: { readonly value: string; readonly onChange: (value: string) => void } | null;
  readonly onChange: (clinic: Clinic) => void;
  readonly onNext: () => void;
}

/** The clinic as it stands on letters. */
export function ClinicStep({ clinic, passphrase, onChange, onNext }: ClinicStepProps): ReactElement {
  const set = (field: keyof Clinic) => (value: string) =>
    onChange({ ...clinic, [field]: field === "stateCode" ? value.toUpperCase().slice(0, 2) : value });
  function submit(event: FormEvent): void {
    event.preventDefault();
    onNext();
  }
  return (
    <form onSubmit={submit}>
      <p className="quiet">
        {t("The record is made on this computer, encrypted, {passphrase}. Nothing is sent anywhere.", {
          passphrase: passphrase === null ? t("with its key in this computer's keychain") : t("and opened with a passphrase"),
        })}
      </p>
      <TextField label={t("Clinic name")} value={clinic.name} onChange={set("name")} isRequired autoFocus />
      <TextField label={t("Address")} description={t("As it stands on your letterhead")} value={clinic.address} onChange={set("address")} />
      <div className="form-grid">
        <TextField label={t("Phone")} value={clinic.phone} onChange={set("phone")} inputMode="tel" />
        <TextField
          label={t("State")}
          description={t("Two letters, as in AZ")}
          value={clinic.stateCode}
          onChange={set("stateCode")}
          isRequired
          maxLength={2}
        />
      </div>
      {passphrase !== null && (
        <PasswordField
          label={t("Clinic passphrase")}
          description={t("Asked for at every start. At least {minimumPasswordLength} characters", { minimumPasswordLength })}
          value={passphrase.value}
          onChange={passphrase.onChange}
          isRequired
        />
      )}
      <div className="form-foot">
        <Button
          variant="primary"
          type="submit"
          isDisabled={!ClinicSchema.safeParse(clinic).success || (passphrase !== null && passphrase.value.length < minimumPasswordLength)}
        >
          {t("Continue")}
        </Button>
      </div>
    </form>
  );
}
