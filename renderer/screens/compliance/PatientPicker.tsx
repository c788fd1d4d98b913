import { type ReactElement, useState } from "react";
import type { PatientSummary } from "../../../shared/domain/patient.ts";
import { usePatients } from "../../api/index.ts";
import { Button, TextField } from "../../ui/index.ts";
import { formatDay } from "../../words/index.ts";
import { t } from "../../words/language.ts";

const shown = 5;

interface PickerProps {
  readonly chosen: PatientSummary | null;
  readonly onChoose: (patient: PatientSummary | null) => void;
}

/** Chooses one patient by name, birth date or MRN. */
export function PatientPicker({ chosen, onChoose }: PickerProps): ReactElement {
  const [query, setQuery] = useState("");
  if (chosen !== null) {
    return (
      <div className="picked">
        <span className="ui-label">{t("Patient")}</span>
        <p>
          {chosen.familyName}, {chosen.givenName}
          <Button variant="quiet" onPress={() => onChoose(null)}>
            {t("Change")}
          </Button>
        </p>
      </div>
    );
  }
  return (
    <div className="picker">
      <TextField label={t("Patient")} value={query} onChange={setQuery} inputMode="search" placeholder={t("Name, birth date or MRN")} />
      {query.trim().length > 1 && <Matches query={query.trim()} onChoose={onChoose} />}
    </div>
  );
}

function Matches({ query, onChoose }: { readonly query: string; readonly onChoose: (patient: PatientSummary) => void }): ReactElement {
  const found = usePatients(query, { limit: shown }).data?.patients ?? [];
  if (found.length === 0) return <p className="quiet">{t("Nobody by that name.")}</p>;
  return (
    <ul className="picker-list" aria-label={t("Patients found")}>
      {found.map((patient) => (
        <li key={patient.id}>
          <Button variant="quiet" onPress={() => onChoose(patient)}>
            {patient.familyName}, {patient.givenName} · {formatDay(patient.bornOn)}
          </Button>
        </li>
      ))}
    </ul>
  );
}
