import { type FormEvent, type ReactElement } from "react";
import { type Clinic, ClinicSchema, minimumPasswordLength } from "../../../shared/domain/people.ts";
import { Button, PasswordField, TextField } from "../../ui/index.ts";

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
        The record is made on this computer, encrypted,{" "}
        {passphrase === null ? "with its key in this computer's keychain" : "and opened with a passphrase"}. Nothing is sent anywhere.
      </p>
      <TextField label="Clinic name" value={clinic.name} onChange={set("name")} isRequired autoFocus />
      <TextField label="Address" description="As it stands on your letterhead" value={clinic.address} onChange={set("address")} />
      <div className="form-grid">
        <TextField label="Phone" value={clinic.phone} onChange={set("phone")} inputMode="tel" />
        <TextField label="State" description="Two letters, as in AZ" value={clinic.stateCode} onChange={set("stateCode")} isRequired maxLength={2} />
      </div>
      {passphrase !== null && (
        <PasswordField
          label="Clinic passphrase"
          description={`Asked for at every start. At least ${minimumPasswordLength} characters`}
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
          Continue
        </Button>
      </div>
    </form>
  );
}
