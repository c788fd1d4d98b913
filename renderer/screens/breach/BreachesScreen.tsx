import { type ReactElement, useState } from "react";
import type { AssessmentId } from "../../../shared/domain/ids.ts";
import { useBreaches } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Badge, Button, DataTable, EmptyState, ScreenTitle } from "../../ui/index.ts";
import { formatCount, formatDay, formatSome, localDay } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { BeginAssessment } from "./BeginAssessment.tsx";
import { outcomeWords } from "./breach-words.ts";

interface BreachesProps {
  /** Opened to look into something at once. */
  readonly begin: "incident" | undefined;
  readonly onOpen: (id: AssessmentId) => void;
}

/** Every incident that was looked into, and what is due next. */
export function BreachesScreen({ begin, onOpen }: BreachesProps): ReactElement {
  const { data, error } = useBreaches();
  const [beginning, setBeginning] = useState(begin === "incident");
  const assessments = data?.assessments ?? [];
  const open = assessments.filter(({ state }) => state === "open").length;
  const today = localDay(new Date());
  return (
    <div className="screen">
      <ScreenTitle
        lead={open === 0 ? t("No assessment is open.") : t("{open} open.", { open: formatSome(open, t("assessment is"), t("assessments are")) })}
      >
        {t("Breaches")}
      </ScreenTitle>
      <div className="form-foot">
        <Button variant="primary" onPress={() => setBeginning(true)}>
          {t("Look into an incident")}
        </Button>
      </div>
      <FailureNotice error={error} />
      <DataTable
        label={t("Assessments")}
        rows={assessments}
        rowKey={(row) => row.id}
        onRowAction={(row) => onOpen(row.id)}
        empty={
          data === undefined ? null : (
            <EmptyState title={t("Nothing has been looked into")}>
              {t(
                "A vendor's notice, a lost laptop, a colleague in the wrong chart: begin here. Chartwell finds who is affected, counts the days, and writes the letters. Looking into something does not make it a breach.",
              )}
            </EmptyState>
          )
        }
        columns={[
          { id: "title", header: t("Incident"), render: (row) => row.title },
          {
            id: "outcome",
            header: t("Came to"),
            render: (row) =>
              row.outcome === null ? (
                <Badge tone="caution">{t("Still open")}</Badge>
              ) : (
                <Badge tone={outcomeWords[row.outcome].tone}>{outcomeWords[row.outcome].label}</Badge>
              ),
          },
          { id: "patients", header: t("Patients"), numeric: true, render: (row) => (row.patients === null ? "" : formatCount(row.patients)) },
          { id: "discovered", header: t("Found out"), render: (row) => (row.discoveredOn === null ? "" : formatDay(row.discoveredOn)) },
          {
            id: "due",
            header: t("Next due"),
            render: (row) =>
              row.nextDueOn === null ? (
                ""
              ) : row.nextDueOn < today ? (
                <Badge tone="refused">{formatDay(row.nextDueOn)}</Badge>
              ) : (
                formatDay(row.nextDueOn)
              ),
          },
          { id: "by", header: t("Begun by"), render: (row) => row.openedByName },
        ]}
      />
      {beginning && <BeginAssessment onClose={() => setBeginning(false)} onBegun={onOpen} />}
    </div>
  );
}
