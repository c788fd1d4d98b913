import { type ReactElement, useState } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import { type Demographics, DemographicsSchema } from "../../../shared/domain/patient.ts";
import { AskError, useRegisterPatient } from "../../api/index.ts";
import { Button, Dialog, Notice, TextField } from "../../ui/index.ts";
import { wordsFor } from "../../words/index.ts";
import { t } from "../../words/language.ts";

const blank: Demographics = {
  familyName: "",
  givenName: "",
  preferredName: "",
  pronouns: "",
  bornOn: "",
  mrn: "",
  phone: "",
  email: "",
  address: "",
  stateCode: "",
  alerts: "",
  relatedPersons: [],
};

const fields: readonly {
  readonly name: Exclude<keyof Demographics, "relatedPersons">;
  readonly label: string;
  readonly description?: string;
  readonly required?: true;
  readonly type?: "date";
}[] = [
  { name: "familyName", label: t("Family name"), required: true },
  { name: "givenName", label: t("Given name"), required: true },
  { name: "preferredName", label: t("Called"), description: t("Preferred name or nickname") },
  { name: "pronouns", label: t("Pronouns") },
  { name: "bornOn", label: t("Born on"), required: true, type: "date" },
  { name: "mrn", label: "MRN", required: true },
  { name: "phone", label: t("Phone") },
  { name: "email", label: "E-mail" },
  { name: "address", label: t("Address") },
  { name: "stateCode", label: t("State"), description: t("Two letters"), required: true },
  { name: "alerts", label: t("Alerts"), description: t("Allergies and warnings, shown in the banner") },
];

/** Registers a patient. What is typed here is also what will be recognised and replaced before anything is sent. */
export function RegisterDialog({
  onClose,
  onRegistered,
}: {
  readonly onClose: () => void;
  readonly onRegistered: (id: PatientId) => void;
}): ReactElement {
  const [draft, setDraft] = useState<Demographics>(blank);
  const [related, setRelated] = useState("");
  const register = useRegisterPatient();
  const complete: Demographics = { ...draft, relatedPersons: readRelated(related) };
  const code = register.error instanceof AskError ? register.error.code : null;
  return (
    <Dialog
      title={t("Register patient")}
      isOpen
      onClose={onClose}
      size="wide"
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            {t("Cancel")}
          </Button>
          <Button
            variant="primary"
            busy={register.isPending}
            isDisabled={!DemographicsSchema.safeParse(complete).success}
            onPress={() => register.mutate(complete, { onSuccess: (patient) => onRegistered(patient.id) })}
          >
            {t("Register")}
          </Button>
        </>
      }
    >
      <div className="form-grid">
        {fields.map(({ name, label, description, required, type }) => (
          <TextField
            key={name}
            label={label}
            description={description}
            isRequired={required ?? false}
            type={type}
            value={draft[name]}
            onChange={(value) => setDraft({ ...draft, [name]: name === "stateCode" ? value.toUpperCase().slice(0, 2) : value })}
            autoComplete="off"
            autoFocus={name === "familyName"}
          />
        ))}
      </div>
      <TextField
        label={t("Family and household")}
        description={t("One person a line, as in “Marcus Webb, husband”. Their names are replaced too before anything is sent.")}
        multiline
        rows={3}
        value={related}
        onChange={setRelated}
      />
      {code !== null && (
        <Notice tone="refused" title={wordsFor(code).title} code={code}>
          {wordsFor(code).body} {wordsFor(code).next}
        </Notice>
      )}
    </Dialog>
  );
}

function readRelated(text: string): Demographics["relatedPersons"] {
  return text
    .split("\n")
    .map((line) => line.split(","))
    .flatMap(([name = "", ...relationship]) => (name.trim() === "" ? [] : [{ name: name.trim(), relationship: relationship.join(",").trim() }]));
}
