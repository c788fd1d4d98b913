import { type ReactElement, useState } from "react";
import { type DutyLine, useExportBreach, useRecordBreachStep } from "../../api/index.ts";
import { FailureNotice, ProofDialog } from "../../parts/index.ts";
import { Badge, Button, DataTable, EmptyState, Notice } from "../../ui/index.ts";
import { formatCount, formatDay, formatSome, localDay } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { nameDaysLeft, nameDuty } from "./breach-words.ts";
import type { StepProps } from "./use-draft.ts";

const soonDays = 10;
const substitutes = {
  "other-means": t("Fewer than ten have no good address: telephone them, or write another way."),
  posting: t("Ten or more have no good address: a notice on your home page or in major media for 90 days, with a toll-free number."),
} as const;

/** What is due, to whom, by when; what is done; and the papers for all of it. */
export function NoticesStep({ view }: StepProps): ReactElement {
  const record = useRecordBreachStep();
  const { duties, substitute, heldUntil } = view;
  return (
    <>
      {heldUntil !== null && (
        <Notice tone="caution" title={t("Law enforcement asked to wait until {heldUntil}.", { heldUntil: formatDay(heldUntil) })}>
          {t("Send nothing before. State deadlines below stand; ask counsel about each.")}
        </Notice>
      )}
      {substitute !== "none" && duties.length > 0 && (
        <Notice tone="caution" title={t("{view} no letter reaches.", { view: formatSome(view.badAddresses, t("person"), t("people")) })}>
          {substitutes[substitute]}
        </Notice>
      )}
      <FailureNotice error={record.error} />
      <DataTable
        label={t("What is due")}
        rows={duties}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title={t("Nothing is due")}>
            {view.outcome === "breach" ? t("The days begin when somebody who knew is written down.") : t("No notice is required for this outcome.")}
          </EmptyState>
        }
        columns={[
          { id: "what", header: t("What"), render: (row: DutyLine) => nameDuty(row) },
          { id: "patients", header: t("Patients"), numeric: true, render: (row) => formatCount(row.patients) },
          { id: "due", header: t("By"), render: (row) => `${formatDay(row.dueOn)}${row.held ? t(", moved by law enforcement") : ""}` },
          { id: "left", header: t("Time"), render: renderTime },
          { id: "rule", header: t("Rule"), render: (row) => <span className="quiet">{row.rule}</span> },
          {
            id: "done",
            header: t("Done"),
            render: (row) =>
              row.doneOn === null ? (
                <Button
                  variant="quiet"
                  isDisabled={record.isPending}
                  onPress={() => record.mutate({ id: view.id, duty: row.id, doneOn: localDay(new Date()) })}
                >
                  {t("Done today")}
                  <span className="visually-hidden">: {nameDuty(row)}</span>
                </Button>
              ) : (
                formatDay(row.doneOn)
              ),
          },
        ]}
      />
      {duties.length > 0 && (
        <p className="quiet">{t("Sixty days are the outer limit, not the target. State days are as of January 2026; let counsel look at them.")}</p>
      )}
      <Papers view={view} />
    </>
  );
}

function renderTime({ doneOn, daysLeft }: DutyLine): ReactElement {
  if (doneOn !== null) return <Badge tone="done">{t("Done")}</Badge>;
  return <Badge tone={daysLeft < 0 ? "refused" : daysLeft <= soonDays ? "caution" : "neutral"}>{nameDaysLeft(daysLeft)}</Badge>;
}

function Papers({ view }: Pick<StepProps, "view">): ReactElement {
  const [asking, setAsking] = useState(false);
  const write = useExportBreach();
  return (
    <>
      <p>
        {view.outcome === "breach"
          ? t(
              "One encrypted ZIP: a letter to each person in one PDF, the HHS worksheet field by field, drafts to states and vendor, the assessment, who is affected, and the evidence.",
            )
          : t("One encrypted ZIP: the assessment, who it concerned, and the evidence.")}
      </p>
      <div className="form-foot">
        <Button variant="primary" onPress={() => setAsking(true)}>
          {t("Write letters and papers")}
        </Button>
      </div>
      {write.data !== undefined && (
        <Notice
          tone="done"
          title={t("Written: {write}, {write2}.", {
            write: formatSome(write.data.letters, t("letter")),
            write2: formatSome(write.data.fileCount, t("file")),
          })}
        >
          {t("The passphrase is shown this once:")} <output className="code-line">{write.data.passphrase}</output>
        </Notice>
      )}
      {asking && (
        <ProofDialog
          title={t("Write letters and papers")}
          actionLabel={t("Choose a place")}
          busy={write.isPending}
          error={write.error}
          onProve={(password) => write.mutate({ id: view.id, password }, { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        >
          <p>{view.state === "open" ? t("The assessment is not concluded: the papers will say that it is a draft.") : t("As it was concluded.")}</p>
        </ProofDialog>
      )}
    </>
  );
}
