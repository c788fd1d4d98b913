import type { ReactElement } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import type { RequestLine } from "../../../shared/domain/rights.ts";
import { useClocks } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Badge, DataTable, EmptyState, Stack } from "../../ui/index.ts";
import { formatDay, formatSome, requestWords } from "../../words/index.ts";
import { t } from "../../words/language.ts";

const dayMs = 86_400_000;
const soonDays = 7;

/** Every request that runs, by its day. */
export function ClocksTab({ onOpen }: { readonly onOpen: (patientId: PatientId) => void }): ReactElement {
  const { data, error } = useClocks();
  return (
    <Stack>
      <FailureNotice error={error} />
      <DataTable
        label={t("Requests")}
        rows={data?.requests ?? []}
        rowKey={(row) => row.id}
        onRowAction={(row) => onOpen(row.patientId)}
        empty={
          data === undefined ? null : (
            <EmptyState title={t("No request runs")}>
              {t(
                "When a patient asks for a copy or a correction, open their chart and write it down under Requests and holds. The clock runs from the day it was received: 30 days for a copy, 60 for a correction.",
              )}
            </EmptyState>
          )
        }
        columns={[
          { id: "patient", header: t("Patient"), render: (row) => row.patientName },
          { id: "kind", header: t("Asked for"), render: (row) => requestWords.kinds[row.kind] },
          { id: "received", header: t("Received"), render: (row) => <span className="nowrap">{formatDay(row.receivedOn)}</span> },
          { id: "due", header: t("Answer by"), render: (row) => <Due row={row} today={data?.today ?? ""} /> },
          { id: "state", header: t("State"), render: (row) => <RequestState state={row.state} /> },
        ]}
      />
    </Stack>
  );
}

function Due({ row, today }: { readonly row: RequestLine; readonly today: string }): ReactElement {
  const day = (
    <span className="nowrap">
      {formatDay(row.dueOn)}
      {row.extended ? ` (${t("extended")})` : ""}
    </span>
  );
  if (row.state !== "open") return day;
  const left = Math.round((Date.parse(row.dueOn) - Date.parse(today)) / dayMs);
  if (left > soonDays) return day;
  return (
    <>
      {day}{" "}
      <Badge tone={left < 0 ? "refused" : "caution"}>
        {left < 0 ? t("late") : left === 0 ? t("due today") : t("{days} left", { days: formatSome(left, t("day")) })}
      </Badge>
    </>
  );
}

/** Where a request stands, in words and colour. */
export function RequestState({ state }: { readonly state: RequestLine["state"] }): ReactElement {
  const tone = state === "open" ? "caution" : state === "accepted" ? "done" : state === "denied" ? "refused" : "neutral";
  return <Badge tone={tone}>{requestWords.states[state]}</Badge>;
}
