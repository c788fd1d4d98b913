import { type ReactElement, useState } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import { usePatients } from "../../api/index.ts";
import { Checkbox, TextField } from "../../ui/index.ts";
import { formatBorn, formatSome } from "../../words/index.ts";
import { t } from "../../words/language.ts";

const shown = 12;

interface PickProps {
  readonly chosen: ReadonlyMap<PatientId, string>;
  readonly onChosen: (chosen: ReadonlyMap<PatientId, string>) => void;
}

/** Some patients, found one after another; who was chosen stays in view. */
export function PickPatients({ chosen, onChosen }: PickProps): ReactElement {
  const [query, setQuery] = useState("");
  const found = usePatients(query, { limit: shown, enabled: query.trim() !== "" }).data?.patients ?? [];
  const rows = new Map([
    ...chosen,
    ...found.map(({ id, familyName, givenName, bornOn }) => [id, `${familyName}, ${givenName} · ${formatBorn(bornOn)}`] as const),
  ]);
  function choose(id: PatientId, name: string, isChosen: boolean): void {
    const next = new Map(chosen);
    if (isChosen) next.set(id, name);
    else next.delete(id);
    onChosen(next);
  }
  return (
    <div className="form-stack">
      <TextField
        label={t("Find a patient")}
        description={t("The start of a name, a birth date, or an MRN")}
        value={query}
        onChange={setQuery}
        inputMode="search"
      />
      <ul className="plain-list" aria-label={t("Patients")}>
        {[...rows].map(([id, name]) => (
          <li key={id}>
            <Checkbox isSelected={chosen.has(id)} onChange={(isChosen) => choose(id, name, isChosen)}>
              {name}
            </Checkbox>
          </li>
        ))}
      </ul>
      <p className="quiet">{t("{people} chosen.", { people: formatSome(chosen.size, t("patient")) })}</p>
    </div>
  );
}
