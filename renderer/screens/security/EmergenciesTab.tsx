import type { ReactElement } from "react";
import { useEmergencies, useReviewEmergency } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Badge, Button, DataTable, EmptyState, Stack } from "../../ui/index.ts";
import { formatMoment, nameGlassReason } from "../../words/index.ts";
import { t } from "../../words/language.ts";

/** Charts opened in an emergency by somebody outside the care team; each is looked at by another person. */
export function EmergenciesTab(): ReactElement {
  const { data, error } = useEmergencies();
  const review = useReviewEmergency();
  return (
    <Stack>
      <FailureNotice error={error ?? review.error} />
      <DataTable
        label={t("Emergency access")}
        rows={data?.reviews ?? []}
        rowKey={(row) => row.id}
        empty={<EmptyState title={t("Nobody has opened a chart in an emergency")}>{t("Where they do, it waits here for review.")}</EmptyState>}
        columns={[
          { id: "when", header: t("When"), render: (row) => formatMoment(row.openedAt) },
          { id: "who", header: t("Who"), render: (row) => row.userName },
          { id: "patient", header: t("Chart of"), render: (row) => row.patientName },
          { id: "why", header: t("Reason"), render: (row) => nameGlassReason(row.reason) },
          {
            id: "verdict",
            header: t("Review"),
            render: (row) =>
              row.verdict !== null ? (
                <Badge tone={row.verdict === "justified" ? "done" : "refused"}>
                  {row.verdict === "justified" ? t("Justified") : t("Not justified")}
                </Badge>
              ) : (
                <div className="row-actions">
                  <Button variant="quiet" onPress={() => review.mutate({ breakId: row.id, verdict: "justified" })}>
                    {t("Justified")}
                  </Button>
                  <Button variant="quiet" onPress={() => review.mutate({ breakId: row.id, verdict: "not-justified" })}>
                    {t("Not justified")}
                  </Button>
                </div>
              ),
          },
        ]}
      />
    </Stack>
  );
}
