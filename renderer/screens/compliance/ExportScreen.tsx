import { type FormEvent, type ReactElement, useState } from "react";
import type { ExportFormat } from "../../../shared/domain/export.ts";
import type { PatientId, RightsRequestId } from "../../../shared/domain/ids.ts";
import { useExportFormats, useExportRecord, usePatient, useRightsOfPatient } from "../../api/index.ts";
import { FailureNotice, FormatChoice } from "../../parts/index.ts";
import { Button, Notice, PasswordField, ScreenTitle, SelectField } from "../../ui/index.ts";
import { formatCount, formatDay, formatSome } from "../../words/index.ts";
import { t } from "../../words/language.ts";

/** Hands a patient their record: what is in it, what is not, how it is closed, and which request it answers. */
export function ExportScreen({ patientId, onDone }: { readonly patientId: PatientId; readonly onDone: () => void }): ReactElement | null {
  const patient = usePatient(patientId);
  const formats = useExportFormats().data?.formats ?? [];
  const requests = (useRightsOfPatient(patientId).data?.requests ?? []).filter(({ kind, state }) => kind === "access" && state === "open");
  const [password, setPassword] = useState("");
  const [format, setFormat] = useState<ExportFormat>("zip");
  const [warned, setWarned] = useState(false);
  const [answers, setAnswers] = useState<string | null>(null);
  const run = useExportRecord();
  const answered = answers ?? requests[0]?.id ?? "none";
  function submit(event: FormEvent): void {
    event.preventDefault();
    const requestId = answered === "none" ? null : (answered as RightsRequestId);
    run.mutate({ patientId, password, format, warned, requestId }, { onSettled: () => setPassword("") });
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
          "One package with a page to read first, each note as a PDF on your letterhead with its signature, addenda and amendments, the transcripts and everything else as tables, FHIR and C-CDA for other programs, what was sent to vendors and disclosed, and a list of all files with their SHA-256.",
        )}
      </p>
      <p className="quiet">
        {t("Left out: psychotherapy notes kept apart from the record, and information compiled for a legal proceeding (45 CFR 164.524(a)(1)).")}
      </p>
      <form onSubmit={submit} className="form-stack">
        {requests.length > 0 && (
          <SelectField
            label={t("Answers the request")}
            value={answered}
            onChange={setAnswers}
            options={[
              ...requests.map(({ id, receivedOn, dueOn }) => ({
                id,
                label: t("Received {day}, due {due}", { day: formatDay(receivedOn), due: formatDay(dueOn) }),
              })),
              { id: "none", label: t("No request") },
            ]}
          />
        )}
        <FormatChoice formats={formats} format={format} onFormat={setFormat} warned={warned} onWarned={setWarned} />
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
          <Button variant="primary" type="submit" busy={run.isPending} isDisabled={password === "" || (format === "plain" && !warned)}>
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
      {result.passphrase === "" ? (
        <Notice tone="caution" title={t("This package is not encrypted.")}>
          {t("Hand it over in person or by a way the patient has agreed to, and leave no copy lying about.")}
        </Notice>
      ) : (
        <>
          <Notice tone="caution" title={t("The passphrase is shown this once.")}>
            {t("Tell it to the recipient by another way than the file: by telephone, or in a sealed letter.")}
          </Notice>
          <output className="passphrase" aria-label={t("Passphrase")}>
            {result.passphrase}
          </output>
        </>
      )}
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
