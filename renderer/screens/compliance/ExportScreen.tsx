import { type FormEvent, type ReactElement, useState } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import { useExportRecord, usePatient } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, Notice, PasswordField, ScreenTitle } from "../../ui/index.ts";
import { formatCount, formatSome } from "../../words/index.ts";
import { t } from "../../words/language.ts";

/** Hands a patient their record: what is in it, what is not, and how to open it. */
export function ExportScreen({ patientId, onDone }: { readonly patientId: PatientId; readonly onDone: () => void }): ReactElement | null {
  const patient = usePatient(patientId);
  const [password, setPassword] = useState("");
  const run = useExportRecord();
  function submit(event: FormEvent): void {
    event.preventDefault();
    run.mutate({ patientId, password }, { onSettled: () => setPassword("") });
  }
  if (patient.data === undefined) return null;
  const { givenName, familyName } = patient.data.patient.demographics;
  if (run.data !== undefined) return <Exported result={run.data} onDone={onDone} />;
  return (
    <div className="screen screen-narrow">
      <ScreenTitle lead={`${givenName} ${familyName}, ${formatSome(patient.data.encounters.length, t("session"))}.`}>
        {t("Export record")}
      </ScreenTitle>
      <p>
        {t(
          "One encrypted ZIP with a page to read first, each note as a PDF on your letterhead, the transcripts and everything else in a form other programs read, what was sent to vendors, and a list of all files with their SHA-256.",
        )}
      </p>
      <p className="quiet">
        {t("Left out: psychotherapy notes kept apart from the record, and information compiled for a legal proceeding (45 CFR 164.524(a)(1)).")}
      </p>
      <form onSubmit={submit} className="form-stack">
        <PasswordField
          label={t("Your password")}
          description={t("To prove again who you are")}
          value={password}
          onChange={setPassword}
          isRequired
          autoComplete="current-password"
        />
        <FailureNotice error={run.error} />
        <div className="form-foot">
          <Button variant="primary" type="submit" busy={run.isPending} isDisabled={password === ""}>
            {t("Choose a place and export")}
          </Button>
          <Button variant="quiet" onPress={onDone}>
            {t("Back to the chart")}
          </Button>
        </div>
      </form>
    </div>
  );
}

interface ExportedProps {
  readonly result: { readonly fileCount: number; readonly byteCount: number; readonly passphrase: string; readonly sha256: string };
  readonly onDone: () => void;
}

function Exported({ result, onDone }: ExportedProps): ReactElement {
  return (
    <div className="screen screen-narrow">
      <ScreenTitle
        lead={t("{result}, {result2} bytes.", { result: formatSome(result.fileCount, t("file")), result2: formatCount(result.byteCount) })}
      >
        {t("Record exported")}
      </ScreenTitle>
      <Notice tone="caution" title={t("The passphrase is shown this once.")}>
        {t("Tell it to the recipient by another way than the file: by telephone, or in a sealed letter.")}
      </Notice>
      <output className="passphrase" aria-label={t("Passphrase")}>
        {result.passphrase}
      </output>
      <p className="quiet">
        {t("SHA-256")} <span className="code-line">{result.sha256}</span>
      </p>
      <div className="form-foot">
        <Button variant="primary" onPress={onDone}>
          {t("Back to the chart")}
        </Button>
      </div>
    </div>
  );
}
