import type { ReactElement } from "react";
import { useEmergencies, useReviewEmergency } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Badge, Button, DataTable, EmptyState, Stack } from "../../ui/index.ts";
import { formatMoment, nameGlassReason } from "../../words/index.ts";

/** Charts opened in an emergency by somebody outside the care team; each is looked at by another person. */
export function EmergenciesTab(): ReactElement {
  const { data, error } = useEmergencies();
  const review = useReviewEmergency();
  return (
    <Stack>
      <FailureNotice error={error ?? review.error} />
      <DataTable
        label="Emergency access"
        rows={data?.reviews ?? []}
        rowKey={(row) => row.id}
        empty={<EmptyState title="Nobody has opened a chart in an emergency">Where they do, it waits here for review.</EmptyState>}
        columns={[
          { id: "when", header: "When", render: (row) => formatMoment(row.openedAt) },
          { id: "who", header: "Who", render: (row) => row.userName },
          { id: "patient", header: "Chart of", render: (row) => row.patientName },
          { id: "why", header: "Reason", render: (row) => nameGlassReason(row.reason) },
          {
            id: "verdict",
            header: "Review",
            render: (row) =>
              row.verdict !== null ? (
                <Badge tone={row.verdict === "justified" ? "done" : "refused"}>{row.verdict === "justified" ? "Justified" : "Not justified"}</Badge>
              ) : (
                <div className="row-actions">
                  <Button variant="quiet" onPress={() => review.mutate({ breakId: row.id, verdict: "justified" })}>
                    Justified
                  </Button>
                  <Button variant="quiet" onPress={() => review.mutate({ breakId: row.id, verdict: "not-justified" })}>
                    Not justified
                  </Button>
                </div>
              ),
          },
        ]}
      />
    </Stack>
  );
}
