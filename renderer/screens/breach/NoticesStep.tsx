import { type ReactElement, useState } from "react";
import { type DutyLine, useExportBreach, useRecordBreachStep } from "../../api/index.ts";
import { FailureNotice, ProofDialog } from "../../parts/index.ts";
import { Badge, Button, DataTable, EmptyState, Notice } from "../../ui/index.ts";
import { formatCount, formatDay, formatSome, localDay } from "../../words/index.ts";
import { nameDaysLeft, nameDuty } from "./breach-words.ts";
import type { StepProps } from "./use-draft.ts";

const soonDays = 10;
const substitutes = {
  "other-means": "Fewer than ten have no good address: telephone them, or write another way.",
  posting: "Ten or more have no good address: a notice on your home page or in major media for 90 days, with a toll-free number.",
} as const;

/** What is due, to whom, by when; what is done; and the papers for all of it. */
export function NoticesStep({ view }: StepProps): ReactElement {
  const record = useRecordBreachStep();
  const { duties, substitute, heldUntil } = view;
  return (
    <>
      {heldUntil !== null && (
        <Notice tone="caution" title={`Law enforcement asked to wait until ${formatDay(heldUntil)}.`}>
          Send nothing before. State deadlines below stand; ask counsel about each.
        </Notice>
      )}
      {substitute !== "none" && duties.length > 0 && (
        <Notice tone="caution" title={`${formatSome(view.badAddresses, "person", "people")} no letter reaches.`}>
          {substitutes[substitute]}
        </Notice>
      )}
      <FailureNotice error={record.error} />
      <DataTable
        label="What is due"
        rows={duties}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title="Nothing is due">
            {view.outcome === "breach" ? "The days begin when somebody who knew is written down." : "No notice is required for this outcome."}
          </EmptyState>
        }
        columns={[
          { id: "what", header: "What", render: (row: DutyLine) => nameDuty(row) },
          { id: "patients", header: "Patients", numeric: true, render: (row) => formatCount(row.patients) },
          { id: "due", header: "By", render: (row) => `${formatDay(row.dueOn)}${row.held ? ", moved by law enforcement" : ""}` },
          { id: "left", header: "Time", render: renderTime },
          { id: "rule", header: "Rule", render: (row) => <span className="quiet">{row.rule}</span> },
          {
            id: "done",
            header: "Done",
            render: (row) =>
              row.doneOn === null ? (
                <Button
                  variant="quiet"
                  isDisabled={record.isPending}
                  onPress={() => record.mutate({ id: view.id, duty: row.id, doneOn: localDay(new Date()) })}
                >
                  Done today<span className="visually-hidden">: {nameDuty(row)}</span>
                </Button>
              ) : (
                formatDay(row.doneOn)
              ),
          },
        ]}
      />
      {duties.length > 0 && (
        <p className="quiet">Sixty days are the outer limit, not the target. State days are as of January 2026; let counsel look at them.</p>
      )}
      <Papers view={view} />
    </>
  );
}

function renderTime({ doneOn, daysLeft }: DutyLine): ReactElement {
  if (doneOn !== null) return <Badge tone="done">Done</Badge>;
  return <Badge tone={daysLeft < 0 ? "refused" : daysLeft <= soonDays ? "caution" : "neutral"}>{nameDaysLeft(daysLeft)}</Badge>;
}

function Papers({ view }: Pick<StepProps, "view">): ReactElement {
  const [asking, setAsking] = useState(false);
  const write = useExportBreach();
  return (
    <>
      <p>
        {view.outcome === "breach"
          ? "One encrypted ZIP: a letter to each person in one PDF, the HHS worksheet field by field, drafts to states and vendor, the assessment, who is affected, and the evidence."
          : "One encrypted ZIP: the assessment, who it concerned, and the evidence."}
      </p>
      <div className="form-foot">
        <Button variant="primary" onPress={() => setAsking(true)}>
          Write letters and papers
        </Button>
      </div>
      {write.data !== undefined && (
        <Notice tone="done" title={`Written: ${formatSome(write.data.letters, "letter")}, ${formatSome(write.data.fileCount, "file")}.`}>
          The passphrase is shown this once: <output className="code-line">{write.data.passphrase}</output>
        </Notice>
      )}
      {asking && (
        <ProofDialog
          title="Write letters and papers"
          actionLabel="Choose a place"
          busy={write.isPending}
          error={write.error}
          onProve={(password) => write.mutate({ id: view.id, password }, { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        >
          <p>{view.state === "open" ? "The assessment is not concluded: the papers will say that it is a draft." : "As it was concluded."}</p>
        </ProofDialog>
      )}
    </>
  );
}
