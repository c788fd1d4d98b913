import { type ReactNode, useState } from "react";
import { type Diagnosis, DiagnosisCodeSchema } from "../../../shared/domain/codes.ts";
import { Button, TextField } from "../../ui/index.ts";
import { t } from "../../words/language.ts";

interface DiagnosisListProps {
  readonly diagnoses: readonly Diagnosis[];
  readonly onChange: (diagnoses: Diagnosis[]) => void;
  readonly onSelectLine: (line: number) => void;
}

/** Diagnoses with the lines that show them, and a field for one more. */
export function DiagnosisList({ diagnoses, onChange, onSelectLine }: DiagnosisListProps): ReactNode {
  const [typed, setTyped] = useState("");
  const code = typed.trim().toUpperCase();
  const isCode = DiagnosisCodeSchema.safeParse(code).success && diagnoses.every((other) => other.code !== code);
  return (
    <>
      {diagnoses.length === 0 ? (
        <p className="panel-lead">{t("None yet. You decide; suggestions come only with the lines that show them.")}</p>
      ) : (
        <ul aria-label={t("Diagnoses")} className="plain-list">
          {diagnoses.map((diagnosis) => (
            <li key={diagnosis.code}>
              <strong>{diagnosis.code}</strong>{" "}
              {diagnosis.lines.map((line) => (
                <button key={line} type="button" className="note-link" onClick={() => onSelectLine(line)}>
                  {t("line {line}", { line })}
                </button>
              ))}{" "}
              <button
                type="button"
                className="note-link"
                aria-label={t("Remove {code}", { code: diagnosis.code })}
                onClick={() => onChange(diagnoses.filter(({ code: other }) => other !== diagnosis.code))}
              >
                {t("Remove")}
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        className="form-foot"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isCode) return;
          onChange([...diagnoses, { code, lines: [] }]);
          setTyped("");
        }}
      >
        <TextField label={t("Add a code")} value={typed} onChange={setTyped} maxLength={8} />
        <Button type="submit" variant="secondary" isDisabled={!isCode}>
          {t("Add")}
        </Button>
      </form>
    </>
  );
}
