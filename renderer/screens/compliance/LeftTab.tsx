import { type ReactElement, useState } from "react";
import type { Stretch } from "../../../shared/domain/access-review.ts";
import { useSendTally } from "../../api/index.ts";
import { type Days, FailureNotice, lastDays, StretchField, toStretch } from "../../parts/index.ts";
import { DataTable, EmptyState, SelectField, Stack } from "../../ui/index.ts";
import { formatBytes, formatCount, formatDay, formatSome, nameTask } from "../../words/index.ts";
import { t } from "../../words/language.ts";

type Key = "vendor" | "model" | "task" | "person" | "day";
const keys = [
  { id: "vendor", label: t("Vendor") },
  { id: "model", label: t("Model") },
  { id: "task", label: t("Task") },
  { id: "person", label: t("Person") },
  { id: "day", label: t("Day") },
] as const;
const defaultDays = 30;
const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();

/** What left the building, counted the way one asks. */
export function LeftTab(): ReactElement {
  const [by, setBy] = useState<Key>("vendor");
  const [days, setDays] = useState<Days>(() => lastDays(defaultDays));
  const stretch = toStretch(days);
  return (
    <Stack>
      <div className="filter-row">
        <SelectField label={t("Count by")} options={keys} value={by} onChange={(id) => setBy(id as Key)} />
        <StretchField days={days} onChange={setDays} />
      </div>
      {stretch !== null && <Tallies by={by} stretch={stretch} />}
    </Stack>
  );
}

function Tallies({ by, stretch }: { readonly by: Key; readonly stretch: Stretch }): ReactElement {
  const { data, error } = useSendTally({ by, stretch, timeZone });
  const sent = data?.tallies.reduce((sum, tally) => sum + tally.sent, 0) ?? 0;
  const refused = data?.tallies.reduce((sum, tally) => sum + tally.refused, 0) ?? 0;
  return (
    <Stack>
      <FailureNotice error={error} />
      {data !== undefined && (
        <p className="answer">
          {t("{sent} from {charts}; {refused} refused before anything left.", {
            sent: formatSome(sent, t("send")),
            charts: formatSome(data.charts, t("chart")),
            refused: formatCount(refused),
          })}
        </p>
      )}
      <DataTable
        label={t("What left, counted")}
        rows={data?.tallies ?? []}
        rowKey={(row) => row.key}
        empty={data === undefined ? null : <EmptyState title={t("Nothing left")}>{t("Nothing was sent to a vendor in this time.")}</EmptyState>}
        columns={[
          { id: "key", header: keys.find(({ id }) => id === by)?.label ?? "", render: (row) => nameKey(by, row.key) },
          { id: "sent", header: t("Sent"), numeric: true, render: (row) => formatCount(row.sent) },
          { id: "refused", header: t("Refused"), numeric: true, render: (row) => formatCount(row.refused) },
          { id: "charts", header: t("Charts"), numeric: true, render: (row) => formatCount(row.charts) },
          { id: "bytes", header: t("Size"), numeric: true, render: (row) => formatBytes(row.bytes) },
          { id: "in", header: t("Tokens in"), numeric: true, render: (row) => formatCount(row.tokensIn) },
          { id: "out", header: t("Tokens out"), numeric: true, render: (row) => formatCount(row.tokensOut) },
        ]}
      />
    </Stack>
  );
}

function nameKey(by: Key, key: string): string {
  if (by === "day") return formatDay(key);
  return by === "task" ? nameTask(key) : key;
}
